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

from journeymap.diagnostics import Finding
from journeymap.model import (
    EXIT,
    LANES,
    Action,
    CustomLane,
    Item,
    Owner,
    Persona,
    Point,
    Segment,
    Touchpoint,
)
from journeymap.model.kinds import Id
from journeymap.model.reading import IS_ID, slug
from journeymap.rules.rewriting import File, ValuePlace, replaced, rewritten
from journeymap.source.replacements import Replacement

_NAMED: dict[str, type[Item]] = {  # what the ids under a key are ids of; those that are keys name touchpoints
    "owner": Owner, "persona": Persona, "segment": Segment, "segments": Segment, "to": Touchpoint, "next": Touchpoint,
    "touchpoints": Touchpoint, "addresses": Point, "depends_on": Action, "lanes": CustomLane,
}  # fmt: skip


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Write the nearest id, where it is that of nothing else; a reference only where what it names has that id."""
    place = file.at(finding.span.start)
    if place is None or not isinstance(place.kind, Id):
        return []
    text = place.node.text
    if not isinstance(place.node.value, str) and IS_ID.match(text):
        return replaced(file, place.node, f'"{text}"')
    new = slug(text)
    if not new or new == text or any(each.isalnum() and not each.isascii() for each in text):
        return []
    right = file.ids[new] == 1 if place.key == "id" and not place.is_key else _is_given(new, place, file)
    return rewritten(file, place.node, new) if right else []


def _is_given(new: str, place: ValuePlace, file: File) -> bool:
    """Whether one thing of the sort that a reference names has this id, or is to have it."""
    named = Touchpoint if place.is_key else _NAMED.get(place.key)
    given = file.given.get((named, new))
    if not given:
        return (place.key in ("to", "next") and new == EXIT) or (place.key == "lanes" and new in LANES)
    return len(given) == 1 and (given[0].node.text == new or file.ids[new] == 1)
