"""The difference to another version, in terms of the map that it is laid over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from journeymap.style.locale import Words

How = Literal["added", "removed", "moved", "changed"]
HOWS: tuple[How, ...] = ("added", "removed", "moved", "changed")


class Gone(NamedTuple):
    """Touchpoints that are no longer there, after the touchpoint with this id; after none at the start."""

    after: str | None
    names: tuple[str, ...]


class Overlay(NamedTuple):
    """What changed, thing by thing.

    `touchpoints`, `stages` and `actions` are marked by id, `cells` by lane and touchpoint. `feelings` are those of the
    other version, -2 to 2, by persona and then by touchpoint, by the ids of this one. `story` is what changed
    in words, the most important first; `more` says what is left out of it.
    """

    words: Words
    heading: str
    touchpoints: Mapping[str, How]
    stages: Mapping[str, How]
    actions: Mapping[str, How]
    cells: Mapping[tuple[str, str], How]
    feelings: Mapping[str, Mapping[str, float]]
    gone: tuple[Gone, ...]
    story: tuple[tuple[How, str], ...]
    more: str

    @property
    def used(self) -> list[How]:
        """The kinds of marks that the map shows."""
        shown = {*self.touchpoints.values(), *self.stages.values(), *self.actions.values(), *self.cells.values()}
        shown |= {how for how, _ in self.story} | ({"removed"} if self.gone else set())
        return [how for how in HOWS if how in shown]
