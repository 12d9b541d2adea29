"""A key is not known here.

A misspelt key would otherwise be dropped in silence and its content be missing from the map. The
nearest known key is given. A key of your own may begin with `x-`: it is kept and left alone.

## Bad
```yaml
takeway: Half of the visitors leave at the size table
```

## Good
```yaml
takeaway: Half of the visitors leave at the size table
x-client-number: 1042
```
"""

from journeymap.diagnostics import Finding
from journeymap.model.reading import Report
from journeymap.model.shape import Field, fields_of
from journeymap.rules.rewriting import File, ValuePlace, only_near_word, replace_text
from journeymap.source.text import Replacement
from journeymap.source.tree import Mapping, Node, Scalar

_MOST_KEYS = 64  # with more keys, comparing every pair of them would take too long


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Replace the key by the only similar one, if that is not there yet and the value is of its kind."""
    place = file.at(finding.span.start)
    if place is None or not place.is_key or place.model is None or not isinstance(place.holder, Mapping):
        return []
    if len(place.holder.entries) > _MOST_KEYS:
        return []
    meant = _meant(place, place.node.text)
    value = place.holder.entries[place.node.text]
    rivals = [key for key in place.holder.entries if meant and key != place.node.text and _meant(place, key) is meant]
    if meant is None or rivals or not _fits(meant, value):
        return []
    return replace_text(file, place.node, meant.name)


def _meant(place: ValuePlace, key: str) -> Field | None:
    """Returns the field with this key, or the only one with a similar name."""
    assert place.model is not None  # checked by the caller
    fields = {field.name: field for field in fields_of(place.model)}
    word = key.lower().replace("-", "_").replace(" ", "_")
    if key in fields or key.startswith("x-"):
        return fields.get(key)
    return fields.get(word) or fields.get(only_near_word(word, list(fields)))


def _fits(field: Field, value: Node) -> bool:
    """Whether the value is of the field's kind. An empty value, as after a comma in braces, is not."""
    if isinstance(value, Scalar) and value.is_null:
        return False
    report = Report()
    field.kind.read(value, report)
    return all(found.code != "JM103" or found.span.start != value.start for found in report.findings)
