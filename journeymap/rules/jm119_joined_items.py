"""Items of a list are joined by a comma of another script, which does not separate them.

In YAML only `,` stands between items: `[سایت، چت]` is one channel with a comma in its name. So are `、` and `，`.
Where the comma belongs to the text, the text stands on a line of its own that begins with `- `.

## Bad
```yaml
stages:
  - id: ask
    name: پرسش
    touchpoints:
      - {id: chat, name: گفتگو, channels: [سایت، چت]}
```

## Good
```yaml
stages:
  - id: ask
    name: پرسش
    touchpoints:
      - {id: chat, name: گفتگو, channels: [سایت, چت]}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeymap.diagnostics import Finding
from journeymap.digits import number_in
from journeymap.model import Journey
from journeymap.model.kinds import Text
from journeymap.model.shape import ListOf, fields_of
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted
from journeymap.source.tree import Sequence

if TYPE_CHECKING:
    from journeymap.rules.rewriting import File, ValuePlace
    from journeymap.source.text import Replacement

_COMMA = re.compile(r"\s*[،、，]\s*")
_NAMES = frozenset({"channels", "systems", "tags"})


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find plain items in brackets with such a comma, and plain single names that stand for a list."""
    if not _COMMA.search(context.text):
        return
    from journeymap.rules.rewriting import File  # noqa: PLC0415  few files have such a comma

    file = File(context.text, journey.node, context.today)
    for place in file.values:
        comma = _COMMA.search(place.node.text) if place.node.plain else None
        if comma and _is_list(place, file):
            hint = "put `,` between the items; a text with a comma stands on a line of its own, after `- `"
            yield Finding("JM119", f"{quoted(place.node.text)} is one item: `{comma[0].strip()}` separates none",
                          place.node.span, hint)  # fmt: skip


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Separate names and ids, as `[سایت, چت]`; a sentence can have a comma of its own."""
    from journeymap.rules.rewriting import replace_value  # noqa: PLC0415  only fixing needs it
    from journeymap.source.writing import is_plain  # noqa: PLC0415

    place = file.at(finding.span.start)
    if place is None or (_is_text(place) and place.key not in _NAMES):
        return []
    items = _COMMA.split(place.node.text)
    if not all(is_plain(item, flow=True) or number_in(item) is not None for item in items):
        return []
    listed = ", ".join(items)
    return replace_value(file, place.node, listed if isinstance(place.holder, Sequence) else f"[{listed}]")


def _is_list(place: ValuePlace, file: File) -> bool:
    """Whether the value is an item in brackets, or alone where a list of names or ids is meant."""
    if isinstance(place.holder, Sequence):
        return file.is_in_brackets(place.holder)
    if place.is_key or place.model is None or (_is_text(place) and place.key not in _NAMES):
        return False
    kinds = {field.name: field.kind for field in fields_of(place.model)}  # a misspelt key has none
    return isinstance(kinds.get(place.key), ListOf)


def _is_text(place: ValuePlace) -> bool:
    return isinstance(place.kind, Text)
