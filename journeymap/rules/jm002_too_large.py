"""The file asks for more than a journey can need.

A few hundred bytes of YAML can be made to stand for gigabytes, so everything is counted before it is
built. A file may have 5 MB, 64 levels, 200,000 values (also once aliases are written out), 1,000
aliases, and 1 MB in one text. A real journey needs a hundredth of that; split what is larger.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []
x-deep:
  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
  ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
```

## Good
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []
x-deep: [[[]]]
```
"""
