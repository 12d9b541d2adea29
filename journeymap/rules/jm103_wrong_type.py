"""A value is of another kind than the key wants.

A list stands where a text is meant, or a text where a number is. A single text may stand for a list
of one, and a number or a plain `NO` for a text, so what is left is most often a slip of indentation.

## Bad
```yaml
review:
  last: 2026-01-10
  every: quarter
```

## Good
```yaml
review:
  last: 2026-01-10
  every: 3 months
```
"""
