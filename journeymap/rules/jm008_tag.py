"""A value carries a YAML tag.

Tags such as `!!python/object` ask a reader to build things other than text, numbers and lists. A
journey needs none, and a file from somebody else should not have any.

## Bad
```yaml file
journeymap: 1
id: shop
title: !!str 2026
stages: []
```

## Good
```yaml file
journeymap: 1
id: shop
title: "2026"
stages: []
```
"""
