"""The journey as text for the page: the texts of every field of the file, in order. The template only places them."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.insight.passing import ways_differ
from journeymap.insight.transitions import transitions_from
from journeymap.layout.plan_texts import supporters
from journeymap.layout.scene import Group, Scene
from journeymap.layout.spec import persona_colour
from journeymap.layout.standing_texts import kind_of, rests_on
from journeymap.layout.times import time_in_all, time_of_stage
from journeymap.model import Item, Journey, Owner, Persona, Picture, Stage, Touchpoint
from journeymap.render.attachments import link_views, picture_view
from journeymap.render.page_records import PageField, PageView, PersonaView, StageView, Toggle, TouchpointView
from journeymap.render.phrases import Phrases
from journeymap.render.plan.analysis import objection_phrase
from journeymap.render.tables import competitor_table, emotion_table, metric_table
from journeymap.render.texts import Fact, Phrase, joined

# The fields that the page shows elsewhere than in a part's list of fields: in headings, tables, sections and the plan.
_JOURNEY = ("title", "kind", "takeaway", "organisation", "version", "links", "owners", "segments", "personas",
            "channels", "stages", "review", "actions", "experiments", "capabilities", "trees", "swot", "competitors",
            "custom")  # fmt: skip
_PERSONA = ("name", "segment", "description", "quote")
_STAGE = ("name", "phase", "duration", "applies", "touchpoints", "links")
_TOUCHPOINT = ("name", "moment_of_truth", "links")


NamedField = tuple[str, str, str, tuple[Phrase, ...]]
"""The name of a field of the file, and the kind, the label and the items of its field of the page.

