"""What an action is expected to change: a share, a time or a feeling, by how much, and for whom."""

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, NamedTuple

from journeymap.digits import DIGIT, latin
from journeymap.model.amounts import MINUTES_IN
from journeymap.model.item import Item
from journeymap.model.kinds import Id, number_of
from journeymap.model.reading import Json, Report, exactly, wrong
from journeymap.model.shape import ListOf, Struct, declare
from journeymap.source.tree import Node, Scalar

POINTS, PERCENT = "points", "%"
_HINT = "write `+4 points` of a share, `-10 minutes` of a time, `+0.5` of a feeling, or `-20%` of what it is"


class Shift(NamedTuple):
    """By how much something changes: `+4 points`, `-20%`, `-10 minutes`, `+0.5`.

    `unit` is `points` (of 100), `%` (of what it is today), a unit of time (`minute`, …), or empty for a score.
    """

    number: float
    unit: str

    @property
    def is_relative(self) -> bool:
        """Whether it is a part of what is there today."""
        return self.unit == PERCENT

    @property
    def minutes(self) -> float:
        """The same in minutes, of one in a unit of time."""
        return self.number * MINUTES_IN[self.unit]

    @property
    def written(self) -> str:
        """The same as a file has it."""
        number = f"{self.number:+.12g}" if self.number else "0"
        if self.unit == PERCENT:
            return number + PERCENT
        unit = f"{self.unit}s" if self.unit in MINUTES_IN and abs(self.number) != 1 else self.unit
        return f"{number} {unit}".rstrip()


class ShiftKind:
    """A change by an amount: `+4 points` or `+4pp`, `-20%`, `-10 minutes`, or a number for a score."""

    _PATTERN = exactly(
        rf"[-+−]?{DIGIT}{{1,12}}(?:[.٫]{DIGIT}{{1,6}})?(?: ?(?:[%٪]|pp)| (?:point|minute|hour|day|week|month)s?)?"
    )

    def read(self, node: Node, report: Report) -> Any:
        value = number_of(node)
        if isinstance(value, str) and isinstance(node, Scalar) and re.search(self._PATTERN, node.text):
            number, unit = re.fullmatch(r"([-+\d.]+) ?(.*)", latin(node.text)).groups()  # type: ignore[union-attr]
            unit = unit.removesuffix("s")
            return Shift(float(number), POINTS if unit in ("point", "pp") else unit)
        if value is None or isinstance(value, str | bool):
            return wrong(node, "a change", report, _HINT)
        if abs(value) > 1e12:
            return report.add("JM106", f"{value:g} is out of range", node.span, _HINT)
        return Shift(float(value), "")

    def schema(self, define: Callable[[type], str]) -> Json:
        return {"type": ["number", "string"], "minimum": -1e12, "maximum": 1e12, "pattern": self._PATTERN}


SHIFT = ShiftKind()


class WayMoved(Item):
    """The way of which an effect changes the share."""

    NOUN: ClassVar[str] = "a way"

    to: Annotated[str, Id(of="touchpoint"), "The id of the touchpoint that it leads to, or `exit`."]


declare(WayMoved, "from", Annotated[str, Id(of="touchpoint"), "The id of the touchpoint that it leads from."])


class Effect(Item):
    """What an action is expected to change."""

    NOUN: ClassVar[str] = "an effect"
    ONE_OF: ClassVar[tuple[str, ...]] = ("share", "time", "emotion")

    share: Annotated[
        WayMoved | None,
        Struct(WayMoved),
        "The way that more or fewer customers will take: `{from: books, to: exit}`.",
    ] = None
    time: Annotated[str | None, Id(of="touchpoint"), "The id of the touchpoint that will take more or less time."] = (
        None
    )
    emotion: Annotated[str | None, Id(of="touchpoint"), "The id of the touchpoint that will feel better or worse."] = (
        None
    )
    persona: Annotated[
        str | None, Id(of="persona"), "Of an emotion, the id of the persona that feels so; left out, all of them."
    ] = None
    low: Annotated[Shift, SHIFT, "The lowest change that is possible: `+1 points`, `-20%`, `-15 minutes`, `+0.2`."]
    likely: Annotated[Shift, SHIFT, "The most likely change."]
    high: Annotated[Shift, SHIFT, "The highest change that is possible."]
    segments: Annotated[
        tuple[str, ...],
        ListOf(Id(of="segment"), allow_single=True),
        "The ids of the segments for which it holds; left out, all customers.",
    ] = ()

    @property
    def shifts(self) -> tuple[Shift, Shift, Shift]:
        """The lowest, the most likely and the highest change."""
        return self.low, self.likely, self.high


EFFECTS = ListOf(Struct(Effect), allow_single=True, identified_by=(("share",), ("time",), ("emotion", "persona")))
