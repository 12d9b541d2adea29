"""A key that must be there is missing.

Without an id a touchpoint cannot be referred to, and without a name it cannot be drawn.

## Bad
```yaml
owners:
  - name: Shop team
```

## Good
```yaml
owners:
  - id: shop
    name: Shop team
```
"""
