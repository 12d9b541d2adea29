"""What a page shows, with finished texts: its parts, their fields, and what can be switched off."""

from __future__ import annotations

from journeymap.records import NamedTuple
from journeymap.render.attachments import LinkView, PictureView
from journeymap.render.tables import Table
from journeymap.render.texts import Fact, Phrase


class PageField(NamedTuple):
    """A label and its texts. `kind` is `text`, `pain`, `gain` or `opportunity`, which look different on the page."""

    kind: str
    label: str
    items: tuple[Phrase, ...]


class Toggle(NamedTuple):
    """A lane or a persona of the map that the reader can hide and show."""

    id: str
    label: str


class PersonaView(NamedTuple):
    """A persona. `colour` is the number of its colour on the map, from 1."""

    name: str
    initial: str
    colour: int
    about: str
    quote: str
    fields: tuple[PageField, ...]
    picture: PictureView | None


class TouchpointView(NamedTuple):
    """A touchpoint with all its texts."""

    id: str
    number: str
    position: str
    name: str
    moment: str
    fields: tuple[PageField, ...]
    picture: PictureView | None
    links: tuple[LinkView, ...]


class StageView(NamedTuple):
    """A stage with its touchpoints."""

    id: str
    number: str
    name: str
    note: str
    fields: tuple[PageField, ...]
    touchpoints: tuple[TouchpointView, ...]
    picture: PictureView | None
    links: tuple[LinkView, ...]


class PageView(NamedTuple):
    """All texts of the page, apart from those of the plan.

    `said_in` is the language of what the page says itself, where that is not the journey's; else it is empty.
    """

    language: str
    said_in: str
    direction: str
    title: str
    kind: str
    kicker: str
    takeaway: str
    facts: tuple[PageField, ...]
    links: tuple[LinkView, ...]
    lanes: tuple[Toggle, ...]
    personas_shown: tuple[Toggle, ...]
    personas: tuple[PersonaView, ...]
    segments: tuple[Fact, ...]
    owners: tuple[Fact, ...]
    stages: tuple[StageView, ...]
    emotions: Table | None
    metrics: Table | None
    competitors: Table | None
    imprint: str
    picture: PictureView | None
