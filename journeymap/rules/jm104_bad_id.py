"""An id has characters that an id cannot have.

Ids become file names, anchors in the page and groups in the drawing, so they are lower-case letters
a to z, digits and hyphens, at most 64, beginning with a letter or a digit. Names may be in any script.

## Bad
```yaml
segments:
  - id: New customers
    name: New customers
```

## Good
```yaml
segments:
  - id: new-customers
    name: New customers
```
"""
