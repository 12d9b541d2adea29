"""A word is not one of the few that can stand here.

## Bad
```yaml
kind: tobe
```

## Good
```yaml
kind: to-be
```
"""
