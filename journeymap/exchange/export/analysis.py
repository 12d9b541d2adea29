"""The tables for analysts: touchpoints, feelings, points, metrics and actions, of several journeys in one table.

Their columns follow from the fields of the model; each begins with the id of its journey. `tables_of` fills them, and a
format writes them: CSV, JSON or Parquet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from journeymap.exchange.export.column_kinds import NUMBER, TEXT, WHOLE, ValueColumn, columns_of_field
from journeymap.exchange.export.request import JourneyToExport
from journeymap.insight.feelings import emotions, feeling
from journeymap.insight.metrics import metrics
from journeymap.model import Action, Emotion, Item, Journey, Metric, Part, Point, Stage, Touchpoint
from journeymap.model.metrics import standard
from journeymap.model.shape import fields_of


class Told(NamedTuple):
    """What a row tells: a part of a journey, where it stands, and its kind or key where it has one."""

    journey: Journey
    part: Part | None
    item: Any
    key: str = ""


class AnalysisTable(NamedTuple):
    """A table: its name, its columns, and how its rows are found in a journey."""

    name: str
    columns: tuple[ValueColumn, ...]
    rows: Callable[[Journey], Iterable[Told]]


class FilledTable(NamedTuple):
    """A table with its rows, which have a value for each column, or None."""

    name: str
    columns: tuple[ValueColumn, ...]
    rows: list[tuple[Any, ...]]


def tables_of(journeys: Sequence[JourneyToExport]) -> list[FilledTable]:
    """Returns the tables of journeys, each in the order of the files."""
    return [
        FilledTable(
            table.name,
            table.columns,
            [
                tuple(column.value(told) for column in table.columns)
                for each in journeys
                for told in table.rows(each.journey)
            ],
        )
        for table in analysis_tables()
    ]


@cache
def analysis_tables() -> tuple[AnalysisTable, ...]:
    """Returns the tables that there are."""
    journey = _column("journey", TEXT, "The id of the journey.", lambda told: told.journey.id)
    place = (
        journey,
        _column("stage", TEXT, "The id of the stage.", _stage_id),
        _column("touchpoint", TEXT, "The id of the touchpoint; none for the stage as a whole.", _touchpoint_id),
    )
    score = (
        _column("feeling", NUMBER, "The score from -2 to 2, whatever the scale of the journey.", _felt(0)),
        _column("feeling_low", NUMBER, "The lower end of its interval, likewise.", _felt(1)),
        _column("feeling_high", NUMBER, "The upper end of its interval, likewise.", _felt(2)),
    )
    steps = (*place[:2], _column("number", WHOLE, "Its number in the journey, from 1.", _number))
    return (
        AnalysisTable("touchpoints", (*steps, *_own(Touchpoint, *_TOLD_APART)), _touchpoints),
        AnalysisTable("feelings", (*place, *score, *_own(Emotion)), _feelings),
        AnalysisTable(
            "points",
            (*place, _column("kind", TEXT, "pain, gain or opportunity.", lambda told: told.key), *_own(Point)),
            lambda journey: (Told(journey, part, point, kind) for part, point, kind in journey.points()),
        ),
        AnalysisTable(
            "metrics",
            (*place, _column("metric", TEXT, "The metric’s key: `nps`.", lambda told: told.key), *_own(Metric)),
            _metrics,
        ),
        AnalysisTable("actions", (journey, *_own(Action)), _actions),
    )


_TOLD_APART = ("emotions", "pains", "gains", "opportunities", "metrics")
"""What tables of their own tell of touchpoints."""


def _column(name: str, type_: str, doc: str, value: Callable[[Told], Any]) -> ValueColumn:
    return ValueColumn(name, type_, doc, value)


def _own(model: type[Item], *without: str) -> Iterator[ValueColumn]:
    """The columns of the model's own fields, but for some."""
    for field in fields_of(model):
        if field.name not in without:
            for column in columns_of_field(field):
                yield column._replace(value=_of_item(column.value))


def _of_item(value: Callable[[Any], Any]) -> Callable[[Told], Any]:
    return lambda told: value(told.item)


def _stage_id(told: Told) -> str:
    assert told.part is not None
    return told.part.id if isinstance(told.part, Stage) else told.journey.stage_of[told.part.id].id


def _touchpoint_id(told: Told) -> str | None:
    return told.part.id if isinstance(told.part, Touchpoint) else None


def _number(told: Told) -> int:
    return told.journey.number_of[told.item.id]


def _felt(which: int) -> Callable[[Told], float | None]:
    """What gives the score of an emotion, or an end of its interval, from -2 to 2."""

    def found(told: Told) -> float | None:
        value = None if told.item.score is None else feeling(told.journey, told.item)[which]
        return None if value is None else round(value, 6)

    return found


def _touchpoints(journey: Journey) -> Iterator[Told]:
    return (Told(journey, touchpoint, touchpoint) for touchpoint in journey.touchpoints)


def _feelings(journey: Journey) -> Iterator[Told]:
    """Feelings, with the journey's only persona where they name none."""
    for part, emotion in emotions(journey):
        yield Told(journey, part, emotion.replace(persona=journey.persona_of(emotion)))


def _metrics(journey: Journey) -> Iterator[Told]:
    """Metrics, with the unit, the scale and the better way that known metrics bring."""
    for part, key, metric in metrics(journey):
        known = standard(key, metric)
        whole = metric.replace(unit=known.unit or None, scale=known.scale, better=known.better)
        yield Told(journey, part, whole, key)


def _actions(journey: Journey) -> Iterator[Told]:
    return (Told(journey, None, action) for action in journey.actions)
