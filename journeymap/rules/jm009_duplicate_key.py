"""A key stands twice in one mapping.

Most YAML readers keep the last one and drop the other in silence, which is how a stage loses half
its touchpoints. Keep one, and put into it what both said.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop
title: The online shop
stages: []
```

## Good
```yaml file
journeymap: 1
id: shop
title: The online shop
stages: []
```
"""
