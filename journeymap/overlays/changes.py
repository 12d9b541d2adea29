"""What changed since another version of a journey, as an overlay on the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from journeymap.overlays.overlay import Overlay
from journeymap.overlays.path import ItemPath

How = Literal["added", "removed", "moved", "changed"]
HOWS: tuple[How, ...] = ("added", "removed", "moved", "changed")


class PathChange(NamedTuple):
    """What changed at a path.

    `how` marks a touchpoint, a stage, an action, or what a lane says at a touchpoint (`touchpoint:pays/lane:pains`).
    `feeling` is that of the other version, -2 to 2, at the path of an emotion. `removed` says which touchpoints stood
    after this one, or at the journey's start (`journey`), and are no longer there.
    """

    how: How | None = None
    feeling: float | None = None
    removed: str = ""


_NOTHING = PathChange()


class ChangesOverlay(Overlay[PathChange]):
    """The difference to another version, by the ids of this one.

    `words` say what each mark means, by what happened, and `before` what the curve of the old feelings is. `felt_by`
    are the ids of the personas with other feelings than they had, in the order in which the curves are drawn; "" is
    nobody's. `heading` and `story` tell what changed, the most important first, and `more` what is left out of it.
    """

    words: Mapping[How, str]
    before: str
    felt_by: tuple[str, ...]
    heading: str
    story: tuple[tuple[How, str], ...]
    more: str

    def at(self, path: ItemPath) -> PathChange:
        """What changed at a path."""
        return self.values.get(path, _NOTHING)

    @property
    def used(self) -> list[How]:
        """The kinds of marks that the map shows."""
        shown: set[How | None] = {change.how for change in self.values.values()} | {how for how, _ in self.story}
        if any(change.removed for change in self.values.values()):
            shown.add("removed")
        return [how for how in HOWS if how in shown]
