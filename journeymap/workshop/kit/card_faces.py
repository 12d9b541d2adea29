"""Draws each kind of card: prints what the journey has, and leaves lines to write the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from journeymap.insight.actions import is_open
from journeymap.insight.channels import channels_of
from journeymap.layout.marks import polygon
from journeymap.layout.plan_texts import owners_named
from journeymap.layout.portraits import draw_portrait
from journeymap.model import Action, Journey, Persona, Point, PointKind, Touchpoint
from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD
from journeymap.style.locale import Words
from journeymap.workshop.asks import FRUSTRATIONS, GOALS, NEEDS, PERSONAS, QUOTES
from journeymap.workshop.grid import ACTIONS, GAINS, STEPS, Grid
from journeymap.workshop.kit.card_parts import (
    CARD_BODY,
    CARD_KIND,
    CARD_LABEL,
    LINE,
    card_head,
    five_dots,
    labelled_field,
    text_or_lines,
    vote_circles,
)
from journeymap.workshop.kit.frame import CanvasBox
from journeymap.workshop.kit.sheet import MillimetreCanvas
from journeymap.workshop.kit.true_sizes import MM, points

_NAME = points(17, SEMIBOLD, 1.15)
_TEXT = points(13, MEDIUM, 1.25)
_ID = points(8, REGULAR)


@dataclass(frozen=True, slots=True)
class Card:
    """A filled card: what it shows, its reference on the wall, and its index in the journey's list."""

    id: str
    reference: str
    about: Touchpoint | Persona | Point | Action
    index: int


class Face(Protocol):
    """A kind of card."""

    @property
    def word(self) -> str:
        """The key of its name in the locale."""

    @property
    def on_page(self) -> int:
        """How many cards a page has: four or eight."""

    def cards(self, journey: Journey, grid: Grid, words: Words) -> Iterator[Card]:
        """The cards that the journey fills, in its order."""

    def draw(self, sheet: MillimetreCanvas, box: CanvasBox, card: Card | None, journey: Journey, words: Words) -> None:
        """Draw a card inside a box; None is an empty one."""


class TouchpointFace:
    """A touchpoint: its id, reference, name and channels, a moment of truth, and lines to write on."""

    word, on_page = "touchpoint", 4

    def cards(self, journey: Journey, grid: Grid, words: Words) -> Iterator[Card]:
        """The journey's touchpoints."""
        for stage in grid.stages:
            for position, touchpoint in stage.placed():
                number = journey.number_of[touchpoint.id]
                yield Card(touchpoint.id, grid.ref(stage, grid.lanes[0], position), touchpoint, number - 1)

    def draw(self, sheet: MillimetreCanvas, box: CanvasBox, card: Card | None, journey: Journey, words: Words) -> None:
        """Draw the card."""
        about = card.about if card else None
        touchpoint = about if isinstance(about, Touchpoint) else None
        y = card_head(sheet, box, "person", words["touchpoint"], card.reference if card else "")
        y = (
            text_or_lines(
                sheet, box.x, y, box.width, _NAME, touchpoint.name if touchpoint else "", asks=STEPS, lines=3, empty=2
            )
            + 2
        )
        if touchpoint:
            sheet.text(box.x, y + 2.5, touchpoint.id, _ID, "ink3")
            y += 6
        y = self._moment(sheet, box, y, touchpoint, words)
        sheet.text(box.x, y + 4, words["channels"], CARD_LABEL, "ink2")
        names = [each.name for each in channels_of(journey).at(touchpoint)] if touchpoint else []
        channels = words["list-comma"].join(names)
        y = text_or_lines(sheet, box.x, y + 6, box.width, CARD_BODY, channels, asks="channels", lines=3, empty=1) + 4
        foot = box.bottom - 1.5
        owner = journey.owner_of(touchpoint) if touchpoint else None
        labelled_field(
            sheet, box.x, foot, box.width, words["owner"], owner.name if owner else "", asks=(STEPS, "owner")
        )
        sheet.text(box.x, y + 4, words["lane-doing"], CARD_LABEL, "ink2")
        with sheet.asking("doing"):
            while y + LINE + 5 <= foot - 7:
                y += LINE
                sheet.writing_line(box.x, y + 5, box.width)

    def _moment(
        self, sheet: MillimetreCanvas, box: CanvasBox, y: float, touchpoint: Touchpoint | None, words: Words
    ) -> float:
        """Draw the mark of a moment of truth, filled; on an empty card, an outline to fill."""
        if touchpoint and not touchpoint.moment_of_truth:
            return y
        moment = touchpoint.moment_of_truth if touchpoint else True
        key = f"moment-{moment}" if isinstance(moment, str) else "moment-of-truth"
        mark = polygon(box.x + 2.4, y + 2.2, 4, 2.4, -90)
        with sheet.asking(STEPS, "moment"):
            sheet.path(mark, "moment" if touchpoint else None, stroke="moment")
        sheet.lines(box.x + 7.5, y - 0.2, words[key], box.width - 7.5, CARD_BODY, most=1)
        return y + 7


