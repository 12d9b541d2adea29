r"""A text holds a bidirectional override, which makes it read differently from what it says.

U+202D and U+202E reverse what follows them, so that a reviewer sees one thing and the map shows
another (CVE-2021-42574). Hebrew, Arabic and Persian need neither.

## Bad
```yaml file
journeymap: 1
id: shop
title: "\u202Epohs ehT"
stages: []
```

## Good
```yaml file
journeymap: 1
id: shop
title: "The shop"
stages: []
```
"""
