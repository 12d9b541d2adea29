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
from journeymap.rules.rewriting import File, ValuePlace, near, rewritten
from journeymap.source.replacements import Replacement
from journeymap.source.tree import Mapping, Node, Scalar

_MOST_KEYS = 64  # a mapping with more of them has no slips of the finger, and each is compared with each


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Write the one near key, where it is not there yet and its kind of value is what stands here."""
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
    return rewritten(file, place.node, meant.name)


def _meant(place: ValuePlace, key: str) -> Field | None:
    """The field that a key is, or is nearest to."""
    assert place.model is not None  # the caller has seen to it
    fields = {field.name: field for field in fields_of(place.model)}
    word = key.lower().replace("-", "_").replace(" ", "_")
    if key in fields or key.startswith("x-"):
        return fields.get(key)
    return fields.get(word) or fields.get(near(word, list(fields)))


def _fits(field: Field, value: Node) -> bool:
    """Whether the value is of the field's kind; nothing at all, as a comma in braces leaves it, is not."""
    if isinstance(value, Scalar) and value.is_null:
        return False
    report = Report()
    field.kind.read(value, report)
    return all(found.code != "JM103" or found.span.start != value.start for found in report.findings)
