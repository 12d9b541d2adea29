"""Fits a map to paper: laid out anew for the sheet, on one sheet, to its width, or on pages of whole stages.

A fitted map is one scene, how large a pixel of it is on paper, and the regions of it that are the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.layout.compose import draw_map, filling_width
from journeymap.layout.frame import ROW_MOST, partition
from journeymap.layout.papers import MM_PER_POINT, Paper
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import MapSpec

_NARROW, _WIDE, _STEP = 112, 240, 4
_PLAIN = 160.0
_MOST_ROWS = 5
_ROUNDING = 0.01
_BELOW_STAGES = 10.0
_LEAST_ROOM = 40.0  # millimetres


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a scene, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A map on paper: `scale` is millimetres a pixel; each page shows some regions below each other."""

    scene: Scene
    scale: float
    pages: tuple[tuple[Region, ...], ...]

    @property
    def smallest_text(self) -> float:
        """The size of the smallest text on paper, in points."""
        return min(text.size for text in self.scene.texts()) * self.scale / MM_PER_POINT


def fit(spec: MapSpec, paper: Paper) -> Fitted:
    """The map on a paper. Raises UserError when its margins leave no room, or it cannot be tiled."""
    width, height = (side - 2 * paper.margin for side in paper.size)
    if min(width, height) < _LEAST_ROOM:
        raise UserError(
            f"margins of {paper.margin:g} mm leave no room on {paper.name}", hint="ask for smaller --margin"
        )
    if paper.tile and paper.fit != "one":
        raise UserError("--tile prints one poster", hint="leave out --fit, or --tile")
    if paper.fit == "one":
        return fit_one(spec, width, height)
    fit_several = fit_width if paper.fit == "width" else fit_pages
    return fit_several(spec, width, height, least=paper.least)


def fit_one(spec: MapSpec, width: float, height: float) -> Fitted:
    """The whole map on one sheet whose room is `width` by `height` millimetres, its text as large as it goes."""
    best: Fitted | None = None
    for most in _row_choices(spec):
        fitted = _fit_rows(spec.replace(row_most=most), width, height)
        if best is not None and fitted.scale <= best.scale:
            break
        best = fitted
    assert best is not None
    return best


def fit_width(spec: MapSpec, width: float, height: float, *, least: float) -> Fitted:
    """The map as wide as the sheet, over as many sheets as it takes; no band is cut.

    Rows of stages become shorter until the smallest text has `least` points.
    """
    return _on_sheets(_readable(spec, width, least), width, height, _flowing)


def fit_pages(spec: MapSpec, width: float, height: float, *, least: float) -> Fitted:
    """A row of whole stages a page, with the lanes' titles on each and the curve going on.

    Lanes that do not fit below their stages go on another page, with the stages repeated above them.
    """
    return _on_sheets(_readable(spec, width, least), width, height, _row_by_row)


def _row_choices(spec: MapSpec) -> Iterator[int]:
    total = sum(max(len(stage.touchpoints), 1) for stage in spec.journey.stages)
    seen: set[int] = set()
    for rows in range(1, _MOST_ROWS + 1):
        most = max(-(-total // rows), 1)
        if most not in seen:
            seen.add(most)
            yield most


def _fit_rows(spec: MapSpec, width: float, height: float) -> Fitted:
    """The best column width for given rows: wider columns make a flatter map, so it can be searched by halves."""
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


def _readable(spec: MapSpec, width: float, least: float) -> Scene:
    """The scene with the longest rows whose text has `least` points on a sheet of that width, or the largest text."""
    best: Scene | None = None
    for most in range(min(max(len(spec.journey.touchpoints), 1), ROW_MOST), 0, -1):
        if best is not None and partition(spec.journey, most) == partition(spec.journey, most + 1):
            continue
        scene = draw_map(spec.replace(row_most=most), filling_width(spec.replace(row_most=most), _PLAIN))
        if best is None or scene.width < best.width:
            best = scene
        if Fitted(best, width / best.width, ()).smallest_text >= least:
            break
    assert best is not None
    return best


@dataclass(frozen=True, slots=True)
class _Unit:
    """Bands that stay together; what is `repeated` stands above them again when they come first on a page."""

    top: float
    bottom: float
    repeated: Region | None
    opens_page: bool

    def least_height(self) -> float:
        return self.bottom - self.top + (self.repeated.height if self.repeated else 0)


Cut = Callable[[Scene], list[_Unit]]


def _on_sheets(scene: Scene, width: float, height: float, cut: Cut) -> Fitted:
    units = cut(scene)
    scale = min(width / scene.width, height / max(unit.least_height() for unit in units))
    room = height / scale + _ROUNDING
    pages: list[list[Region]] = []
    used = 0.0
    for unit in units:
        region = Region(0, unit.top, scene.width, unit.bottom - unit.top)
        if not pages or unit.opens_page or used + region.height > room:
            pages.append([unit.repeated] if unit.repeated else [])
            used = unit.repeated.height if unit.repeated else 0
        pages[-1].append(region)
        used += region.height
    return Fitted(scene, scale, tuple(tuple(page) for page in pages))


def _flowing(scene: Scene) -> list[_Unit]:
    return [_Unit(top, bottom, None, opens_page=False) for top, bottom, _ in _bands(scene)]


def _row_by_row(scene: Scene) -> list[_Unit]:
    """Each row of stages opens a page, the first below the head; its stages stand again above what goes on."""
    units: list[_Unit] = []
    repeated: Region | None = None
    for top, bottom, first in _bands(scene):
        name = first.id.removeprefix("band-")
        if name.startswith("stages"):
            units.append(_Unit(top, bottom, None, opens_page="-" in name))
            repeated = Region(0, top, scene.width, float(first.data["height"]) + _BELOW_STAGES)
        elif name == "foot":
            units.append(_Unit(top, bottom, None, opens_page=False))
        else:
            units.append(_Unit(top, bottom, repeated, opens_page=False))
    return units


def _bands(scene: Scene) -> list[tuple[float, float, Group]]:
    """Top and bottom of the bands that stay together, with the first: stages with their spine, foot with legend."""
    found: list[tuple[float, float, Group]] = []
    together = False
    for band in scene.bands:
        name = band.id.removeprefix("band-")
        top, bottom = float(band.data["y"]), float(band.data["y"]) + float(band.data["height"])
        if together or (name == "legend" and found):
            found[-1] = (found[-1][0], bottom, found[-1][2])
        else:
            found.append((top, bottom, band))
        together = name.startswith("stages") or (together and not name.startswith("spine"))
    return found
