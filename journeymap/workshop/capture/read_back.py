"""Turns the notes of a filled-in form into edits of the journey's file.

Texts that the file already has are recognised, so the same form adds nothing the second time; scores, votes, ratings,
owners and dates are set to those of the form. A note that cannot be placed is reported; its place is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.model import Journey
from journeymap.source.splice import Edit
from journeymap.style.locale import Words
from journeymap.workshop.asks import DECISIONS, FRUSTRATIONS, GOALS, NEEDS, OWNERS, PERSONAS, QUOTES, columns_of
from journeymap.workshop.capture.actions import ActionNotes
from journeymap.workshop.capture.answers import check_readable
from journeymap.workshop.capture.edits import Captured
from journeymap.workshop.capture.feelings import FeelingNotes
from journeymap.workshop.capture.merging import Handler, Merging
from journeymap.workshop.capture.notes import Note
from journeymap.workshop.capture.people import PeopleNotes
from journeymap.workshop.capture.placement import Unplaced, Wall
from journeymap.workshop.capture.points import POINTS, PointNotes
from journeymap.workshop.capture.session import SessionNotes
from journeymap.workshop.capture.steps import StepNotes
from journeymap.workshop.capture.texts import TextNotes
from journeymap.workshop.columns import SAYING
from journeymap.workshop.grid import ACTIONS, FEELING, STEPS, GridLane

_PEOPLE = (OWNERS, PERSONAS, QUOTES, GOALS, NEEDS, FRUSTRATIONS)
_WITHOUT_TEXT = (STEPS, FEELING)
"""The lanes in which a note may say something without words of its own."""


def capture(notes: Iterable[Note], journey: Journey, words: Words) -> Captured:
    """The edits that add the notes to a journey, which must have been read without findings about its shape."""
    merging = Merging(journey, words)
    unplaced: list[tuple[int, str]] = []
    placed = _with_lanes(notes, merging.wall, unplaced)
    people, steps = PeopleNotes(merging), StepNotes(merging)
    people.learn(placed)
    texts, points, actions = TextNotes(merging), PointNotes(merging), ActionNotes(merging)
    handlers: dict[str, Handler] = dict.fromkeys(_PEOPLE, people) | dict.fromkeys(POINTS, points)
    handlers |= {STEPS: steps, FEELING: FeelingNotes(merging), ACTIONS: actions, DECISIONS: actions}
    handlers |= dict.fromkeys(("doing", "thinking", "channels", "backstage"), texts)
    session = SessionNotes(merging)
    for lane, note in placed:
        handler = texts if lane.custom else handlers.get(lane.name, session)
        owners = len(merging.owners.new)
        try:
            if not note["text"] and (lane.custom or lane.name not in _WITHOUT_TEXT):
                raise Unplaced("there is no text in it")
            handler.take(lane, note)
        except Unplaced as error:
            unplaced.append((note.row, str(error)))
            continue
        merging.tell_new_owners(note.row, owners)
        if note.lines > 1:
            several = f"its {note.lines} lines are one note; with - before each, they would be {note.lines}"
            merging.remarks.append((note.row, several))
        lost = [column for column in SAYING if note[column] and column not in columns_of(lane)]
        if lost:
            what = f"{' and '.join(lost)} left out: the lane {lane.title} has no such thing"
            merging.remarks.append((note.row, what))
    later: list[Edit] = []
    for last in (points, people, session, texts, steps, actions):  # points first, since new ones stand at touchpoints
        later += last.edits()
    return Captured(
        (*merging.edits, *later),
        tuple(f"row {row}: {why}" for row, why in sorted(unplaced)),
        tuple(f"row {row}: {what}" for row, what in sorted(merging.remarks)),
        dict(merging.brought),
    )


def _with_lanes(
    notes: Iterable[Note], wall: Wall, unplaced: list[tuple[int, str]]
) -> list[tuple[GridLane, Note]]:  # fmt: skip
    """The notes with their lanes: new steps first, in the order of their places, since others refer to them.

    Notes without a lane go into `unplaced`.
    """
    found: list[tuple[GridLane, Note]] = []
    for note in notes:
        try:
            check_readable(note)
            found.append((wall.lane(note), note))
        except Unplaced as error:
            unplaced.append((note.row, str(error)))
    steps = [each for each in found if each[0].is_standard(STEPS) and each[1]["text"]]
    others = [each for each in found if not (each[0].is_standard(STEPS) and each[1]["text"])]
    return [*sorted(steps, key=lambda each: wall.order(each[1])), *others]
