"""A number is outside the range that it can have.

## Bad
```yaml
segments:
  - id: new
    name: New customers
    share: 34
```

## Good
```yaml
segments:
  - id: new
    name: New customers
    share: 34%
```
"""
