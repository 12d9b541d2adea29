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
from journeymap.model import EXIT, LANES
from journeymap.model.kinds import Id
from journeymap.model.reading import IS_ID, slug
from journeymap.rules.rewriting import DECLARED_BY, File, ValuePlace, replace_text, replace_value
from journeymap.source.text import Replacement


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Write the nearest id, if nothing else has it; in a reference, only if exactly one item has it."""
    place = file.at(finding.span.start)
    if place is None or not isinstance(place.kind, Id):
        return []
    text = place.node.text
    if not isinstance(place.node.value, str) and IS_ID.match(text):
        return replace_value(file, place.node, f'"{text}"')
    new = slug(text)
    if not new or new == text or any(each.isalnum() and not each.isascii() for each in text):
        return []
    safe = file.ids[new] == 1 if place.key == "id" and not place.is_key else _names_one_item(new, place, file)
    return replace_text(file, place.node, new) if safe else []


def _names_one_item(new: str, place: ValuePlace, file: File) -> bool:
    """Whether exactly one item of the class that a reference names has this id, or will get it by a fix."""
    assert isinstance(place.kind, Id)  # checked by the caller
    given = file.declarations.get((DECLARED_BY.get(place.kind.refers_to), new))
    if not given:
        return (place.key in ("to", "next") and new == EXIT) or (place.key == "lanes" and new in LANES)
    return len(given) == 1 and (given[0].node.text == new or file.ids[new] == 1)
