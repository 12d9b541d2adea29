"""The journey as the page tells it in words: every field of the file, ordered, for the template to place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeymap.insight.transitions import transitions_from
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import PERSONA_COLOURS
from journeymap.model import Item, Journey, Link, Owner, Persona, Stage, Touchpoint
from journeymap.render.phrases import Fact, Phrase, Phrases, joined, safe_link
from journeymap.render.tables import Table, competitor_table, emotion_table, metric_table

# What is told elsewhere than among the fields: in heads, tables, sections and the plan.
_JOURNEY = ("title", "kind", "takeaway", "organisation", "version", "links", "owners", "segments", "personas", "stages",
            "actions", "swot", "competitors", "custom")  # fmt: skip
_PERSONA = ("name", "segment", "description", "quote")
_STAGE = ("name", "phase", "duration", "touchpoints")
_TOUCHPOINT = ("name", "moment_of_truth")


@dataclass(frozen=True, slots=True)
class PageField:
    """A labelled list of what is said; `kind` says what it is, for the page to show it."""

    kind: str
    label: str
    items: tuple[Phrase, ...]


Named = tuple[str, PageField]
"""A field of the page with the name of the field of the file that it tells; empty where it tells of no single one."""


@dataclass(frozen=True, slots=True)
class Toggle:
    """Something of the map to switch on and off."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link; without an address where following it would not be safe."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class PersonaView:
    """A persona; `colour` numbers the one it has on the map."""

    name: str
    initial: str
    colour: int
    about: str
    quote: str
    fields: tuple[PageField, ...]


