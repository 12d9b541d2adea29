"""What is captured, and edits of more than a value: owners, new touchpoints, transitions to them, custom lanes."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from itertools import pairwise

from journeymap.insight.transitions import transitions_from
from journeymap.model import Journey, Touchpoint
from journeymap.model.shape import fields_of
from journeymap.source.splice import Append, Edit, Path, SetValue
from journeymap.source.tree import Mapping, Scalar
from journeymap.source.writing import Value
from journeymap.workshop.capture.placement import PlacedTouchpoint, Wall


@dataclass(frozen=True, slots=True)
class Captured:
    """The result of reading a form: the edits, messages about rows, and counts of what was added by kind.

    `unplaced` are about rows that could not be placed, `remarks` about rows that were placed in part or moved others.
    """

    edits: tuple[Edit, ...]
    unplaced: tuple[str, ...]
    remarks: tuple[str, ...]
    brought: dict[str, int]


def custom_edits(journey: Journey, texts: Map[tuple[str, str], list[Value]]) -> list[Edit]:
    """The edits that add texts to custom lanes; `texts` are keyed by lane id and touchpoint id."""
    found: list[Edit] = []
    for index, lane in enumerate(journey.custom):
        new = {placed: items for (name, placed), items in texts.items() if name == lane.id and items}
        given = lane.node.entries.get("texts") if isinstance(lane.node, Mapping) else None
        path = ("custom", index, "texts")
        if new and (given is None or isinstance(given, Scalar)):
            found.append(SetValue(path, {placed: _short(items) for placed, items in new.items()}))
        else:
            found += [Append((*path, placed), tuple(items)) for placed, items in new.items()]
    return found


def owner_value(owners: list[str]) -> Value:
    """The value of `owner` in a file: a list, or the id of the only one."""
    return owners[0] if len(owners) == 1 else list[Value](owners)


def owner_edits(path: Path, there: tuple[str, ...], said: list[str]) -> list[Edit]:
    """The edits after which the first of the owners that a note names answers for the part at a path.

    It takes the place of the one who answered, and swaps places with it where it supported. Others that the note names
    support as well; a note takes nobody else away.
    """
    key = (*path, "owner")
    if not there:
        return [SetValue(key, owner_value(said))] if said else []
    found: list[Edit] = []
    now = list(there)
    if said and said[0] != now[0]:
        found.append(SetValue((*key, 0), said[0]))
        if said[0] in now:
            place = now.index(said[0])
            found.append(SetValue((*key, place), now[0]))
            now[place] = now[0]
        now[0] = said[0]
    new = tuple(each for each in said if each not in now)
    return [*found, Append(key, new)] if new else found


def new_touchpoints(wall: Wall) -> list[Edit]:
    """The edits that add new touchpoints, stage by stage; neighbouring ones are one edit."""
    found: list[Edit] = []
    for index, stage in enumerate(wall.grid.stages):
        run: list[Value] = []
        for place, placed in enumerate([*wall.touchpoints[stage.letter], None]):
            if placed is not None and placed.touchpoint is None:
                run.append(_new_touchpoint(placed))
            elif run:
                at = None if placed is None else place - len(run)
                found.append(Append(("stages", index, "touchpoints"), tuple(run), at, block=True))
                run = []
    return found


def transitions_to_new(journey: Journey, wall: Wall) -> Iterator[tuple[Edit, int, str]]:
    """The edits of transitions that lead to new touchpoints, each with the row of its note and a remark.

    If the touchpoint before a new one has `next`, no transition would lead to the new one. So the transition to the
    following touchpoint is changed to lead to the new one; if there is none, a transition is added.
    """
    touchpoints = list(wall.all_touchpoints())
    for index, (before, new) in enumerate(pairwise(touchpoints), 1):
        if before.touchpoint is None or new.touchpoint is not None:
            continue
        if any(not each.written for each in transitions_from(journey, before.touchpoint)):
            continue  # an implied transition leads to the new one
        after = next((each.id for each in touchpoints[index:] if each.touchpoint is not None), "")
        transitions = before.touchpoint.next
        place = next((number for number, each in enumerate(transitions) if each.to == after), None)
        path = (*before.path, "next")
        if place is None:
            yield Append(path, ({"to": new.id},)), new.row, f'a way from "{before.name}" leads to it'
        else:
            is_short = isinstance(transitions[place].node, Scalar)
            to = (*path, place) if is_short else (*path, place, "to")
            yield SetValue(to, new.id), new.row, f'from "{before.name}" customers come to it first, and then to {after}'


def _new_touchpoint(placed: PlacedTouchpoint) -> Value:
    known: dict[str, Value] = {"id": placed.id, "name": placed.name}
    known |= {key: _short(items) for key, items in placed.more.items()}
    known |= {"owner": owner_value(placed.owners)} if placed.owners else {}
    known |= {} if placed.moment is None else {"moment_of_truth": placed.moment}
    return {field.name: known[field.name] for field in fields_of(Touchpoint) if field.name in known}


def _short(items: list[Value]) -> Value:
    """A list as the file has it: a single text is written without a list."""
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items
