"""The manifest: which files the output folder holds and what each was made from.

It is only a cache: builds check the content of every file. Shards of a build write their own manifests; a build of the
whole site merges them into one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from journeymap.build.facts import KINDS, JourneyFacts
from journeymap.diagnostics import Severity
from journeymap.errors import UserError
from journeymap.io.output import check_name
from journeymap.io.reading import read_regular
from journeymap.pipeline.batch import Outcome

NAME = "build-manifest.json"
INDEX = ("index.html", "index.csv", "index.json")
_SHARD = re.compile(r"build-manifest\.[0-9]+-of-[0-9]+\.json")
_VERSION = 2
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class BuiltFiles:
    """Files of the site: the `key` of what they were made from, on which day, and their digests by name."""

    key: str = ""
    day: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class JourneyEntry(BuiltFiles):
    """One journey of the site; `name` is the path of its file from the configuration's folder.

    The manifest keeps the digest of its content (`source`), the keys of its pictures and of its measures by the names
    of their files (`pictures`), its files and its facts. The other fields are those of one build: `drawn` is False when
    the files, if any, show an earlier state of the journey; `outcome` and `remarks` are for the report.
    """

    name: str
    source: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)
    facts: JourneyFacts | None = None
    drawn: bool = True
    outcome: Outcome | None = None
    remarks: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """How many errors kept it from being drawn: at least 1 if it was not drawn, else 0."""
        found = self.outcome.diagnostics if self.outcome else ()
        return 0 if self.drawn else sum(each.severity is Severity.ERROR for each in found) or 1


_FILES: Mapping[str, Any] = get_type_hints(BuiltFiles)
_JOURNEY: Mapping[str, Any] = {**_FILES, "source": str}
"""The fields that the manifest keeps of a journey, beside its facts and pictures, with their types."""
_PICTURES: Mapping[str, Any] = {"pictures": Mapping[str, str]}


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The journeys by `name`, the index and the changes; `shards` are the names of the manifests merged into it.

    It is `partial` when a manifest is there that is broken or of another version, so that it does not list all files.
    """

    journeys: Mapping[str, JourneyEntry] = field(default_factory=dict)
    index: BuiltFiles = field(default_factory=BuiltFiles)
    changes: BuiltFiles = field(default_factory=BuiltFiles)
    shards: tuple[str, ...] = ()
    partial: bool = False

    @property
    def files(self) -> dict[str, str]:
        """Every file it lists, with its digest."""
        found = {name: data for entry in self.journeys.values() for name, data in entry.files.items()}
        return found | dict(self.index.files) | dict(self.changes.files)


def is_manifest(name: str) -> bool:
    """Whether a file is called as the manifest of a site, or of a shard of it."""
    return name == NAME or _SHARD.fullmatch(name) is not None


def shard_name(shard: tuple[int, int]) -> str:
    """The name of the manifest of shard K of N."""
    return f"build-manifest.{shard[0]}-of-{shard[1]}.json"


def read(folder: Path) -> Manifest:
    """The manifest of a folder, merged with those of shards.

    One that is missing, broken or of another version counts as empty.
    """
    whole = _parsed(folder / NAME)
    partial = whole is None and os.path.lexists(folder / NAME)
    whole = whole or Manifest()
    journeys = dict(whole.journeys)
    shards = tuple(sorted(path.name for path in folder.glob("build-manifest.*.json") if _SHARD.fullmatch(path.name)))
    for name in shards:
        shard = _parsed(folder / name)
        journeys |= shard.journeys if shard else {}
        partial = partial or shard is None
    return replace(whole, journeys=journeys, shards=shards, partial=partial)


def text(manifest: Manifest) -> bytes:
    """The manifest as JSON with a line for each journey; the same for the same site, on any machine."""
    lines = (f"  {json.dumps(name)}: {_line(_kept(entry))}" for name, entry in sorted(manifest.journeys.items()))
    index, changes = (_line(vars(each)) for each in (manifest.index, manifest.changes))
    head = f'{{\n "version": {_VERSION},\n "index": {index},\n "changes": {changes},\n "journeys": {{\n'
    return (head + ",\n".join(lines) + "\n }\n}\n").encode()


def _kept(entry: JourneyEntry) -> dict[str, object]:
    kept = {**{name: getattr(entry, name) for name in _JOURNEY}, "facts": vars(entry.facts)}
    return {**kept, "pictures": entry.pictures} if entry.pictures else kept


def _line(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _parsed(path: Path) -> Manifest | None:
    try:
        data = json.loads(read_regular(path, _MOST_BYTES))
        if data["version"] != _VERSION:
            return None
        journeys = {name: _entry(name, entry) for name, entry in data["journeys"].items()}
        index, changes = (BuiltFiles(**_typed(data[key], _FILES)) for key in ("index", "changes"))
        for names in (index.files, changes.files, *(entry.files for entry in journeys.values())):
            for name in names:
                check_name(name)
        return Manifest(journeys=journeys, index=index, changes=changes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, UserError):
        return None


def _entry(name: str, data: dict[str, Any]) -> JourneyEntry:
    kept = {**_typed(data, _JOURNEY), **_typed({"pictures": {}, **data}, _PICTURES)}
    return JourneyEntry(name=name, **kept, facts=JourneyFacts(**_typed(data["facts"], KINDS)))


def _typed(data: dict[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    """The values of these names. Raises KeyError when one is missing and TypeError when one has another type."""
    for name, kind in kinds.items():
        value: Any = data[name]
        whole, each = _shape(kind)
        if not isinstance(value, whole):
            raise TypeError(name)
        if each is not None:
            for member in value.values() if isinstance(value, dict) else value:
                if not isinstance(member, each):
                    raise TypeError(name)
    return {name: data[name] for name in kinds}


@cache  # thousands of journeys are read by each build
def _shape(kind: Any) -> tuple[Any, Any]:
    """The class (or union) of a value, and the class of the items of a list or mapping; None for other values."""
    whole = get_origin(kind)
    return (whole, get_args(kind)[-1]) if whole in (list, dict, Mapping) else (kind, None)
