"""What changed since another version of a journey, as an overlay on the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from journeymap.overlays.overlay import Overlay
from journeymap.overlays.path import ItemPath
from journeymap.records import NamedTuple, cached_property

How = Literal["added", "removed", "moved", "changed"]
HOWS: tuple[How, ...] = ("added", "removed", "moved", "changed")


class PathChange(NamedTuple):
    """The change at a path.

    `how` is the kind of change of a touchpoint, a stage, an action, or a lane at a touchpoint
    (`touchpoint:pays/lane:pains`). `feeling` is the feeling in the other version, from -2 to 2, at the path of an
    emotion. `removed` is a text with the touchpoints that were removed after this one, or at the start (`journey`).
    `number` and `number_of_removed` are those of the two marks, by which the story names them; 0 for none.
    """

    how: How | None = None
    feeling: float | None = None
    removed: str = ""
    number: int = 0
    number_of_removed: int = 0


class StoryLine(NamedTuple):
    """A change in words, with the number of its mark on the map; 0 without one."""

    how: How
    text: str
    number: int


_NOTHING = PathChange()


class ChangesOverlay(Overlay[PathChange]):
    """The differences from another version, by the ids of this one.

    `words` explains each kind of change in the legend, and `before` the curve of the old feelings. `felt_by` has the
    ids of the personas whose feelings changed, in the order in which the curves are drawn; "" stands for emotions
    without a persona. `joined_before` has, for each of them, the ids of the touchpoints that a line of the old curve
    joins, one line after the other. `heading` and `story` list the most important changes, in the order of the story,
    and `more` says how many are left out. `titles` has the most important change of each number in words, and `leads`
    the numbers of the texts about an item that a mark leads to.
    """

    words: Mapping[How, str]
    before: str
    felt_by: tuple[str, ...]
    joined_before: Mapping[str, tuple[tuple[str, ...], ...]]
    heading: str
    story: tuple[StoryLine, ...]
    more: str
    titles: Mapping[int, str]
    leads: Mapping[tuple[ItemPath, str], int]

    def at(self, path: ItemPath) -> PathChange:
        """Returns the change at a path; an empty one when nothing changed there."""
        return self.values.get(path, _NOTHING)

    def number_of(self, path: ItemPath, text: str) -> int:
        return self.leads.get((path, text), 0)

    @cached_property
    def listed(self) -> frozenset[int]:
        """The numbers that the story has."""
        return frozenset(line.number for line in self.story)

    @cached_property
    def marks(self) -> Mapping[int, How]:
        """The kind of each mark by its number."""
        found: dict[int, How] = {}
        for change in self.values.values():
            if change.how:
                found[change.number] = change.how
            found[change.number_of_removed] = "removed"
        return found

    @cached_property
    def first_numbers(self) -> Mapping[ItemPath, int]:
        """The least number of the marks of an item and its cells, by the item's path."""
        found: dict[ItemPath, int] = {}
        for path, change in self.values.items():
            if change.number:
                found[path.root] = min(change.number, found.get(path.root, change.number))
        return found

    @property
    def used(self) -> list[How]:
        """The kinds of changes that the map shows, in the order of `HOWS`."""
        shown: set[How | None] = {change.how for change in self.values.values()} | {line.how for line in self.story}
        if any(change.removed for change in self.values.values()):
            shown.add("removed")
        return [how for how in HOWS if how in shown]
