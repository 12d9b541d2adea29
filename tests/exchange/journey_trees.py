"""Trees of journey files made up by the model: every field may be there, with any value and in any form."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from hypothesis import strategies as st

from journeymap.exchange.sheets.tables import is_table
from journeymap.model import Journey
from journeymap.model.kinds import Pair
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.source import Mapping, load
from journeymap.source.characters import suspect

_WORDS = (
    "a",
    "Pays",
    "כואב",
    "گران",
    "5",
    "-1.5",
    "true",
    "null",
    "~",
    '"',
    '"a"',
    "'",
    "=1+1",
    "-",
    "@x",
    "a\nb",
    " a ",
    "/",
    "#2",
)
TEXTS = st.one_of(
    st.sampled_from(_WORDS),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12),
).filter(lambda text: not suspect().search(text))
VALUES = st.one_of(
    TEXTS, st.booleans(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False, width=32)
)
ODD = st.one_of(
    st.none(),
    st.just([]),
    st.just({}),
    st.lists(st.lists(VALUES, max_size=2), max_size=2),
    st.dictionaries(TEXTS, VALUES, max_size=2),
)
"""What a file may have at keys of one's own, or by mistake."""


@st.composite
def journeys(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a journey file. Only what tables need is sure: stages and touchpoints have ids of their own."""
    return _mapping(draw, Journey, count(1), depth=0)


def tree_of(data: dict[str, Any]) -> Mapping:
    """The tree of a file with this data."""
    tree = load(json.dumps(data, ensure_ascii=False).encode(), "made-up").tree
    assert isinstance(tree, Mapping)
    return tree


def same(one: object, other: object) -> bool:
    """Whether two values are equal, and truth is no number."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _mapping(draw: st.DrawFn, model: type, numbers: Any, depth: int) -> dict[str, Any]:
    fields = fields_of(model)
    chosen = {
        each.name for each in draw(st.lists(st.sampled_from(fields), max_size=6, unique_by=lambda each: each.name))
    }
    chosen |= {"stages", "touchpoints", "id"}
    found: dict[str, Any] = {}
    for each in fields:
        if each.name in chosen:
            found[each.name] = f"i{next(numbers)}" if each.name == "id" else _value(draw, each.kind, numbers, depth)
    if draw(st.integers(0, 9)) == 0:
        found[draw(st.sampled_from(("x-note", "x-a/b", "unknown", "links")))] = draw(ODD)
    return found


def _value(draw: st.DrawFn, kind: Any, numbers: Any, depth: int) -> Any:
    if isinstance(kind, Struct):
        return _item(draw, kind, numbers, depth)
    if isinstance(kind, MapOf):
        keys = draw(st.lists(TEXTS, min_size=1, max_size=2, unique=True))
        return {key: _value(draw, kind.value, numbers, depth + 1) for key in keys}
    if isinstance(kind, ListOf) and is_table(kind):
        items = [_item(draw, kind.item, numbers, depth + 1) for _ in range(draw(st.integers(1, 3)))]
        return items[0] if len(items) == 1 and kind.allow_single and draw(st.booleans()) else items
    if isinstance(kind, ListOf):
        return (
            draw(st.one_of(VALUES, st.lists(VALUES, min_size=1, max_size=3))) if kind.allow_single else [draw(VALUES)]
        )
    return draw(st.lists(VALUES, min_size=2, max_size=2) if isinstance(kind, Pair) else VALUES)


def _item(draw: st.DrawFn, struct: Struct, numbers: Any, depth: int) -> Any:
    if struct.text and draw(st.booleans()):
        return draw(VALUES)
    made = _mapping(draw, struct.model, numbers, depth)
    if struct.text and struct.text not in made and draw(st.integers(0, 9)):
        made[struct.text] = draw(VALUES)
    return made
