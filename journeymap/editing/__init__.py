"""Edits of journey files by what they change: a field, an item, an id, named by the paths that overlays use.

Each becomes a splice of the text (`source.splice`), so that comments, order and quotes stay as they are. One that would
break the file is refused.
"""
