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

import re

from journeymap.diagnostics import Finding
from journeymap.model.kinds import Share
from journeymap.rules.rewriting import File, replace_value
from journeymap.source.text import Replacement

_PERCENT = re.compile(r"([0-9]{1,2}|100)(?:[.,]([0-9]{1,6}))? ?(?:%|٪|percent|per cent)")


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Write a share in percent in the format that is read: `34,5 percent` as `34.5%`."""
    place = file.at(finding.span.start)
    if place is None or not isinstance(place.kind, Share):
        return []
    match = _PERCENT.fullmatch(place.node.text.strip())
    if not match or (match[1] == "100" and match[2]):
        return []
    return replace_value(file, place.node, f"{match[1]}{'.' + match[2] if match[2] else ''}%")
