"""The journey as the page tells it in words: every field of the file, ordered, for the template to place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeymap.insight.transitions import transitions_from
from journeymap.layout.scene import Group, Scene
from journeymap.model import Item, Journey, Link, Owner, Persona, Stage, Touchpoint
from journeymap.render.facts import Fact, Said, Speaker, joined, safe_link
from journeymap.render.tables import Table, competitor_table, emotion_table, metric_table

_PERSONA_COLOURS = 6
# What is told elsewhere than among the fields: in heads, tables, sections and the plan.
_JOURNEY = ("title", "kind", "takeaway", "organisation", "version", "links", "owners", "segments", "personas", "stages",
            "actions", "swot", "competitors", "custom")  # fmt: skip
_PERSONA = ("name", "segment", "description", "quote")
_STAGE = ("name", "phase", "duration", "touchpoints")
_TOUCHPOINT = ("name", "moment_of_truth")


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled list of what is said; `kind` says what it is, for the page to show it."""

    kind: str
    label: str
    items: tuple[Said, ...]


Named = tuple[str, Field]
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
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class TouchpointView:
    """A touchpoint with all that is said about it."""

    id: str
    number: str
    position: str
    name: str
    moment: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with its touchpoints."""

    id: str
    number: str
    name: str
    note: str
    fields: tuple[Field, ...]
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
    facts: tuple[Field, ...]
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


def page_view(speaker: Speaker, scene: Scene) -> PageView:
    """All that the page says beside the plan; the scene tells what can be switched off."""
    journey, words = speaker.journey, speaker.words
    version = words.say("version", version=journey.version) if journey.version else ""
    return PageView(
        language=journey.language,
        direction="rtl" if journey.is_rtl else "ltr",
        title=journey.title,
        kind=words[f"kind-{journey.kind}"],
        kicker=joined(journey.organisation, words["map"]),
        takeaway=journey.takeaway or "",
        facts=_with_others(journey, _facts(speaker), speaker, _JOURNEY),
        links=tuple(_link(link, speaker) for link in journey.links),
        lanes=_lanes(scene),
        personas_shown=_personas_shown(journey, scene),
        personas=tuple(_persona(number, persona, speaker) for number, persona in enumerate(journey.personas)),
        segments=_segments(speaker),
        owners=tuple(_owner(owner, speaker) for owner in journey.owners),
        stages=tuple(_stage(number, stage, speaker) for number, stage in enumerate(journey.stages, 1)),
        emotions=emotion_table(speaker),
        metrics=metric_table(speaker),
        competitors=competitor_table(speaker),
        imprint=joined(version, words["made-with"]),
    )


def _facts(speaker: Speaker) -> Iterable[Named]:
    journey, words = speaker.journey, speaker.words
    yield "scenario", Field("text", words["scenario"], _said(journey.scenario))
    yield "goal", Field("text", words["goal"], _said(journey.goal))
    yield "objectives", Field("text", words["objectives"], _said(*journey.objectives))
    yield "evidence", Field("text", words["evidence"], _said(*journey.evidence))
    yield "owner", Field("text", words["owner"], _said(speaker.owner(speaker.owner_named(journey.owner))))
    for fact in speaker.review():
        yield "review", Field("text", fact.label, _said(fact.text))
    yield "tags", Field("text", words["tags"], _said(speaker.listed(journey.tags)))
    yield "", Field("text", words["date"], _said(words.day(speaker.today)))
    for rival in journey.competitors:
        yield "", Field("text", rival.name, _said(*speaker.by_kind.notes(rival, ("name", "scores"))))
    for lane in journey.custom:
        yield "", Field("text", lane.name, _said(*speaker.by_kind.notes(lane, ("name", "texts"))))


def _link(link: Link, speaker: Speaker) -> LinkView:
    return LinkView(joined(link.title or link.url, *speaker.by_kind.notes(link, ("title", "url"))), safe_link(link.url))


def _owner(owner: Owner, speaker: Speaker) -> Fact:
    others = speaker.by_kind.notes(owner, ("name", "role", "contact"))
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


def _persona(number: int, persona: Persona, speaker: Speaker) -> PersonaView:
    words = speaker.words
    segment = speaker.segments((persona.segment,)) if persona.segment else ""
    return PersonaView(
        name=persona.name,
        initial=persona.name[0],
        colour=number % _PERSONA_COLOURS + 1,
        about=joined(segment, persona.description),
        quote=words.quote(persona.quote) if persona.quote else "",
        fields=_with_others(persona, [
            (name, Field("text", words[name], _said(*getattr(persona, name))))
            for name in ("goals", "needs", "frustrations")
        ] + [("evidence", Field("text", words["evidence"], _said(persona.evidence)))], speaker, _PERSONA),
    )  # fmt: skip


def _segments(speaker: Speaker) -> tuple[Fact, ...]:
    found = []
    for segment in speaker.journey.segments:
        share = speaker.words.percent(segment.share) if segment.share is not None else ""
        others = speaker.by_kind.notes(segment, ("name", "share", "description"))
        found.append(Fact(segment.name, joined(share, segment.description, *others)))
    return tuple(found)


def _stage(number: int, stage: Stage, speaker: Speaker) -> StageView:
    words = speaker.words
    return StageView(
        id=stage.id,
        number=words.number(number),
        name=stage.name,
        note=joined(speaker.phase(stage), stage.duration),
        fields=_with_others(stage, [
            ("goal", Field("text", words["lane-goal"], _said(stage.goal))),
            ("focus", Field("text", words["lane-focus"], _said(*stage.focus))),
            ("example", Field("text", words["lane-example"], _said(stage.example))),
            ("improvements", Field("opportunity", words["lane-improvements"], _said(*stage.improvements))),
            ("owner", Field("text", words["owner"], _said(speaker.owner(speaker.owner_named(stage.owner))))),
        ], speaker, _STAGE),
        touchpoints=tuple(_touchpoint(touchpoint, speaker) for touchpoint in stage.touchpoints),
    )  # fmt: skip


def _touchpoint(touchpoint: Touchpoint, speaker: Speaker) -> TouchpointView:
    return TouchpointView(
        id=touchpoint.id,
        number=speaker.number(touchpoint),
        position=speaker.position(touchpoint),
        name=touchpoint.name,
        moment=speaker.moment(touchpoint),
        fields=_with_others(touchpoint, _touchpoint_fields(touchpoint, speaker), speaker, _TOUCHPOINT),
    )


def _touchpoint_fields(touchpoint: Touchpoint, speaker: Speaker) -> Iterable[Named]:
    words = speaker.words
    yield "doing", Field("text", words["lane-doing"], _said(*touchpoint.doing))
    yield "thinking", Field("text", words["lane-thinking"], tuple(map(speaker.thought, touchpoint.thinking)))
    yield "emotions", Field("text", words["lane-feeling"], tuple(map(speaker.emotion, touchpoint.emotions)))
    yield "pains", Field("pain", words["lane-pains"], tuple(map(speaker.point, touchpoint.pains)))
    chances = tuple(map(speaker.point, touchpoint.opportunities))
    yield "opportunities", Field("opportunity", words["lane-opportunities"], chances)
    measures = tuple(speaker.metric(key, metric) for key, metric in touchpoint.metrics.items())
    yield "metrics", Field("text", words["lane-metrics"], measures)
    yield "channels", Field("text", words["lane-channels"], _said(speaker.listed(touchpoint.channels)))
    for name in ("message", "content", "frontstage", "backstage", "systems"):
        yield name, Field("text", words[f"lane-{name}"], _said(*getattr(touchpoint, name)))
    for lane in speaker.journey.custom:
        yield "", Field("text", lane.name, _said(*lane.texts.get(touchpoint.id, ())))
    ways = [way for way in transitions_from(speaker.journey, touchpoint) if way.written]
    yield "next", Field("text", words["what-comes-next"], tuple(map(speaker.way_on, ways)))
    yield "owner", Field("text", words["owner"], _said(speaker.owner(speaker.journey.owner_of(touchpoint))))


def _with_others(part: Item, given: Iterable[Named], speaker: Speaker, elsewhere: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields of a part that have a form of their own, and after them all that is not told `elsewhere`."""
    forms = list(given)
    others = speaker.by_kind.others(part, {name for name, _ in forms}.union(elsewhere))
    fields = [field for _, field in forms] + [Field("text", label, _said(*texts)) for label, texts in others]
    return tuple(field for field in fields if field.items)


def _said(*texts: str | None) -> tuple[Said, ...]:
    return tuple(Said(text) for text in texts if text)
