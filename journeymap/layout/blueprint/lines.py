"""The lines of a service blueprint: of interaction, of visibility, and of internal interaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from journeymap.layout.canvas import CAPTION_STRONG, Canvas
from journeymap.layout.frame import Row
from journeymap.layout.spec import GUTTER, MARGIN, MapSpec
from journeymap.records import NamedTuple

Name = Literal["interaction", "visibility", "internal-interaction"]
HEIGHT = 32.0
_DASHES: dict[Name, tuple[float, ...]] = {
    "interaction": (12, 3, 2, 3),
    "visibility": (6, 4),
    "internal-interaction": (1.5, 4),
}
_AIR = 10


class BlueprintLine(NamedTuple):
    """A line above the lane with the index `below`, and the names of the lanes on each side.

    It is shown while one on each side is; nothing above means the steps themselves, which always are.
    """

    name: Name
    below: int
    lanes_above: str
    lanes_below: str


def lines_of(lanes: Sequence[tuple[str, bool]]) -> list[BlueprintLine]:
    """The lines between the lanes that a row shows, given with whether they are backstage.

    What customers do stands above all lanes of touchpoints; the line of interaction is left out where `doing` is listed
    below the frontstage, and that of internal interaction where the systems are not below the backstage.
    """
    names = [name for name, _ in lanes]
    place = {name: index for index, name in enumerate(names)}
    found = []
    front, back, systems = (place.get(name, -1) for name in ("frontstage", "backstage", "systems"))
    if front > place.get("doing", -1):
        found.append(BlueprintLine("interaction", front, "", "frontstage"))
    hidden = [name for name, is_backstage in lanes if is_backstage]
    if hidden:
        below = place[hidden[0]]
        found.append(BlueprintLine("visibility", below, "", " ".join(names[below:])))
    if systems > back >= 0:
        found.append(BlueprintLine("internal-interaction", systems, "backstage", "systems"))
    return found


def draw_line(canvas: Canvas, spec: MapSpec, row: Row, line: BlueprintLine, top: float) -> None:
    """Draws a line across a row, with its name before it."""
    y = top + HEIGHT / 2
    name = CAPTION_STRONG.lines(spec.words[f"line-{line.name}"], GUTTER - _AIR, most=2)
    canvas.lines(MARGIN, y - len(name) * CAPTION_STRONG.leading / 2, name, CAPTION_STRONG, "ink2")
    canvas.line(row.start, y, row.end, y, "ink3", 1.4, _DASHES[line.name])
