"""Values inside others: those of a struct, and those of a list of pairs of a key and a value, as GA4 exports have them.

Such a value is called by a path: `device/category`, `event_params/page_location`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journeymap.measure.answers.engine import text

if TYPE_CHECKING:
    from duckdb.sqltypes import DuckDBPyType

_PAIR = ("key", "value")


def flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yields the single values of a JSON object, each with its path; of lists, those of pairs of a key and a value."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}/")
        elif isinstance(value, list) and value and all(_is_pair(each) for each in value):
            yield from ((f"{prefix}{key}/{each['key']}", _alone(each["value"])) for each in value)
        else:
            yield f"{prefix}{key}", value


def _is_pair(value: Any) -> bool:
    return isinstance(value, dict) and set(value) >= set(_PAIR) and isinstance(value["key"], str)


def _alone(value: Any) -> Any:
    """The one value that an object has, which is called after its type."""
    found = (each for each in value.values() if each is not None) if isinstance(value, dict) else iter([value])
    return next(found, None)


def inside_keys(keys: list[str]) -> Callable[[str], str | None]:
    """Returns what finds a path in lines of JSON that have these keys, and adds it to them.

    Lines further down may have other values at the same place, so a path is there when another one begins as it does.
    """

    def found(path: str) -> str | None:
        head = path.partition("/")[0]
        if "/" not in path or not any(each.startswith(f"{head}/") for each in keys):
            return None
        keys.append(path)
        return ""

    return found


def inside_columns(names: Sequence[str], types: Sequence[str]) -> Callable[[str], str | None]:
    """Returns what finds a path in the columns of a Parquet file, as the SQL of its text; None if it is not there."""

    def found(path: str) -> str | None:
        from duckdb import sqltype

        for place, name in enumerate(names):
            if path.startswith(f"{name}/"):
                return _inside_sql(f"c{place}", sqltype(types[place]), path[len(name) + 1 :])
        return None

    return found


def _inside_sql(column: str, kind: DuckDBPyType, path: str) -> str | None:
    if kind.id == "list":
        pair = _fields(dict(kind.children)["child"])
        if tuple(pair)[:2] != _PAIR:
            return None
        value = f"([x.value FOR x IN {column} IF x.key = {text(path)}])[1]"
        return _one_of(value, pair["value"])
    for name, inner in _fields(kind).items():
        place = f"{column}[{text(name)}]"
        if name == path:
            return f"CAST({place} AS VARCHAR)"
        if path.startswith(f"{name}/"):
            return _inside_sql(place, inner, path[len(name) + 1 :])
    return None


def _fields(kind: Any) -> dict[str, DuckDBPyType]:
    return dict(kind.children) if kind.id == "struct" else {}


def _one_of(value: str, kind: DuckDBPyType) -> str:
    fields = _fields(kind)
    parts = ", ".join(f"CAST({value}[{text(name)}] AS VARCHAR)" for name in fields)
    return f"coalesce({parts})" if fields else f"CAST({value} AS VARCHAR)"