class PersonaFace:
    """A persona: portrait, name, what they say and want."""

    word, on_page = "persona", 4

    def cards(self, journey: Journey, grid: Grid, words: Words) -> Iterator[Card]:
        """The journey's personas."""
        colours = {persona.id: index for index, persona in enumerate((journey.whole or journey).personas)}
        for persona in journey.personas:
            yield Card(persona.id, "", persona, colours[persona.id])

    def draw(self, sheet: MillimetreCanvas, box: CanvasBox, card: Card | None, journey: Journey, words: Words) -> None:
        """Draw the card."""
        about = card.about if card else None
        persona = about if isinstance(about, Persona) else None
        radius = 13.0
        if persona and card:
            middle = ((box.x + radius) * MM, (box.y + radius) * MM)
            picture = journey.picture_of(persona)
            draw_portrait(sheet.canvas, *middle, persona, card.index, radius=radius * MM, picture=picture)
        else:
            sheet.circle(box.x + radius, box.y + radius, radius, stroke="ink3", width=0.75)
        x, room = box.x + 2 * radius + 5, box.width - 2 * radius - 5
        sheet.text(x, box.y + 4, words["persona"], CARD_KIND, "ink2")
        y = text_or_lines(
            sheet, x, box.y + 7, room, _NAME, persona.name if persona else "", asks=PERSONAS, lines=2, empty=1
        )
        if persona:
            note = persona.description or ""
            y = sheet.lines(x, y + 0.5, note, room, CARD_LABEL, "ink2", most=3) if note else y
            sheet.text(x, y + 3.5, persona.id, _ID, "ink3")
            y += 4
        y = max(y, box.y + 2 * radius) + 5
        quote = words.quote(persona.quote) if persona and persona.quote else ""
        if not quote:
            sheet.text(box.x, y + 3, words["quote"], CARD_LABEL, "ink2")
            y += 3
        y = text_or_lines(sheet, box.x, y, box.width, _TEXT, quote, asks=QUOTES, lines=4, empty=2) + 4
        parts = (
            (GOALS, persona.goals if persona else ()),
            (NEEDS, persona.needs if persona else ()),
            (FRUSTRATIONS, persona.frustrations if persona else ()),
        )
        for key, texts in parts:
            y = self._part(sheet, box, y, key, words, texts, empty=2 if persona is None else 1)

    def _part(
        self,
        sheet: MillimetreCanvas,
        box: CanvasBox,
        y: float,
        key: str,
        words: Words,
        texts: tuple[str, ...],
        *,
        empty: int,
    ) -> float:
        """Draw a list under its label, as much as fits above the foot of the card; returns the y below."""
        if y + 10 > box.bottom:
            return y
        sheet.text(box.x, y + 3, words[key], CARD_LABEL, "ink2")
        y += 4.5
        leading = CARD_BODY.leading / MM
        for text in texts:
            most = int((box.bottom - y) / leading)
            if most > 0:
                y = sheet.lines(box.x, y, text, box.width, CARD_BODY, most=min(most, 3)) + 0.8
        if not texts:
            lines = min(empty, int((box.bottom - y) / LINE))
            y = text_or_lines(sheet, box.x, y, box.width, CARD_BODY, "", asks=key, lines=1, empty=lines)
        return y + 3


