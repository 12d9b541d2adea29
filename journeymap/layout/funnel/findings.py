"""What the head of a funnel's sheet says: the finding, where most are lost, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.layout.funnel.spec import FunnelSpec
from journeymap.layout.sheet import SheetFact, SheetHead
from journeymap.layout.standing_texts import kind_of
from journeymap.simulation.funnel import SolvedStep

_LEAST = 0.005


def head_of(spec: FunnelSpec) -> SheetHead:
    """The head of a funnel."""
    journey, texts, conversion = spec.journey, spec.texts, spec.funnel.conversion
    kicker = " · ".join(part for part in (journey.organisation, journey.title, texts["funnel"]) if part)
    key = "funnel-title" if spec.converts else "funnel-title-complete"
    if not spec.converts and not conversion:  # from the last step, every way that is written leads elsewhere
        key, conversion = "funnel-title-last", spec.funnel.steps[-1].still
    title = texts.say(key, n=spec.words.number(round(100 * conversion)))
    return SheetHead(kicker, title, lead_of(spec), tuple(_facts(spec)), kind_of(journey, spec.words))


def lead_of(spec: FunnelSpec) -> tuple[str, ...]:
    """The sentences below the title."""
    return (_largest(spec), *_of_segments(spec))


def _largest(spec: FunnelSpec) -> str:
    steps = spec.funnel.steps
    if not spec.converts and not _completed(steps):
        steps = steps[:-1]  # to get to the last one is all that there is
    lossy = [step for step in steps if spec.is_loss(step) and step.left >= _LEAST]
    if not lossy:
        return spec.texts["funnel-no-loss"]
    step = max(lossy, key=lambda each: each.left)
    words = spec.words
    return spec.texts.say(
        "funnel-largest", name=words.quote(spec.touchpoint(step.touchpoint).name), number=spec.number(step.touchpoint),
        still=words.number(round(100 * step.still)), lost=words.number(round(100 * step.left)),
    )  # fmt: skip


def _of_segments(spec: FunnelSpec) -> Iterator[str]:
    names = {each.id: each.name for each in spec.journey.segments}
    ends = [(each.conversion, names[each.segment or ""]) for each in spec.segments]
    if len(ends) > 1:
        (most, name), (least, other) = max(ends), min(ends)
        number = spec.words.number
        if round(100 * most) > round(100 * least):
            key = "funnel-segments-convert" if spec.converts else "funnel-segments"
            high, low = number(round(100 * most)), number(round(100 * least))
            yield spec.texts.say(key, most=high, name=name, least=low, other=other)


def _completed(steps: tuple[SolvedStep, ...]) -> float:
    return sum(each.share for step in steps for each in step.lost if each.is_end)


def _facts(spec: FunnelSpec) -> Iterator[SheetFact]:
    texts, words, funnel = spec.texts, spec.words, spec.funnel
    measured = sum(step.touchpoint in funnel.measured for step in funnel.steps)
    source = texts["fact-assumed"]
    if measured:
        source = texts.say("fact-measured", n=words.number(measured), total=words.number(len(funnel.steps)))
    yield SheetFact(texts["fact-source"], source)
    visits = next((way.measured.n for way in spec.graph.ways if way.measured is not None), None)
    if measured and visits is not None:
        yield SheetFact(texts["fact-visits"], words.number(visits))
    if any(step.low is not None and step.touchpoint in spec.surely_measured for step in funnel.steps):
        yield SheetFact(texts["fact-interval"], texts["fact-interval-text"])
