"""An alias stands inside the very thing that it names, so it never ends.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []
x-notes: &notes
  - first
  - *notes
```

## Good
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []
x-notes: &notes
  - first
x-more: *notes
```
"""
