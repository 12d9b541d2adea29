"""A `journeymap: ignore[…]` comment names no rule.

A comment `# journeymap: ignore[JM301]` on a line, or on a line of its own above it, says that a
finding there is known and wanted. Codes and names both do, several with commas between them;
`# journeymap: ignore` alone covers every rule. A misspelt code covers nothing.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []  # journeymap: ignore[JM999]
```

## Good
```yaml file
journeymap: 1
id: shop
title: The shop
stages: []  # journeymap: ignore[JM303, no-review]
```
"""