class PointFace:
    """A pain, a gain or an opportunity: its text, how much it matters, and circles for dots."""

    on_page = 8

    def __init__(self, word: PointKind, lane: str) -> None:
        self.word = word
        self._lane = lane

    def cards(self, journey: Journey, grid: Grid, words: Words) -> Iterator[Card]:
        """The journey's points of this kind, cell by cell; those of a stage as a whole before those of its steps."""
        lane = next(lane for lane in grid.lanes if lane.is_standard(self._lane))
        for stage in grid.stages:
            cells = [(grid.ref(stage, lane), getattr(stage.stage, self._lane))]
            cells += [
                (grid.ref(stage, lane, position), getattr(touchpoint, self._lane))
                for position, touchpoint in stage.placed()
            ]
            for reference, found in cells:
                for index, point in enumerate(found):
                    yield Card(point.id or "", reference, point, index)

    def draw(self, sheet: MillimetreCanvas, box: CanvasBox, card: Card | None, journey: Journey, words: Words) -> None:
        """Draw the card."""
        about = card.about if card else None
        point = about if isinstance(about, Point) else None
        y = card_head(sheet, box, self._lane, words[self.word], card.reference if card else "")
        text = point.text if point else ""
        text_or_lines(sheet, box.x, y, box.width, _TEXT, text, asks=self._lane, lines=4, empty=2)
        vote_circles(sheet, box, words, self._lane)
        if self.word != "opportunity":
            label = words["severity" if self.word == "pain" else "matters"]
            five_dots(sheet, box.x, box.bottom - 10.5, label, point.severity or 0 if point else 0, self._lane)
        if point and point.id:
            sheet.text(box.end, box.bottom - 9.6, point.id, _ID, "ink3", align="end")


class ActionFace:
    """An action: what will be done, by whom, by when, and what will show that it worked.

    Its reference is that of the first touchpoint or stage it changes; without one it is to be written.
    """

    word, on_page = "action", 8

    def cards(self, journey: Journey, grid: Grid, words: Words) -> Iterator[Card]:
        """The journey's open actions."""
        places = {stage.stage.id: grid.ref(stage, grid.lanes[-1]) for stage in grid.stages}
        places |= {
            touchpoint.id: grid.ref(stage, grid.lanes[-1], position)
            for stage in grid.stages
            for position, touchpoint in stage.placed()
        }
        touched = {item.id: place.id for place, item in journey.addressable() if item.id}
        for index, action in enumerate(journey.actions):
            if is_open(action):
                answered = (touched[item] for item in action.addresses if item in touched)
                changed = (*action.touchpoints, *action.stages, *answered)
                yield Card(action.id, next((places[id_] for id_ in changed if id_ in places), ""), action, index)

    def draw(self, sheet: MillimetreCanvas, box: CanvasBox, card: Card | None, journey: Journey, words: Words) -> None:
        """Draw the card."""
        about = card.about if card else None
        action = about if isinstance(about, Action) else None
        kind = f"{words['action']} · {journey.action_codes[action.id]}" if action else words["action"]
        y = card_head(sheet, box, "improvements", kind, card.reference if card else "")
        text_or_lines(sheet, box.x, y, box.width, _TEXT, action.title if action else "", asks=ACTIONS, lines=3, empty=2)
        owners = owners_named(journey, words, action) if action else ""
        first = journey.owner_by_id.get(action.answerable or "") if action and action.supporting else None
        due = words.day(action.due) if action and action.due else ""
        wide, gap = box.width * 0.54, 4
        y = box.bottom - 17.5
        shorter = f"{first.name} …" if first else ""
        labelled_field(sheet, box.x, y, wide, words["owner"], owners, asks=(ACTIONS, "owner"), shorter=shorter)
        start, rest = box.x + wide + gap, box.width - wide - gap
        labelled_field(sheet, start, y, rest, words["due"], due, asks=(ACTIONS, "due"))
        measure = (action.measure or "") if action else ""
        labelled_field(sheet, box.x, y + 8, box.width, words["measure"], measure, asks=(ACTIONS, "measure"))
        vote_circles(sheet, box, words, ACTIONS)


FACES: dict[str, Face] = {
    "touchpoints": TouchpointFace(),
    "personas": PersonaFace(),
    "pains": PointFace("pain", "pains"),
    GAINS: PointFace("gain", GAINS),
    "opportunities": PointFace("opportunity", "opportunities"),
    "actions": ActionFace(),
}
"""The kinds of cards, by name."""
