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

from journeymap.diagnostics import Finding
from journeymap.model.kinds import Share, number_of
from journeymap.rules.rewriting import File, replace_value
from journeymap.source.text import Replacement

_SURELY_PERCENT = 2  # 1.5 could be 1.5% or 150%


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Add the percent sign to a share that can only be meant in percent: `34` becomes `34%`."""
    place = file.at(finding.span.start)
    if place is None or not isinstance(place.kind, Share):
        return []
    value = number_of(place.node)
    if isinstance(value, bool | str) or value is None or not _SURELY_PERCENT <= value <= 100:
        return []
    text = place.node.text
    return replace_value(file, place.node, f"{value:g}%" if text.isascii() else f"{text}٪")
