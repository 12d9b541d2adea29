"""Fits a map to paper: on one sheet, to the width of a sheet, or on pages of whole stages.

The map is laid out anew for the paper. The result is one scene, its scale, and the regions of it that each page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.layout.compose import PLAIN_COLUMN, draw_map, filling_width
from journeymap.layout.frame import LONGEST_ROW, partition
from journeymap.layout.paging import Region, Unit, page_breaks
from journeymap.layout.papers import MM_PER_POINT, Paper
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import MapSpec
from journeymap.layout.whiteness import drawn_boxes, white_share

_NARROW, _WIDE, _STEP = 112, 240, 4

_MOST_ROWS = 5
_ROUNDING = 0.01
_BELOW_STAGES = 10.0
_CAPS = 1.0
"""How much of the air above the foot is left out: lines between columns end there, in caps half as wide as they are."""
_LEAST_ROOM = 40.0  # millimetres
_MOST_WHITE = 0.7
"""How much of a page is white, of 1, for its rows to be worth keeping as long as can be read."""
_WIDER = (1.0, 1.03, 1.07, 1.15, 1.3)
"""How many times as wide as usual columns are tried: the wider they are, the lower is a map, and the more on a page."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A map on paper, with `scale` millimetres to the pixel. Each page shows one or more regions below each other."""

    scene: Scene
    scale: float
    pages: tuple[tuple[Region, ...], ...]

    @property
    def smallest_text(self) -> float:
        """The size of the smallest text on the paper, in points."""
        return min(text.size for text in self.scene.texts()) * self.scale / MM_PER_POINT

    def whitest(self, spec: MapSpec, width: float, height: float) -> float:
        """How much of its whitest page is white, of 1; a page has `width` by `height` millimetres for it."""
        boxes = drawn_boxes(self.scene, spec)
        return max(white_share(boxes, regions, self.scale, (width, height)) for regions in self.pages)


def fit(spec: MapSpec, paper: Paper) -> Fitted:
    """Fits a map to a paper. Raises UserError when the margins leave no room, or when it cannot be tiled."""
    width, height = _room(paper)
    if paper.tile and paper.fit != "one":
        raise UserError("--tile prints one poster", hint="leave out --fit, or --tile")
    if paper.fit == "one":
        return fit_one(spec, width, height)
    fit_several = fit_width if paper.fit == "width" else fit_pages
    return fit_several(spec, width, height, least_text=paper.least_text)


def fit_whole(lay_out: Callable[[float], Scene], paper: Paper) -> Fitted:
    """Fits a drawing of one page to a paper; `lay_out` makes it for a ratio of width to height.

    Raises UserError when the margins leave no room, or when several sheets are asked for.
    """
    if paper.fit != "one":
        raise UserError("an overview is one sheet", hint="leave out --fit, or print another --view")
    width, height = _room(paper)
    return _whole(lay_out(width / height), width, height)


def _room(paper: Paper) -> tuple[float, float]:
    """The width and the height within the margins, in millimetres. Raises UserError when they leave no room."""
    width, height = (side - 2 * paper.margin for side in paper.size)
    if min(width, height) < _LEAST_ROOM:
        raise UserError(
            f"margins of {paper.margin:g} mm leave no room on {paper.name}", hint="ask for smaller --margin"
        )
    return width, height


def fit_one(spec: MapSpec, width: float, height: float) -> Fitted:
    """Fits the whole map into `width` by `height` millimetres, with its text as large as possible."""
    best: Fitted | None = None
    for most_columns in _row_choices(spec):
        fitted = _fit_rows(spec.replace(most_columns=most_columns), width, height)
        if best is not None and fitted.scale <= best.scale:
            break
        best = fitted
    assert best is not None
    return best


def fit_width(spec: MapSpec, width: float, height: float, *, least_text: float) -> Fitted:
    """Fits the map to the width of a sheet, and cuts it between bands into as many sheets as it takes.

    Rows of stages get shorter until the smallest text has `least_text` points. `width` and `height` are in millimetres.
    """
    scene = next(_readable(spec, width, least_text))
    return _on_sheets(scene, width, height, _each_band)


def fit_pages(spec: MapSpec, width: float, height: float, *, least_text: float) -> Fitted:
    """Fits one row of stages on each page, with the titles of the lanes; the curve continues from page to page.

    Lanes that do not fit below their stages are on another page, with the stages repeated above them; low rows share a
    page. Rows are as long as can be read. Where that leaves a page mostly white, their columns are wider, as far as
    can be read, or they are shorter; of maps that all do, it is the one whose whitest page is least so. The parameters
    are as for `fit_width`.
    """
    best, least = None, 1.0
    for scene in _readable(spec, width, least_text, _WIDER):
        fitted = _on_sheets(scene, width, height, _row_by_row)
        white = fitted.whitest(spec, width, height)
        if best is None or white < least:
            best, least = fitted, white
        if white <= _MOST_WHITE:
            break
    assert best is not None
    return best