The label is the key of a word. Where there is no single such field, the name is empty, and the label is a text.
"""


def page_view(phrases: Phrases, scene: Scene) -> PageView:
    """All texts of the page, apart from those of the plan. `scene` has the lanes and personas that can be hidden."""
    journey, words = phrases.journey, phrases.words
    numbers = [persona.id for persona in (journey.whole or journey).personas]
    version = words.say("version", version=journey.version) if journey.version else ""
    return PageView(
        language=journey.language,
        said_in="" if words.is_in(journey.language) else words.language,
        direction="rtl" if journey.is_rtl else "ltr",
        title=journey.title,
        kind=kind_of(journey, words),
        kicker=joined(journey.organisation, words["map"]),
        takeaway=journey.takeaway or "",
        facts=_with_remaining(journey, _facts(phrases), phrases, (*_JOURNEY, *_pictured(journey.picture_of()))),
        links=link_views(journey.links, phrases),
        lanes=_lanes(scene),
        personas_shown=_personas_shown(journey, scene),
        personas=tuple(_persona(numbers.index(persona.id), persona, phrases) for persona in journey.personas),
        segments=_segments(phrases),
        owners=tuple(_owner(owner, phrases) for owner in journey.owners),
        stages=tuple(_stage(number, stage, phrases) for number, stage in enumerate(journey.stages, 1)),
        emotions=emotion_table(phrases),
        metrics=metric_table(phrases),
        competitors=competitor_table(phrases),
        imprint=joined(version, words["made-with"]),
        picture=picture_view(phrases),
    )


def _facts(phrases: Phrases) -> Iterable[NamedField]:
    journey, words = phrases.journey, phrases.words
    yield "scenario", "text", "scenario", _items(journey.scenario)
    yield "goal", "text", "goal", _items(journey.goal)
    yield "objectives", "text", "objectives", _items(*journey.objectives)
    yield "evidence", "text", "evidence", _items(*rests_on(journey, words))
    yield "parking_lot", "text", "parking-lot", _items(*journey.parking_lot)
    yield "", "text", words["time-in-all"], _items(time_in_all(journey, words))
    yield "owner", "text", "owner", _items(phrases.owner(phrases.owner_with_id(journey.owner)))
    for fact in phrases.review():
        yield "", "text", fact.label, _items(fact.text)
    yield "tags", "text", "tags", _items(phrases.listed(journey.tags))
    yield "", "text", words["date"], _items(words.day(phrases.today))
    for competitor in journey.competitors:
        notes = phrases.by_kind.notes(competitor, ("name", "scores", "considered", "strengths"))
        yield "", "text", competitor.name, _items(*notes)
    for lane in journey.custom:
        yield "", "text", lane.name, _items(*phrases.by_kind.notes(lane, ("name", "texts")))


def _owner(owner: Owner, phrases: Phrases) -> Fact:
    others = phrases.by_kind.notes(owner, ("name", "role", "contact"))
    return Fact(owner.name, joined(owner.role, owner.contact, *others))


def _lanes(scene: Scene) -> tuple[Toggle, ...]:
    """The lanes of the map, each once, even if several rows of stages have it."""
    drawn = {band.data["lane"]: band.data["label"] for band in scene.bands if "lane" in band.data}
    return tuple(Toggle(lane, label) for lane, label in drawn.items())


def _personas_shown(journey: Journey, scene: Scene) -> tuple[Toggle, ...]:
    """The personas with marks on the map that can be hidden; none when only one has marks."""
    missing = {persona.id for persona in journey.personas}
    for element in scene.elements() if len(missing) > 1 else ():
        if isinstance(element, Group):
            missing.discard(element.data.get("persona", ""))
            if not missing:  # as at their cards in the head, before all other marks
                break
    shown = tuple(Toggle(persona.id, persona.name) for persona in journey.personas if persona.id not in missing)
    return shown if len(shown) > 1 else ()


def _persona(number: int, persona: Persona, phrases: Phrases) -> PersonaView:
    words = phrases.words
    segment = phrases.segments((persona.segment,)) if persona.segment else ""
    return PersonaView(
        name=persona.name,
        initial=persona.name[0],
        colour=persona_colour(number),
        about=joined(segment, persona.description),
        quote=words.quote(persona.quote) if persona.quote else "",
        fields=_with_remaining(persona, [
            (name, "text", name, _items(*getattr(persona, name)))
            for name in ("goals", "needs", "frustrations")
        ] + [("evidence", "text", "evidence", _items(persona.evidence))], phrases,
            (*_PERSONA, *_pictured(phrases.journey.picture_of(persona)))),
        picture=picture_view(phrases, persona),
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
    time = time_of_stage(phrases.journey, words, stage)
    return StageView(
        id=stage.id,
        number=words.number(number),
        name=stage.name,
        note=joined(
            "" if stage.applies else words["does-not-apply"],
            phrases.phase(stage),
            stage.duration,
            phrases.labelled("lane-time", time),
        ),
        fields=_with_remaining(stage, [
            ("goal", "text", "lane-goal", _items(stage.goal)),
            ("focus", "text", "lane-focus", _items(*stage.focus)),
            ("example", "text", "lane-example", _items(stage.example)),
            *_what_was_found(stage, phrases),
            ("improvements", "opportunity", "lane-improvements", tuple(map(phrases.improvement, stage.improvements))),
            ("owner", "text", "owner", _items(phrases.owner(phrases.owner_with_id(stage.owner)))),
        ], phrases, (*_STAGE, *_pictured(phrases.journey.picture_of(stage)))),
        touchpoints=tuple(_touchpoint(touchpoint, phrases) for touchpoint in stage.touchpoints),
        picture=picture_view(phrases, stage),
        links=link_views(stage.links, phrases),
    )  # fmt: skip


def _pictured(picture: Picture | None) -> tuple[str, ...]:
    """The field that is shown as a picture, where there is one to show."""
    return ("image",) if picture else ()


def _touchpoint(touchpoint: Touchpoint, phrases: Phrases) -> TouchpointView:
    picture = phrases.journey.picture_of(touchpoint) if touchpoint.image else None
    elsewhere = (*_TOUCHPOINT, *_pictured(picture))
    return TouchpointView(
        id=touchpoint.id,
        number=phrases.number(touchpoint),
        position=phrases.position(touchpoint),
        name=touchpoint.name,
        moment=phrases.moment(touchpoint),
        fields=_with_remaining(touchpoint, _touchpoint_fields(touchpoint, phrases), phrases, elsewhere),
        picture=picture_view(phrases, touchpoint) if picture else None,
        links=link_views(touchpoint.links, phrases),
    )


def _touchpoint_fields(touchpoint: Touchpoint, phrases: Phrases) -> Iterable[NamedField]:
    yield "doing", "text", "lane-doing", phrases.texts(touchpoint.doing)
    yield "thinking", "text", "lane-thinking", tuple(map(phrases.thought, touchpoint.thinking))
    yield from _what_was_found(touchpoint, phrases)
    objections = tuple([objection_phrase(phrases, each) for each in touchpoint.objections])
    yield "objections", "text", "lane-objections", objections
    yield "channels", "text", "lane-channels", _items(phrases.channels(touchpoint))
    yield "message", "text", "lane-message", phrases.texts(touchpoint.message)
    yield "content", "text", "lane-content", _items(*touchpoint.content)
    for name in ("frontstage", "backstage", "systems"):
        yield name, "text", f"lane-{name}", phrases.texts(getattr(touchpoint, name))
    for lane in phrases.journey.custom:
        yield "", "text", lane.name, _items(*lane.texts.get(touchpoint.id, ()))
    told = touchpoint.next or ways_differ(phrases.journey)
    transitions = [
        each
        for each in (transitions_from(phrases.journey, touchpoint) if told else ())
        if touchpoint.next or each.of_some
    ]
    yield "next", "text", "what-comes-next", tuple(map(phrases.transition, transitions))
    yield "owner", "text", "owner", _items(phrases.owner(phrases.journey.owner_of(touchpoint)))
    yield "with", "text", "with", _items(*supporters(phrases.journey, touchpoint))


def _what_was_found(part: Stage | Touchpoint, phrases: Phrases) -> Iterable[NamedField]:
    """What was found out about a step or a whole stage: feelings, pains, gains, opportunities and measures."""
    yield "emotions", "text", "lane-feeling", tuple(map(phrases.emotion, part.emotions))
    yield "pains", "pain", "lane-pains", tuple(map(phrases.point, part.pains))
    gains = tuple(phrases.point(gain, "gain") for gain in part.gains)
    yield "gains", "gain", "lane-gains", gains
    opportunities = tuple(map(phrases.point, part.opportunities))
    yield "opportunities", "opportunity", "lane-opportunities", opportunities
    measures = tuple(phrases.metric(key, metric) for key, metric in part.metrics.items())
    yield "metrics", "text", "lane-metrics", measures


def _with_remaining(
    part: Item, given: Iterable[NamedField], phrases: Phrases, elsewhere: tuple[str, ...]
) -> tuple[PageField, ...]:
    """The given fields of a part that are not empty, and its remaining fields, except those shown `elsewhere`."""
    fields, shown = [], [*elsewhere]
    for name, kind, label, items in given:
        if name:
            shown.append(name)
        if items:
            fields.append(PageField(kind, phrases.words[label] if name else label, items))
    for label, texts in phrases.by_kind.remaining(part, tuple(shown)):
        if items := _items(*texts):
            fields.append(PageField("text", label, items))
    return tuple(fields)


def _items(*texts: str | None) -> tuple[Phrase, ...]:
    return tuple(map(Phrase, filter(None, texts)))
