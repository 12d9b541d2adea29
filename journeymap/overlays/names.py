"""The kinds of steps in a path, and the names that a journey has for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journeymap.model import EXIT, LANES, Journey
from journeymap.model.metrics import STANDARDS
from journeymap.overlays.path import ItemPath
from journeymap.records import NamedTuple

FIRST = ""
"""The value in `PathKind.within` for the start of a path."""


class PathKind(NamedTuple):
    """A kind of step. `within` has the kinds of the steps that it may follow.

    `noun` is the word for what it names, `declared` the key under which the file declares these names (empty if
    the kind has no names), and `names` returns the names in a journey.
    """

    within: tuple[str, ...]
    noun: str
    declared: str
    names: Callable[[Journey], Iterable[str]]


def _ids(key: str) -> Callable[[Journey], Iterable[str]]:
    return lambda journey: (item.id for item in getattr(journey, key))


def _points(kind: str) -> Callable[[Journey], Iterable[str]]:
    return lambda journey: (point.id for _, point, found in journey.points() if found == kind and point.id)


def _felt_by(journey: Journey) -> Iterable[str]:
    return [persona.id for persona in journey.personas] or [""]


def _metrics(journey: Journey) -> Iterable[str]:
    """Returns the standard metrics, which may be measured anywhere, and those in the file."""
    return (*STANDARDS, *(key for part in journey.parts for key in part.metrics))


_STEP = ("touchpoint",)
KINDS: dict[str, PathKind] = {
    "journey": PathKind((FIRST,), "journey", "", lambda journey: ("",)),
    "stage": PathKind((FIRST,), "stage", "stages", _ids("stages")),
    "touchpoint": PathKind((FIRST,), "touchpoint", "touchpoints", _ids("touchpoints")),
    "pain": PathKind((FIRST,), "pain", "pains", _points("pain")),
    "gain": PathKind((FIRST,), "gain", "gains", _points("gain")),
    "opportunity": PathKind((FIRST,), "opportunity", "opportunities", _points("opportunity")),
    "action": PathKind((FIRST,), "action", "actions", _ids("actions")),
    "owner": PathKind((FIRST,), "owner", "owners", _ids("owners")),
    "persona": PathKind((FIRST,), "persona", "personas", _ids("personas")),
    # A customer segment or, after an emotion, metric or transition, the part of it that belongs to this segment.
    "segment": PathKind((FIRST, "emotion", "metric", "next"), "segment", "segments", _ids("segments")),
    "channel": PathKind((FIRST,), "channel", "channels", _ids("channels")),
    "competitor": PathKind((FIRST, *_STEP), "competitor", "competitors", _ids("competitors")),
    "lane": PathKind(
        (FIRST, *_STEP, "stage"), "lane", "custom", lambda journey: (*LANES, *(lane.id for lane in journey.custom))
    ),
    "emotion": PathKind(_STEP, "persona", "personas", _felt_by),
    "metric": PathKind((*_STEP, "journey", "stage"), "metric", "metrics", _metrics),
    "next": PathKind(
        _STEP, "touchpoint", "touchpoints", lambda journey: (EXIT, *(each.id for each in journey.touchpoints))
    ),
}


def kinds_within(kind: str) -> list[str]:
    """Returns the kinds of the steps that may follow a step of this kind or, for `FIRST`, start a path."""
    return [name for name, each in KINDS.items() if kind in each.within]


class UnknownStep(NamedTuple):
    """A step of a path that names nothing: the kind of the step before it (or `FIRST`), its own kind, and its name."""

    within: str
    kind: str
    name: str


class PathNames:
    """The names that paths can use in one journey, collected on first use."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._names: dict[str, dict[str, None]] = {}

    def of(self, kind: str) -> dict[str, None]:
        """Returns the names of a kind, as the keys of a dict in the order of the file."""
        if kind not in self._names:
            self._names[kind] = dict.fromkeys(KINDS[kind].names(self._journey))
        return self._names[kind]

    def unknown_in(self, path: ItemPath) -> UnknownStep | None:
        """Returns the first step of a path that names nothing in the journey; None when all steps are known."""
        before = FIRST
        for kind, name in path.steps:
            if kind not in kinds_within(before) or name not in self.of(kind):
                return UnknownStep(before, kind, name)
            before = kind
        return None
