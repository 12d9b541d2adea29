"""The file is not YAML that can be read.

Nothing else can be checked until it is: the first place that does not fit is shown. Most often it
is a text with a colon in it that needs quotes, a tab, or a line indented too little or too much.
An empty file is refused under this code too.

## Bad
```yaml file
journeymap: 1
id: shop
title: The shop: from search to delivery
stages: []
```

## Good
```yaml file
journeymap: 1
id: shop
title: "The shop: from search to delivery"
stages: []
```
"""