@dataclass(frozen=True, slots=True)
class TouchpointView:
    """A touchpoint with all that is said about it."""

    id: str
    number: str
    position: str
    name: str
    moment: str
    fields: tuple[PageField, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with its touchpoints."""

    id: str
    number: str
    name: str
    note: str
    fields: tuple[PageField, ...]
    touchpoints: tuple[TouchpointView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    language: str
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


def page_view(phrases: Phrases, scene: Scene) -> PageView:
    """All that the page says beside the plan; the scene tells what can be switched off."""
    journey, words = phrases.journey, phrases.words
    version = words.say("version", version=journey.version) if journey.version else ""
    return PageView(
        language=journey.language,
        direction="rtl" if journey.is_rtl else "ltr",
        title=journey.title,
        kind=words[f"kind-{journey.kind}"],
        kicker=joined(journey.organisation, words["map"]),
        takeaway=journey.takeaway or "",
        facts=_with_others(journey, _facts(phrases), phrases, _JOURNEY),
        links=tuple(_link(link, phrases) for link in journey.links),
        lanes=_lanes(scene),
        personas_shown=_personas_shown(journey, scene),
        personas=tuple(_persona(number, persona, phrases) for number, persona in enumerate(journey.personas)),
        segments=_segments(phrases),
        owners=tuple(_owner(owner, phrases) for owner in journey.owners),
        stages=tuple(_stage(number, stage, phrases) for number, stage in enumerate(journey.stages, 1)),
        emotions=emotion_table(phrases),
        metrics=metric_table(phrases),
        competitors=competitor_table(phrases),
        imprint=joined(version, words["made-with"]),
    )


def _facts(phrases: Phrases) -> Iterable[Named]:
    journey, words = phrases.journey, phrases.words
    yield "scenario", PageField("text", words["scenario"], _said(journey.scenario))
    yield "goal", PageField("text", words["goal"], _said(journey.goal))
    yield "objectives", PageField("text", words["objectives"], _said(*journey.objectives))
    yield "evidence", PageField("text", words["evidence"], _said(*journey.evidence))
    yield "owner", PageField("text", words["owner"], _said(phrases.owner(phrases.owner_named(journey.owner))))
    for fact in phrases.review():
        yield "review", PageField("text", fact.label, _said(fact.text))
    yield "tags", PageField("text", words["tags"], _said(phrases.listed(journey.tags)))
    yield "", PageField("text", words["date"], _said(words.day(phrases.today)))
    for rival in journey.competitors:
        yield "", PageField("text", rival.name, _said(*phrases.by_kind.notes(rival, ("name", "scores"))))
    for lane in journey.custom:
        yield "", PageField("text", lane.name, _said(*phrases.by_kind.notes(lane, ("name", "texts"))))


def _link(link: Link, phrases: Phrases) -> LinkView:
    return LinkView(joined(link.title or link.url, *phrases.by_kind.notes(link, ("title", "url"))), safe_link(link.url))


def _owner(owner: Owner, phrases: Phrases) -> Fact:
    others = phrases.by_kind.notes(owner, ("name", "role", "contact"))
    return Fact(owner.name, joined(owner.role, owner.contact, *others))


def _lanes(scene: Scene) -> tuple[Toggle, ...]:
    """The lanes that are drawn; one that several rows of stages repeat, once."""
    drawn = {band.data["lane"]: band.data["label"] for band in scene.bands if "lane" in band.data}
    return tuple(Toggle(lane, label) for lane, label in drawn.items())


def _personas_shown(journey: Journey, scene: Scene) -> tuple[Toggle, ...]:
    """The personas that have marks of their own; a single one is not to be switched off."""
    drawn = {element.data.get("persona") for element in scene.elements() if isinstance(element, Group)}
    shown = tuple(Toggle(persona.id, persona.name) for persona in journey.personas if persona.id in drawn)
    return shown if len(shown) > 1 else ()


def _persona(number: int, persona: Persona, phrases: Phrases) -> PersonaView:
    words = phrases.words
    segment = phrases.segments((persona.segment,)) if persona.segment else ""
    return PersonaView(
        name=persona.name,
        initial=persona.name[0],
        colour=number % PERSONA_COLOURS + 1,
        about=joined(segment, persona.description),
        quote=words.quote(persona.quote) if persona.quote else "",
        fields=_with_others(persona, [
            (name, PageField("text", words[name], _said(*getattr(persona, name))))
            for name in ("goals", "needs", "frustrations")
        ] + [("evidence", PageField("text", words["evidence"], _said(persona.evidence)))], phrases, _PERSONA),
    )  # fmt: skip


def _segments(phrases: Phrases) -> tuple[Fact, ...]:
    found = []
    for segment in phrases.journey.segments:
        share = phrases.words.percent(segment.share) if segment.share is not None else ""
        others = phrases.by_kind.notes(segment, ("name", "share", "description"))
        found.append(Fact(segment.name, joined(share, segment.description, *others)))
    return tuple(found)


def _stage(number: int, stage: Stage, phrases: Phrases) -> StageView:
    words = phrases.words
    return StageView(
        id=stage.id,
        number=words.number(number),
        name=stage.name,
        note=joined(phrases.phase(stage), stage.duration),
        fields=_with_others(stage, [
            ("goal", PageField("text", words["lane-goal"], _said(stage.goal))),
            ("focus", PageField("text", words["lane-focus"], _said(*stage.focus))),
            ("example", PageField("text", words["lane-example"], _said(stage.example))),
            ("improvements", PageField("opportunity", words["lane-improvements"], _said(*stage.improvements))),
            ("owner", PageField("text", words["owner"], _said(phrases.owner(phrases.owner_named(stage.owner))))),
        ], phrases, _STAGE),
        touchpoints=tuple(_touchpoint(touchpoint, phrases) for touchpoint in stage.touchpoints),
    )  # fmt: skip


def _touchpoint(touchpoint: Touchpoint, phrases: Phrases) -> TouchpointView:
    return TouchpointView(
        id=touchpoint.id,
        number=phrases.number(touchpoint),
        position=phrases.position(touchpoint),
        name=touchpoint.name,
        moment=phrases.moment(touchpoint),
        fields=_with_others(touchpoint, _touchpoint_fields(touchpoint, phrases), phrases, _TOUCHPOINT),
    )


def _touchpoint_fields(touchpoint: Touchpoint, phrases: Phrases) -> Iterable[Named]:
    words = phrases.words
    yield "doing", PageField("text", words["lane-doing"], _said(*touchpoint.doing))
    yield "thinking", PageField("text", words["lane-thinking"], tuple(map(phrases.thought, touchpoint.thinking)))
    yield "emotions", PageField("text", words["lane-feeling"], tuple(map(phrases.emotion, touchpoint.emotions)))
    yield "pains", PageField("pain", words["lane-pains"], tuple(map(phrases.point, touchpoint.pains)))
    chances = tuple(map(phrases.point, touchpoint.opportunities))
    yield "opportunities", PageField("opportunity", words["lane-opportunities"], chances)
    measures = tuple(phrases.metric(key, metric) for key, metric in touchpoint.metrics.items())
    yield "metrics", PageField("text", words["lane-metrics"], measures)
    yield "channels", PageField("text", words["lane-channels"], _said(phrases.listed(touchpoint.channels)))
    for name in ("message", "content", "frontstage", "backstage", "systems"):
        yield name, PageField("text", words[f"lane-{name}"], _said(*getattr(touchpoint, name)))
    for lane in phrases.journey.custom:
        yield "", PageField("text", lane.name, _said(*lane.texts.get(touchpoint.id, ())))
    ways = [way for way in transitions_from(phrases.journey, touchpoint) if way.written]
    yield "next", PageField("text", words["what-comes-next"], tuple(map(phrases.way_on, ways)))
    yield "owner", PageField("text", words["owner"], _said(phrases.owner(phrases.journey.owner_of(touchpoint))))


def _with_others(
    part: Item, given: Iterable[Named], phrases: Phrases, elsewhere: tuple[str, ...]
) -> tuple[PageField, ...]:
    """The fields of a part that have a form of their own, and after them all that is not told `elsewhere`."""
    forms = list(given)
    others = phrases.by_kind.others(part, {name for name, _ in forms}.union(elsewhere))
    fields = [field for _, field in forms] + [PageField("text", label, _said(*texts)) for label, texts in others]
    return tuple(field for field in fields if field.items)


def _said(*texts: str | None) -> tuple[Phrase, ...]:
    return tuple(Phrase(text) for text in texts if text)
