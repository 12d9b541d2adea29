"""The open book as a scene: its head, the two halves, and the legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from journeymap.layout.beside.halves import Half, Lanes, lanes_of_both, places_of_both
from journeymap.layout.beside.shifting import parted, shifted
from journeymap.layout.canvas import CAPTION, CAPTION_BOLD, HEADING, NAME, Canvas
from journeymap.layout.change_marks import draw_change
from journeymap.layout.folds import fold_entry
from journeymap.layout.frame import place_rows
from journeymap.layout.head_colours import head_colours
from journeymap.layout.legend import draw_legend
from journeymap.layout.page import MapPage
from journeymap.layout.scene import Element, Group, Scene
from journeymap.layout.sheet import SheetFrame, SheetHead, draw_sheet_head
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec
from journeymap.layout.tracks import gathered_ways
from journeymap.overlays.changes import How
from journeymap.records import NamedTuple

_RATIO = 2**0.5
_NARROWEST = 1280.0
_WIDTHS = (96.0, 104.0, 112.0, 124.0, 136.0, 152.0)
_MOST_ROWS = 4
_NUMBERS = 40.0
"""The room for the scale of the feelings before the first half, whose lanes have their titles in the fold."""
_FOLD = 24.0
_TOP = 30.0
_HALF_HEAD = 46.0
_COUNT = 118.0
_COUNT_MARK = 8.0
_SHOWN: tuple[How, ...] = ("removed", "added", "moved", "changed")
"""The order of the numbers of changes in the head."""


class BookTexts(NamedTuple):
    """The texts of the head: the kicker, the title, the lead, and the name of each kind of change.

    `folded` is what the legend says of touchpoints without a column.
    """

    kicker: str
    title: str
    lead: tuple[str, ...]
    changes: Mapping[How, str]
    folded: str = ""


def lay_book(as_is: MapSpec, to_be: MapSpec, texts: BookTexts) -> Scene:
    """Lays out two maps beside each other: the first where reading starts, the titles of the lanes between them.

    Columns and the axis of feelings have one scale. Both maps show what is in their overlays: what changed.
    """
    lanes = lanes_of_both(as_is, to_be)
    as_is, to_be = as_is.replace(facing=to_be, has_titles=False), to_be.replace(facing=as_is)
    return min(
        (_Book(one, other, lanes, width, texts) for one, other, width in _choices(as_is, to_be)), key=_off
    ).scene()


def _choices(as_is: MapSpec, to_be: MapSpec) -> list[tuple[MapSpec, MapSpec, float]]:
    """The lengths of rows and widths of columns to choose among."""
    longest = max(len(spec.journey.touchpoints) - len(spec.folded) for spec in (as_is, to_be))
    found: dict[int, tuple[MapSpec, MapSpec]] = {}
    for rows in range(1, _MOST_ROWS + 1):
        most = max(-(-longest // rows), 1)
        found[most] = (as_is.replace(most_columns=most), to_be.replace(most_columns=most))
    return [(one, other, width) for one, other in found.values() for width in _widths(one, other)]


def _widths(as_is: MapSpec, to_be: MapSpec) -> list[float]:
    """The widths of columns with which the book is not too narrow for its head and legend."""
    halves = [place_rows(spec.journey, _WIDTHS[0], spec.most_columns, spec.folded) for spec in (as_is, to_be)]
    columns = sum(max([1, *(len(row.columns) for row in rows)]) for rows in halves)
    least = (_NARROWEST - _NUMBERS - GUTTER - 2 * MARGIN) / columns
    return [width for width in _WIDTHS if width >= least] or [round(least)]


def _off(book: _Book) -> float:
    """How far the proportions of a book are from those of a sheet on its side."""
    ratio = book.width / book.height
    return max(ratio / _RATIO, _RATIO / ratio)


class _Book:
    """A book of one choice of columns. It is measured when it is made, and drawn when its scene is asked for."""

    def __init__(self, as_is: MapSpec, to_be: MapSpec, lanes: Lanes, column_width: float, texts: BookTexts) -> None:
        self._specs = (as_is, to_be)
        self._lanes = lanes
        self._texts = texts
        self._column_width = column_width
        rtl = to_be.journey.is_rtl
        self._halves = Half(as_is, column_width, rtl=rtl), Half(to_be, column_width, rtl=rtl)
        first, second = self._halves
        self._offsets = (_NUMBERS - GUTTER, _NUMBERS - GUTTER + first.end + _FOLD - MARGIN)
        self.width = self._offsets[1] + second.width
        self._frame = SheetFrame(MARGIN + _NUMBERS, self.width - MARGIN)
        self._canvas = Canvas(self.width, rtl=rtl)
        with self._canvas.group("band-head", "band"):
            self._top = self._draw_head()
        one, other = (half.page(lanes, self._top, only_measured=True) for half in self._halves)
        self._places = places_of_both(one, other, self._top)
        self._bottom = max(place.top + place.height for place in self._places.values())
        self.height = self._bottom + 60

    def scene(self) -> Scene:
        """The book as a scene."""
        pages = [half.page(self._lanes, self._top, places=self._places) for half in self._halves]
        bands = [element for element in self._canvas.elements if isinstance(element, Group)]
        halves = self._halves_of(*pages)
        counts = Canvas(self.width, rtl=self._canvas.rtl)
        with counts.group("band-counts", "band"):
            self._draw_counts(counts, _marks(halves))
        bands += [*(element for element in counts.elements if isinstance(element, Group)), *halves]
        legend = Canvas(self.width, rtl=self._canvas.rtl)
        with legend.group("band-legend", "band"):
            bottom = self._draw_legend(legend, pages)
        bands += [element for element in legend.elements if isinstance(element, Group)]
        journey = self._specs[1].journey
        return Scene(
            width=self.width,
            height=bottom,
            title=f"{self._texts.title} – {self._texts.kicker}",
            description=" ".join(self._texts.lead),
            language=journey.language,
            rtl=journey.is_rtl,
            bands=bands,
        )

    def _halves_of(self, first: MapPage, second: MapPage) -> list[Group]:
        """The marks of both pages in their places.

        What the first has beside its lanes goes into the fold where the second has none of it, and is left out else.
        """
        beside: list[Element] = []
        lanes: list[Element] = []
        for band in first.canvas.elements:
            assert isinstance(band, Group)
            (gutter, (others,)) = parted([band], first.canvas, MARGIN + GUTTER - _NUMBERS)
            lanes.append(others)
            beside += gutter if band.id in second.empty else []
        one, other = self._offsets
        return [
            Group("half-as-is", "half", {}, "", shifted(lanes, self._by(first, one), "as-is-")),
            Group("fold", "half", {}, "", shifted(beside, self._by(first, other), "")),
            Group("half-to-be", "half", {}, "", shifted(second.canvas.elements, self._by(second, other), "")),
        ]

    def _by(self, page: MapPage, offset: float) -> float:
        """How far a page is moved to the right; `offset` is counted in reading direction."""
        return round(self.width - page.canvas.width - offset if self._canvas.rtl else offset, 2)

    def _draw_head(self) -> float:
        canvas, texts = self._canvas, self._texts
        room = self._frame.room - _COUNT * len(_SHOWN) - 24
        head = SheetHead(texts.kicker, texts.title, texts.lead)
        bottom = draw_sheet_head(
            canvas, SheetFrame(self._frame.start, self._frame.start + room), _TOP, head, self._specs[1].styles
        )
        top = bottom + 20
        for half, offset in zip(self._halves, self._offsets, strict=True):
            self._draw_half_head(half, offset + MARGIN + GUTTER, top)
        return top + _HALF_HEAD

    def _draw_counts(self, canvas: Canvas, marks: Counter[str]) -> None:
        """Draws how many marks of each kind of change both halves have, at the end of the head."""
        shown = [how for how in _SHOWN if marks[how]]
        x, colours = self._frame.end - _COUNT * len(shown), head_colours(self._specs[1].theme)
        for how in shown:
            draw_change(canvas, x + _COUNT_MARK, _TOP + 24, how, radius=_COUNT_MARK)
            canvas.text(x + 2 * _COUNT_MARK + 8, _TOP + 30, self._specs[1].words.number(marks[how]), NAME, colours.ink)
            canvas.lines(x, _TOP + 40, CAPTION.lines(self._texts.changes[how], _COUNT - 12), CAPTION, colours.ink3)
            x += _COUNT

    def _draw_half_head(self, half: Half, x: float, top: float) -> None:
        """Draws the kind of a half, outlined for the first and filled for the second, and its title."""
        canvas, journey = self._canvas, half.spec.journey
        is_second = half is self._halves[1]
        pill = half.spec.words["kind-to-be" if is_second else "kind-as-is"]
        width = CAPTION_BOLD.width(pill) + 24
        canvas.rect(x, top, width, 22, "ink" if is_second else None, radius=11, stroke="ink", stroke_width=1.25)
        colour = "paper" if is_second else "ink"
        canvas.text(x + width / 2, top + 14.8, pill, CAPTION_BOLD, colour, align="middle")
        room = half.end - MARGIN - GUTTER - width - 12
        canvas.text(x + width + 12, top + 16.5, HEADING.lines(journey.title, room, most=1)[0], HEADING, "ink")

    def _draw_legend(self, canvas: Canvas, pages: list[MapPage]) -> float:
        lanes = set(chain.from_iterable(page.lanes for page in pages))
        gathered = [way for half in self._halves for way in gathered_ways(half.tracks.values())]
        is_folded = any(spec.folded for spec in self._specs)
        return draw_legend(
            canvas, self._specs[1], self._bottom + 10, lanes=lanes, column_width=self._column_width, gathered=gathered,
            start=self._frame.start, further=[fold_entry(self._texts.folded)] if is_folded else (),
        )  # fmt: skip


def _marks(groups: Iterable[Group]) -> Counter[str]:
    """How many marks of each kind of change are in the groups."""
    found: Counter[str] = Counter()
    for group in groups:
        kind, _, how = group.kind.partition(" ")
        if kind == "change":
            found[how] += 1
        found += _marks(each for each in group.children if isinstance(each, Group))
    return found
