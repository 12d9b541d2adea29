r"""The file is not UTF-8.

Hebrew, Persian or an accented letter saved in an older encoding would come out as other letters on
the map. Save the file as UTF-8; every editor can. (In the examples `\xNN` stands for one byte.)

## Bad
```yaml bytes
journeymap: 1
id: cafe
title: Caf\xe9
stages: []
```

## Good
```yaml bytes
journeymap: 1
id: cafe
title: Caf\xc3\xa9
stages: []
```
"""