def _row_choices(spec: MapSpec) -> Iterator[int]:
    total = sum(max(len(stage.touchpoints), 1) for stage in spec.journey.stages)
    seen: set[int] = set()
    for rows in range(1, _MOST_ROWS + 1):
        most_columns = max(-(-total // rows), 1)
        if most_columns not in seen:
            seen.add(most_columns)
            yield most_columns


def _fit_rows(spec: MapSpec, width: float, height: float) -> Fitted:
    """Fits a map with the column width that gives the largest scale, found by bisection: wide columns flatten a map."""
    widths = list(range(_NARROW, _WIDE + 1, _STEP))
    tried: dict[int, Scene] = {}

    def scene(index: int) -> Scene:
        if index not in tried:
            tried[index] = draw_map(spec, float(widths[index]))
        return tried[index]

    low, high = 0, len(widths) - 1
    while low < high:
        middle = (low + high) // 2
        if scene(middle).width / scene(middle).height < width / height:
            low = middle + 1
        else:
            high = middle
    fitted = [_whole(scene(index), width, height) for index in {max(low - 1, 0), low}]
    return max(fitted, key=lambda candidate: candidate.scale)


def _whole(scene: Scene, width: float, height: float) -> Fitted:
    scale = min(width / scene.width, height / scene.height)
    return Fitted(scene, scale, ((Region(0, 0, scene.width, scene.height),),))


def _readable(spec: MapSpec, width: float, least_text: float, wider: Sequence[float] = _WIDER[:1]) -> Iterator[Scene]:
    """The maps whose text has `least_text` points on a sheet of this width in millimetres, the longest rows first.

    Without such maps, those with the largest text. Columns are `wider` than usual by each of these factors.
    """
    largest: list[Scene] = []
    is_readable = False
    for most_columns in range(min(max(len(spec.journey.touchpoints), 1), LONGEST_ROW), 0, -1):
        narrower = spec.replace(most_columns=most_columns)
        if largest and partition(spec.journey, most_columns) == partition(spec.journey, most_columns + 1):
            continue
        for factor in wider:
            scene = draw_map(narrower, factor * filling_width(narrower, PLAIN_COLUMN))
            if Fitted(scene, width / scene.width, ()).smallest_text >= least_text:
                is_readable = True
                yield scene
            elif not is_readable and (not largest or scene.width <= largest[0].width):
                largest = [scene, *(each for each in largest if each.width == scene.width)]
            else:
                break
    if not is_readable:
        yield from largest[::-1]


Cut = Callable[[Scene], list[Unit]]


def _on_sheets(scene: Scene, width: float, height: float, cut: Cut) -> Fitted:
    units = cut(scene)
    scale = min(width / scene.width, height / max(unit.least_height() for unit in units))
    room = height / scale + _ROUNDING
    pages: list[list[Region]] = []
    for start, end in page_breaks(units, room):
        first = units[start]
        regions = [Region(0, unit.top, scene.width, unit.bottom - unit.top) for unit in units[start:end]]
        pages.append([first.repeated, *regions] if first.repeated else regions)
    return Fitted(scene, scale, tuple(tuple(page) for page in pages))


def _each_band(scene: Scene) -> list[Unit]:
    return [Unit(top, bottom, None, opens_page=False) for top, bottom, _ in _bands(scene)]


def _row_by_row(scene: Scene) -> list[Unit]:
    """Units for pages of whole stages: each row but the first opens a page; its stages are repeated above its lanes."""
    units: list[Unit] = []
    repeated: Region | None = None
    for top, bottom, first in _bands(scene):
        name = first.id.removeprefix("band-")
        if name.startswith("stages"):
            units.append(Unit(top, bottom, None, opens_page="-" in name))
            repeated = Region(0, top, scene.width, float(first.data["height"]) + _BELOW_STAGES)
        elif name.startswith("foot"):
            units.append(Unit(top, bottom, None, opens_page=False))
        else:
            units.append(Unit(top, bottom, repeated, opens_page=False))
    return units


def _bands(scene: Scene) -> list[tuple[float, float, Group]]:
    """The top and bottom of bands that stay on one page, with the first of them.

    The stages stay with their spine and the lanes between them, a line of a blueprint with the lane below it, and the
    legend with the band above it.
    """
    found: list[tuple[float, float, Group]] = []
    joins_previous = before_spine = False
    for band in scene.bands:
        name = band.id.removeprefix("band-")
        top, bottom = float(band.data["y"]), float(band.data["y"]) + float(band.data["height"])
        if joins_previous or (name == "legend" and found):
            found[-1] = (found[-1][0], bottom, found[-1][2])
        else:
            found.append((top + _CAPS if name.startswith("foot") else top, bottom, band))
        before_spine = name.startswith("stages") or (before_spine and not name.startswith("spine"))
        joins_previous = before_spine or name.startswith("line-")
    return found
