"""A second YAML document starts in the file.

One file is one journey is one map; what follows the second `---` would be lost without a word.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []
---
journeymap: 1
id: service
title: The service
stages: []
```

## Good
```yaml file
---
journeymap: 1
id: shop
title: The shop
stages: []
```
"""
