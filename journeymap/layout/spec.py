"""What to draw and how, as every part of the layout receives it, and the distances that the parts share, in pixels."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar, cast

from journeymap.layout.canvas import Type
from journeymap.layout.marks import MARKERS
from journeymap.layout.type_styles import TypeStyles
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.records import Record, cached_property
from journeymap.style.locale import Words
from journeymap.style.theme import Theme

if TYPE_CHECKING:
    from journeymap.layout.logo import LogoPictures
    from journeymap.layout.measured_ways import MeasuredWays
    from journeymap.overlays.behaviour import BehaviourOverlay

OverlayClass = TypeVar("OverlayClass", bound=Overlay[Any])

MARGIN = 48
GUTTER = 128
STAGE_GAP = 16
EXPERIMENT_ROW = 18.0
"""The height of a row of marks of experiments, in pixels."""
PAD = 8
CARD_INSET = 3
CELL_ABOVE = 14
CELL_BELOW = 14
COMPACT_LINES = 6
PAUSE = 5
"""How far from a text a hairline behind it pauses."""


class MapSpec(Record):
    """The journey to draw, and how to draw it. Specs are hashed by identity, so what is derived from one can be cached.

    `today` is the date that due dates and reviews are compared with. A row has at most
    `most_columns` columns, or the usual number if that is 0. `facing` is the map on the other page of an open book: its
    personas and channels have their rows on this one too, so that those of both are at one height. Without
    `has_titles`, the titles of the lanes are on that page. The touchpoints whose ids are `folded` have no column; the
    first of each stage and the last of all are not among them. The `logo` is that of the theme's brand.
    """

    journey: Journey
    words: Words
    theme: Theme
    today: dt.date
    compact: bool
    most_columns: int = 0
    overlays: tuple[Overlay[Any], ...] = ()
    facing: MapSpec | None = None
    has_titles: bool = True
    folded: frozenset[str] = frozenset()
    logo: LogoPictures | None = None

    @cached_property
    def styles(self) -> TypeStyles:
        """The styles in which the theme sets texts in the journey's language."""
        return TypeStyles(self.theme, self.journey.language)

    def style(self, role: str, plain: Type, *, scale: float = 1) -> Type:
        """The style of texts of a role: the theme's, `scale` times as large, or `plain` where it has none."""
        return self.styles.style(role, plain, scale=scale)

    def face(self, role: str, plain: Type) -> Type:
        """A style in the font in which the theme sets a role, if it has one for it, in its own size."""
        return self.styles.face(role, plain)

    @property
    def most_lines(self) -> int:
        """The most lines that a cell may have; 0 for no limit."""
        return COMPACT_LINES if self.compact else 0

    def overlay(self, kind: type[OverlayClass]) -> OverlayClass | None:
        """The overlay of this class, if there is one. Code that draws an overlay asks for it here, by its class."""
        return kind.among(self.overlays) if self.overlays else None

    @property
    def behaviour(self) -> BehaviourOverlay | None:
        """What customers did, if that was measured. It is found by its name: few maps have it, and need its class."""
        if not self.overlays:
            return None
        found = next((each for each in self.overlays if each.name == "behaviour"), None)
        return cast("BehaviourOverlay | None", found)

    @property
    def ways(self) -> MeasuredWays | None:
        """What was measured of the ways between touchpoints, if anything was."""
        behaviour = self.behaviour
        if behaviour is None or not behaviour.group.ways:
            return None
        from journeymap.layout.measured_ways import measured_ways  # noqa: PLC0415  few maps have events

        return measured_ways(self, behaviour)

    @cached_property
    def has_thoughts_of_one(self) -> bool:
        """Whether any thought has the mark of the persona who thinks it: then all leave room for one."""
        thoughts = (each for touchpoint in self.journey.touchpoints for each in touchpoint.thinking)
        return any(self.persona_index(self.journey.persona_of(each)) is not None for each in thoughts)

    def score(self, score: float) -> str:
        """A score on the journey's own emotion scale, in the language's digits, with its sign if the scale has both."""
        return self.words.axis(score, signed=self.journey.emotion_scale[0] < 0)

    def persona_index(self, persona: str | None) -> int | None:
        """The index of the persona with this id in the whole journey's list, from 0; None when there is none."""
        for index, candidate in enumerate((self.journey.whole or self.journey).personas):
            if candidate.id == persona:
                return index
        return None


_PERSONA_COLOURS = 6


def persona_colour(index: int) -> int:
    """The number of the colour, from 1 to 6, of the persona with this index.

    Colours repeat sooner than the shapes of the markers. Where the shapes begin again, the colours are one further on,
    so that no two of 72 personas have both the same.
    """
    return (index + index // MARKERS) % _PERSONA_COLOURS + 1


def persona_token(index: int, *, tint: bool = False) -> str:
    """The colour token of the persona with this index."""
    return f"persona-{persona_colour(index)}" + ("-tint" if tint else "")
