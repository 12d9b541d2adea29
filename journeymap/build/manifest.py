"""What the output folder holds and what it was made from. It is no more than a memory: every file is looked at.

Shards of a build write manifests of their own; a build of the whole takes them all in and puts one in their place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from journeymap.build.facts import Facts
from journeymap.errors import UserError
from journeymap.output import check_name

NAME = "build-manifest.json"
INDEX = ("index.html", "index.csv", "index.json")
_SHARD = re.compile(r"build-manifest\.[0-9]+-of-[0-9]+\.json")
_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is known of one journey file: its content's digest, what it was drawn with and on which day, its files.

    `files` are digests by name; `key` is empty and `files` are those of earlier while its journey is not drawn.
    """

    source: str
    key: str
    day: str
    files: Mapping[str, str]
    facts: Facts


@dataclass(frozen=True, kw_only=True)
class IndexEntry:
    """What the index, or the story of changes, was made from, on which day, and its files."""

    key: str = ""
    day: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The journeys' entries by the names of their files, and the index; `shards` are manifests taken in."""

    journeys: Mapping[str, Entry] = field(default_factory=dict)
    index: IndexEntry = field(default_factory=IndexEntry)
    changes: IndexEntry = field(default_factory=IndexEntry)
    shards: tuple[str, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """Every file it speaks of, with its digest."""
        found = {name: data for entry in self.journeys.values() for name, data in entry.files.items()}
        return found | dict(self.index.files) | dict(self.changes.files)


def shard_name(shard: tuple[int, int]) -> str:
    """The name of the manifest of shard K of N."""
    return f"build-manifest.{shard[0]}-of-{shard[1]}.json"


def read(folder: Path) -> Manifest:
    """What the manifests in a folder say; what is none, or of another version, says nothing."""
    whole = _parsed(folder / NAME)
    whole = whole or Manifest()
    journeys = dict(whole.journeys)
    shards = tuple(sorted(path.name for path in folder.glob("build-manifest.*.json") if _SHARD.fullmatch(path.name)))
    for name in shards:
        shard = _parsed(folder / name)
        journeys |= shard.journeys if shard else {}
    return replace(whole, journeys=journeys, shards=shards)


def text(manifest: Manifest) -> bytes:
    """The manifest as it is written, a line a journey: the same for the same site, whoever built it."""
    lines = (
        f"  {json.dumps(name)}: {_line({**vars(entry), 'facts': vars(entry.facts)})}"
        for name, entry in sorted(manifest.journeys.items())
    )
    index, changes = (_line(vars(each)) for each in (manifest.index, manifest.changes))
    head = f'{{\n "version": {_VERSION},\n "index": {index},\n "changes": {changes},\n "journeys": {{\n'
    return (head + ",\n".join(lines) + "\n }\n}\n").encode()


def _line(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _parsed(path: Path) -> Manifest | None:
    try:
        said = json.loads(path.read_bytes())
        if said["version"] != _VERSION:
            return None
        entries = {name: _entry(entry) for name, entry in said["journeys"].items()}
        index, changes = (IndexEntry(**_with_files(_typed(IndexEntry, said[key]))) for key in ("index", "changes"))
        return Manifest(journeys=entries, index=index, changes=changes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, UserError):
        return None


def _entry(said: dict[str, Any]) -> Entry:
    facts = Facts(**_typed(Facts, said["facts"]))
    return Entry(**{**_with_files(_typed(Entry, said)), "facts": facts})


def _with_files(said: dict[str, Any]) -> dict[str, Any]:
    """The same, once all names of files are known to be such as journeymap gives."""
    for name in said["files"]:
        check_name(name)
    return said


def _typed(kind: type, said: dict[str, Any]) -> dict[str, Any]:
    """The same, once everything in it is of the type that the class says."""
    for name, types, inner in _shape(kind):
        value: Any = said[name]
        if not isinstance(value, types):
            raise TypeError(name)
        members: Any = value.values() if isinstance(value, dict) else value
        if inner and not all(isinstance(member, inner) for member in members):
            raise TypeError(name)
    return said


@cache
def _shape(kind: type) -> list[tuple[str, tuple[type, ...], type | None]]:
    return [(each.name, _TYPES.get(str(each.type), (dict,)), _INNER.get(str(each.type))) for each in fields(kind)]


_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "str | None": (str, type(None)),
    "bool": (bool,),
    "int": (int,),
    "float | None": (int, float, type(None)),
    "list[str]": (list,),
}
_INNER = {"list[str]": str, "dict[str, int]": int, "Mapping[str, str]": str}
