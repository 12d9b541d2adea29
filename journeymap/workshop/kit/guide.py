"""The guide of a workshop on one journey: materials, people, the agenda, and what to look at.

`guide_view` writes every text in the journey's language; templates for Markdown and Typst place the texts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from journeymap.model import Journey
from journeymap.model.journey import reads_rtl
from journeymap.render.environment import Environment
from journeymap.render.markdown import Markdown
from journeymap.render.typeset import typeset
from journeymap.style.locale import GUIDES, MAP, Words, load_words, spoken
from journeymap.style.signs import keep_signs_in
from journeymap.style.theme import Theme
from journeymap.workshop.grid import ACTIONS, GAINS, STEPS, Grid, GridLane
from journeymap.workshop.kit.agenda import LINES, agenda
from journeymap.workshop.kit.attention import Attention
from journeymap.workshop.kit.frame import slots_of
from journeymap.workshop.kit.true_sizes import NoteSize

PEOPLE = 8
_SPARE = 1.3
_LEAST_DOTS, _MOST_DOTS = 3, 8
_DOT = 8
_COLOURS = {
    "yellow": (STEPS, "channels", "backstage"),
    "blue": ("doing", "thinking"),
    "pink": ("pains",),
    "green": (GAINS, "opportunities", ACTIONS),
}


@dataclass(frozen=True, slots=True)
class KitFacts:
    """Facts of the kit for the guide: the size of the canvas in millimetres, its sheets, and the pages of cards.

    `sheets` is 1 for a canvas in one piece; otherwise `paper` is the size of its sheets.
    """

    note: NoteSize
    width: float
    height: float
    sheets: int
    paper: str
    card_pages: int


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """A label and a text beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the workshop: start, length, purpose, and what to do."""

    start: str
    minutes: str
    length: int
    title: str
    why: str
    lines: tuple[str, ...]
    pause: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command to type, and its purpose."""

    text: str
    command: str


@dataclass(frozen=True, slots=True)
class Guide:
    """All texts of a guide, ready for the templates.

    `page` says where a page is among the others, with `{n}` and `{total}` in place of the numbers, which only the
    typesetter knows; it writes them in `digits`, the language's ten. `language` is that of the texts.
    """

    language: str
    kicker: str
    title: str
    rtl: bool
    facts: tuple[GuideEntry, ...]
    words: dict[str, str]
    sections: tuple[Section, ...]
    materials: tuple[GuideEntry, ...]
    people: tuple[str, ...]
    wall: tuple[str, ...]
    stages: tuple[GuideEntry, ...]
    lanes: tuple[GuideEntry, ...]
    look: tuple[str, ...]
    after: str
    commands: tuple[Command, ...]
    page: str
    digits: str


_HEADINGS = (
    "agenda", "agenda-note", "materials", "quantity", "people", "wall", "look-at", "step-by-step", "after", "time",
)  # fmt: skip


def guide_view(
    journey: Journey, grid: Grid, kit: KitFacts, *, minutes: int, today: dt.date, own: Path | None = None
) -> Guide:
    """The guide for a workshop of `minutes`. `own` is the user's folder, which may have words.

    In a language without a guide it is English, but for the titles of lanes, which are those on the wall. Raises
    UserError when there is no agenda for that length.
    """
    language = spoken(journey.language, (GUIDES, MAP), own)
    words = load_words(language, calendar=journey.calendar, own=own)
    texts = load_words(language, GUIDES, own=own)
    guide = _GuideWriter(journey, grid, kit, words, texts).guide(minutes, today)
    return keep_signs_in(guide, rtl=guide.rtl)


def render_guide(guide: Guide, environment: Environment) -> str:
    """The guide as Markdown."""
    return environment.get_template("guide.j2.md").render(
        guide=guide, commands=[(entry.text, Markdown(entry.command)) for entry in guide.commands]
    )


def typeset_guide(guide: Guide, theme: Theme, *, today: dt.date) -> bytes:
    """The guide as a PDF of A4 pages."""
    return typeset(
        "guide.typ",
        data={**asdict(guide), "title-line": guide.title, "colours": dict(theme.tokens)},
        drawings={},
        title=f"{guide.kicker} · {guide.title}",
        language=guide.language,
        rtl=guide.rtl,
        today=today,
    )


