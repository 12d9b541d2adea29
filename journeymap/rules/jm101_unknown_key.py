"""A key is not known here.

A misspelt key would otherwise be dropped in silence and its content be missing from the map. The
nearest known key is given. A key of your own may begin with `x-`: it is kept and left alone.

## Bad
```yaml
takeway: Half of the visitors leave at the size table
```

## Good
```yaml
takeaway: Half of the visitors leave at the size table
x-client-number: 1042
```
"""
