"""A key is not known here.

A misspelt key would otherwise be dropped in silence and its content be missing from the map. The
nearest known key is given, or the part of a journey that the key belongs to. `--fix` mends a slip of the hand (two
letters swapped, one doubled or left out, a plural s) where one known key fits the value. A key of your own may begin
with `x-`: it is kept and left alone.

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
from journeymap.model.unknown_keys import holders_of
from journeymap.rules.rewriting import File, ValuePlace, replace_text
from journeymap.source.text import Replacement
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.spelling import slips

_MOST_KEYS = 64  # with more keys, comparing every pair of them would take too long


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Replace a key that is a slip of only one known key, if that is not there yet and the value is of its kind."""
    place = file.at(finding.span.start)
    if place is None or not place.is_key or place.model is None or not isinstance(place.holder, Mapping):
        return []
    if len(place.holder.entries) > _MOST_KEYS:
        return []
    meant = _meant(place, place.node.text)
    value = place.holder.entries[place.node.text]
    rivals = [key for key in place.holder.entries if meant and key != place.node.text and _meant(place, key) is meant]
    if meant is None or rivals or not _fits(meant, value, ("JM103",)):
        return []
    if any(_fits(field, value) for _, field in holders_of(place.node.text)):
        return []
    return replace_text(file, place.node, meant.name)


def _meant(place: ValuePlace, key: str) -> Field | None:
    """Returns the field with this key, or the only one of which it is a slip and whose kind the value is of."""
    assert place.model is not None and isinstance(place.holder, Mapping)  # checked by the caller
    fields = {field.name: field for field in fields_of(place.model)}
    if key in fields or key.startswith("x-"):
        return fields.get(key)
    word = key.lower().replace("-", "_").replace(" ", "_")
    if word in fields:
        return fields[word]
    fitting = [fields[name] for name in slips(word, fields) if _fits(fields[name], place.holder.entries[key])]
    return fitting[0] if len(fitting) == 1 else None


def _fits(field: Field, value: Node, unfit: tuple[str, ...] = ("JM103", "JM105", "JM106")) -> bool:
    """Whether a value is of the field's kind: not empty, as after a comma in braces, and without `unfit` findings."""
    if isinstance(value, Scalar) and value.is_null:
        return False
    report = Report()
    field.kind.read(value, report)
    wrong = {found.span.start for found in report.findings if found.code in unfit}
    items = value.items if isinstance(value, Sequence) else []
    return value.start not in wrong and not (items and all(item.start in wrong for item in items))