class _GuideWriter:
    """Writes the texts of a guide."""

    def __init__(self, journey: Journey, grid: Grid, kit: KitFacts, words: Words, texts: Words) -> None:
        self._journey = journey
        self._grid = grid
        self._words = words
        self._kit = kit
        self._texts = texts
        self._lanes = {lane.name: lane for lane in grid.lanes if not lane.custom}
        self._columns = sum(slots_of(stage.whole) for stage in grid.stages)
        self._dots = min(max(round(self._columns / 2), _LEAST_DOTS), _MOST_DOTS)

    def guide(self, minutes: int, today: dt.date) -> Guide:
        words, journey, texts = self._words, self._journey, self._texts
        facts = (
            GuideEntry(texts["time"], texts.say("minutes", n=minutes)),
            GuideEntry(words["stages"], words.number(len(journey.stages))),
            *([GuideEntry(words["touchpoints"], words.number(count))] if (count := len(journey.touchpoints)) else []),
            GuideEntry(words["date"], words.day(today)),
        )
        owners = words["list-comma"].join(dict.fromkeys(owner.name for owner in journey.owners))
        people = ["people-count", "people-frontline", "people-decider", "people-customers", "people-facilitator"]
        if owners:
            people.insert(2, "people-owners")
        return Guide(
            language=texts.language,
            kicker=texts["guide"],
            title=journey.title,
            rtl=reads_rtl(texts.language),
            facts=facts,
            words={key: texts[key] for key in _HEADINGS},
            sections=tuple(self._sections(minutes)),
            materials=tuple(self._materials()),
            people=tuple(texts.say(key, **({"owners": owners} if key == "people-owners" else {})) for key in people),
            wall=tuple(self._wall()),
            stages=tuple(GuideEntry(stage.letter, stage.stage.name) for stage in self._grid.stages),
            lanes=tuple(GuideEntry(words.number(lane.number), lane.title) for lane in self._grid.lanes),
            look=Attention(journey, self._grid, words, texts).lines(),
            after=texts.say("after-fill", file="capture.xlsx"),
            commands=self._commands(),
            page=words.say("page-of", n="{n}", total="{total}"),
            digits="".join(map(words.number, range(10))),
        )

    def _sections(self, minutes: int) -> Iterator[Section]:
        texts = self._texts
        for slot in agenda(minutes):
            yield Section(
                start=self._clock(slot.start),
                minutes=texts.say("minutes", n=slot.minutes),
                length=slot.minutes,
                title=texts[slot.part],
                why=texts[f"{slot.part}-why"],
                lines=tuple(self._lines(slot.part)),
                pause=slot.part in ("break", "lunch"),
            )

    def _clock(self, minutes: int) -> str:
        """Hours and minutes since the start: `1:05`."""
        hours, rest = divmod(minutes, 60)
        number = self._words.number
        return f"{number(hours)}:{number(rest // 10)}{number(rest % 10)}"

    def _lines(self, part: str) -> Iterator[str]:
        texts, journey = self._texts, self._journey
        if part == "welcome":
            scenario = {"scenario": journey.scenario} if journey.scenario else {}
            yield texts.say("welcome-scenario" if scenario else "welcome-no-scenario", **scenario)
        if part == "customer":
            names = self._words["list-comma"].join(persona.name for persona in journey.personas)
            yield texts.say("customer-personas", personas=names) if names else texts["customer-no-personas"]
        number, quote = self._words.number, self._words.quote
        titles = {name: f"{number(lane.number)} ({quote(lane.title)})" for name, lane in self._lanes.items()}
        values: dict[str, str | int] = {**titles}
        values |= {"lane": values[STEPS], "dots": self._dots, **self._places()}
        for key in LINES[part]:
            if self._grid.stages or "{stage}" not in texts[key]:
                yield texts.say(key, **values)

    def _places(self) -> dict[str, str]:
        """Values for the texts: the letters of the first and last stage, the first stage's name, its first place."""
        if not self._grid.stages:
            return {"first": "", "last": "", "place": "", "stage": ""}
        first, last = self._grid.stages[0], self._grid.stages[-1]
        place = self._grid.ref(first, self._lanes[STEPS], 1)
        return {"first": first.letter, "last": last.letter, "place": place, "stage": self._quoted(first.stage.name)}

    def _materials(self) -> Iterator[GuideEntry]:
        texts, kit, number = self._texts, self._kit, self._words.number
        size: dict[str, int | str] = {"width": round(kit.width), "height": round(kit.height)}
        if kit.sheets > 1:
            yield GuideEntry(number(kit.sheets), texts.say("item-canvas-sheets", sheet=kit.paper, **size))
        else:
            yield GuideEntry(number(1), texts.say("item-canvas", **size))
        for colour, names in _COLOURS.items():
            lanes = [lane for lane in self._grid.lanes if (lane.name in names and not lane.custom)]
            if colour == "yellow":
                lanes += [lane for lane in self._grid.lanes if lane.custom]
            yield GuideEntry(number(self._notes(len(lanes))), self._item(colour, lanes))
        yield GuideEntry(number(kit.card_pages), texts["item-cards"])
        dots = texts.say("item-dots", size=_DOT, dots=self._dots, people=PEOPLE)
        yield GuideEntry(number(self._dots * PEOPLE), dots)
        yield GuideEntry(number(max(len(self._journey.personas), 2)), texts["item-curve-pens"])
        yield GuideEntry(number(PEOPLE), texts["item-pens"])
        yield GuideEntry("", texts["item-tape"])
        yield GuideEntry("", texts["item-evidence"])

    def _notes(self, lanes: int) -> int:
        """How many notes so many lanes need: one for each slot and some spare, rounded up to tens."""
        return math.ceil(self._columns * lanes * _SPARE / 10) * 10

    def _item(self, colour: str, lanes: list[GridLane]) -> str:
        titles = self._words["list-comma"].join(lane.title for lane in lanes)
        note = self._kit.note
        size = f"{self._words.number(note.width)} × {self._words.number(note.height)}"
        return self._texts.say(f"item-{colour}", note=size, lanes=titles)

    def _wall(self) -> Iterator[str]:
        texts, stages = self._texts, self._grid.stages
        if stages:
            stage, lane = stages[min(1, len(stages) - 1)], self._lanes["thinking"]
            name = self._quoted(stage.stage.name)
            ref = self._grid.ref(stage, lane)
            yield texts.say("wall-letters", ref=ref, lane=self._quoted(lane.title), stage=name)
            yield texts.say("wall-places", place=self._grid.ref(stage, self._lanes[STEPS], 2), stage=name)
            yield texts.say("wall-several", place=self._grid.ref(stage, self._lanes["pains"], 1))
        yield texts["wall-notes"]

    def _quoted(self, text: str) -> str:
        return self._words.quote(text)

    def _commands(self) -> tuple[Command, ...]:
        file = f"{self._journey.id}.journey.yaml"
        texts = self._texts
        return (
            Command(texts["after-try"], f"journeymap capture capture.xlsx --into {file} --dry-run"),
            Command(texts["after-merge"], f"journeymap capture capture.xlsx --into {file}"),
            Command(texts["after-draw"], f"journeymap render {file} -o maps"),
        )
