"""What changed since another version of a journey, as an overlay on the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from journeymap.overlays.overlay import Overlay
from journeymap.overlays.path import ItemPath
from journeymap.records import NamedTuple

How = Literal["added", "removed", "moved", "changed"]
HOWS: tuple[How, ...] = ("added", "removed", "moved", "changed")


class PathChange(NamedTuple):
    """The change at a path.

    `how` is the kind of change of a touchpoint, a stage, an action, or a lane at a touchpoint
    (`touchpoint:pays/lane:pains`). `feeling` is the feeling in the other version, from -2 to 2, at the path of an
    emotion. `removed` is a text with the touchpoints that were removed after this one, or at the start (`journey`).
    """

    how: How | None = None
    feeling: float | None = None
    removed: str = ""


_NOTHING = PathChange()


class ChangesOverlay(Overlay[PathChange]):
    """The differences from another version, by the ids of this one.

    `words` explains each kind of change in the legend, and `before` the curve of the old feelings. `felt_by` has the
    ids of the personas whose feelings changed, in the order in which the curves are drawn; "" stands for emotions
    without a persona. `joined_before` has, for each of them, the ids of the touchpoints that a line of the old curve
    joins, one line after the other. `heading` and `story` list the changes, the most important first, and `more` says
    how many are left out.
    """

    words: Mapping[How, str]
    before: str
    felt_by: tuple[str, ...]
    joined_before: Mapping[str, tuple[tuple[str, ...], ...]]
    heading: str
    story: tuple[tuple[How, str], ...]
    more: str

    def at(self, path: ItemPath) -> PathChange:
        """Returns the change at a path; an empty one when nothing changed there."""
        return self.values.get(path, _NOTHING)

    @property
    def used(self) -> list[How]:
        """The kinds of changes that the map shows, in the order of `HOWS`."""
        shown: set[How | None] = {change.how for change in self.values.values()} | {how for how, _ in self.story}
        if any(change.removed for change in self.values.values()):
            shown.add("removed")
        return [how for how in HOWS if how in shown]
