"""Reads a journey of OpenJourney (`.ojf`): stages, swimlanes, and nodes that stand in one of each, as a grid has them.

A node's score goes from -5 to 5. Files with `metadata` in place of `version`, or a `persona` beside it, are read alike.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Draft, Imported, tidy
from journeymap.exchange.importing.labels import label_of, says_nothing
from journeymap.exchange.importing.tables.cells import CellItem, name_in
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.fields import COMMENT
from journeymap.exchange.importing.tables.grid import ColumnsOfStage, GridColumn, GridRow, JourneyGrid
from journeymap.exchange.importing.tables.importing import fill, language_of
from journeymap.exchange.importing.tables.meanings import Meanings

_SCALE = (-5.0, 5.0)
_MOST_NODES = 5_000
_MOST_LANES = 200
_MOST_SCORE = 1_000
_OF_THE_FORMAT = ("version", "id", "$schema", "format", "type", "order", "index")
_PARTS = ("metadata", "stages", "swimlanes", "nodes")
_NAMES = ("title", "name", "label")
_SEVERITIES = {"low": 2, "minor": 2, "medium": 3, "moderate": 3, "high": 4, "major": 4, "critical": 5}
_OF_NO_PLACE = (*_NAMES, *_OF_THE_FORMAT)
"""What is used of a record, or says nothing of the journey."""

Record = dict[str, Any]


def read_openjourney(text: str, name: str, language: str = "", told: Crosswalk | None = None) -> Imported:
    """The draft of the journey in a text, which `name` is the file of. `told` is a crosswalk that is to be followed.

    Raises UserError, with line and column, where it is no JSON, and where it is no journey or has too much.
    """
    return _OpenJourney(_parsed(text, name), name, language, told or Crosswalk()).imported()


def _parsed(text: str, name: str) -> Record:
    try:
        read = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise UserError(f"{name}:{error.lineno}:{error.colno}: this is no JSON: {error.msg}") from None
    except RecursionError:
        raise UserError(f"{name}: its lists and objects are too deep within each other") from None
    except ValueError as error:
        raise UserError(f"{name}: {error}") from None
    if not isinstance(read, dict):
        raise UserError(f"{name}:1:1: this is no journey of OpenJourney", hint="it is an object with stages and nodes")
    return read


def _once(pairs: list[tuple[str, Any]]) -> Record:
    read = dict(pairs)
    if len(read) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise ValueError(f'the key "{twice[:40]}" stands twice in one object')
    return read


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


class _OpenJourney:
    def __init__(self, read: Record, name: str, language: str, told: Crosswalk) -> None:
        self._read = read
        self._name = name
        self._told = dataclasses.replace(told, scale=told.scale or _SCALE)
        self._imported = Imported(Draft())
        self._at: dict[int, str] = {}
        self._stages = self._records("stages")
        self._lanes = self._records("swimlanes")
        self._nodes = self._records("nodes")
        if not self._stages:
            raise UserError(f"{name}: this journey has no stages")
        if len(self._nodes) > _MOST_NODES or len(self._lanes) > _MOST_LANES:
            raise UserError(
                f"{name}: this journey has {len(self._nodes):,} nodes in {len(self._lanes):,} swimlanes",
                hint=f"it may have {_MOST_NODES:,} in {_MOST_LANES}",
            )
        texts = [_name_of(each) for each in (*self._stages, *self._lanes, *self._nodes)]
        self._language = language or told.language or language_of(texts)
        self._found = Crosswalk(language=self._language, ignored=dict(told.ignored))
        self._imported.crosswalk = self._found

    def imported(self) -> Imported:
        """What the file comes to."""
        grid = JourneyGrid(
            [self._stage(stage, number) for number, stage in enumerate(self._stages)], [], has_steps=False
        )
        grid.head += self._head()
        meanings = Meanings(self._told, self._found, self._imported, self._language)
        rows = {str(lane.get("id", number)): self._row(lane, meanings) for number, lane in enumerate(self._lanes)}
        grid.rows += rows.values()
        columns = {str(stage.get("id", number)): number for number, stage in enumerate(self._stages)}
        for node in self._nodes:
            self._place(node, self._at[id(node)], rows, columns)
        meanings.tell_channels_from_steps(grid)
        for record in (*self._stages, *self._lanes):
            self._leave_others(record, self._at[id(record)], _name_of(record), _OF_NO_PLACE)
        fill(self._imported, grid, self._name, self._told, self._language)
        return self._imported

    def _stage(self, stage: Record, number: int) -> ColumnsOfStage:
        at = self._at[id(stage)]
        return ColumnsOfStage(name_in(_name_of(stage), self._language), at, [GridColumn(number, at)])

    def _records(self, key: str) -> list[Record]:
        """The objects in a list of the file, in the order that they state, else in that of the list."""
        found = self._read.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise UserError(f"{self._name}: `{key}` is no list of objects")
        self._at |= {id(each): f"{key}[{number}]" for number, each in enumerate(found)}
        orders = [each.get("order") for each in found]
        if key != "nodes" and found and all(isinstance(order, int | float) for order in orders):
            return sorted(found, key=lambda each: each["order"])
        return found

    def _head(self) -> Iterable[tuple[str, str, str]]:
        metadata = self._read.get("metadata")
        about: Record = {**(metadata if isinstance(metadata, dict) else {})}
        about |= {
            key: value for key, value in self._read.items() if key not in ("metadata", "stages", "swimlanes", "nodes")
        }
        if title := _name_of(about):
            yield "title", title, "title"
        persona = about.get("persona")
        record = persona if isinstance(persona, dict) else {"name": persona}
        if name := _name_of(record):
            yield "personas", name, "persona"
            self._leave_others(about.pop("persona") if record is persona else {}, "persona", name, _OF_NO_PLACE)
            about.pop("persona", None)
        self._leave_others(about, "the file", "", _OF_NO_PLACE)

    def _row(self, lane: Record, meanings: Meanings) -> GridRow:
        """The row of a swimlane, which means what its title says, else what its type does."""
        label, kind, at = _name_of(lane), str(lane.get("type", "")), self._at[id(lane)]
        known_by = label if label_of(label, self._language) or not label_of(kind) else kind
        key = label or at
        is_used = any(str(node.get("swimlaneId")) == str(lane.get("id", at)) for node in self._nodes)
        meaning = meanings.of(key, known_by, at, filled=is_used)
        if meaning == COMMENT and not is_used and label:
            self._imported.leave(at, label, self._imported.journey, "a swimlane")
        return GridRow(label or kind, key, at, meaning)

    def _place(self, node: Record, at: str, rows: dict[str, GridRow], columns: dict[str, int]) -> None:
        row = rows.get(str(node.get("swimlaneId")))
        column = columns.get(str(node.get("stageId")))
        text = _name_of(node)
        if row is None or column is None:
            lost = "stageId" if column is None else "swimlaneId"
            self._leave_others(node, at, text, ("id",), and_text=True)
            self._imported.mended(at, f"its {lost} is that of none; it is a comment in the file")
            return
        if says_nothing(text, self._language) and "score" not in node:
            self._found.lanes.setdefault(row.key, row.meaning)
            self._leave_others(node, at, text, ("id", "stageId", "swimlaneId"))
            return
        score, severity = _number(node.get("score")), self._severity(node, at)
        used = {"id", "stageId", "swimlaneId", "order", *_NAMES}
        used |= {key for key, value in (("score", score), ("severity", severity)) if value is not None}
        sentiment = node.get("sentiment") if row.meaning != "emotions" else None
        used |= {"sentiment"} if isinstance(sentiment, str) else set()
        used |= {"isMomentOfTruth"} if isinstance(node.get("isMomentOfTruth"), bool) else set()
        feeling = tidy(sentiment) if isinstance(sentiment, str) else ""
        is_moment = node.get("isMomentOfTruth") is True
        item = CellItem(text or row.label, at, score, feeling, severity, is_moment)
        row.cells.setdefault(column, []).append(item)
        self._leave_others(node, at, text, used)

    def _severity(self, node: Record, at: str) -> int | None:
        told = node.get("severity")
        number = _number(told)
        if number is not None and number in (1, 2, 3, 4, 5):
            return int(number)
        severity = _SEVERITIES.get(told.strip().lower()) if isinstance(told, str) else None
        if severity is not None:
            self._imported.mended(at, f'the severity "{told}" is taken for {severity} of 5')
        return severity

    def _leave_others(
        self, record: Record, at: str, of: str, used: Iterable[str], *, and_text: bool = False
    ) -> None:  # fmt: skip
        """Keep what a record says beside what is used, as one comment."""
        others = {key: value for key, value in record.items() if key not in used and value not in (None, "", [], {})}
        if and_text:
            others = {key: value for key, value in others.items() if key not in _NAMES}
        written = [f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
                   for key, value in others.items()]  # fmt: skip
        texts = [of, *written] if and_text else written
        if texts:
            self._imported.leave(at, tidy("; ".join(texts)), self._imported.journey, "" if and_text else of)


def _name_of(record: Record) -> str:
    found = next((record[key] for key in _NAMES if isinstance(record.get(key), str) and record[key].strip()), "")
    return tidy(found)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > _MOST_SCORE:
        return None
    return float(value)
