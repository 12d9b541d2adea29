r"""A text holds a character that is not text.

Control characters, lone surrogates and non-characters cannot be shown on a map, and some of them
can harm a terminal. They are refused wherever they stand, also when written as an escape.

## Bad
```yaml file
journeymap: 1
id: shop
title: "The shop\e[31m"
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
