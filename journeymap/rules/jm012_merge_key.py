"""A merge key (`<<`) stands in the file.

YAML 1.2 has no merge keys, and a chain of them can be made to explode. Write the keys out; an alias
for a whole value is fine.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop
x-base: &base {name: Shop team}
owners:
  - id: shop
    <<: *base
stages: []
```

## Good
```yaml file
journeymap: 1
id: shop
title: The shop
owners:
  - id: shop
    name: Shop team
stages: []
```
"""
