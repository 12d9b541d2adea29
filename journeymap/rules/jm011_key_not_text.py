"""A key is a number, a date, `true` or a list, and not text.

Every key of a journey file is a word. Where a team's own key looks like a number, quotes make it text.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []
x-visits: {2025: many}
```

## Good
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []
x-visits: {"2025": many}
```
"""
