"""What was measured of feelings: by which pains are ranked, and in which texts it is told."""

from __future__ import annotations

from journeymap.insight.feelings import score_of
from journeymap.model import Journey, Part, Stage, Touchpoint
from journeymap.overlays.measures import MeasuredFeeling, MeasuresOverlay
from journeymap.render.phrases import Phrases
from journeymap.render.texts import joined


def near_ends(journey: Journey, measures: MeasuresOverlay | None) -> dict[str, float]:
    """The measured feelings by which the pains of a journey are ranked, as `insight.pains.NearEnds` has them."""
    worst = ((step.id, _worst(step, measures)) for step in journey.touchpoints) if measures else ()
    return {id_: felt.near_end for id_, felt in worst if felt is not None and felt.near_end is not None}


def worst_measured(phrases: Phrases, part: Part, measures: MeasuresOverlay) -> tuple[str, str]:
    """The measured feeling at a touchpoint or in a stage, of those who feel worst, and what it rests on.

    Where nothing is told, the first text says why, and the second is empty.
    """
    steps = part.touchpoints if isinstance(part, Stage) else (part,)
    found = [(step, felt) for step in steps if (felt := _worst(step, measures)) is not None]
    if not found:
        return measures.not_asked, ""
    step, felt = min(found, key=lambda each: each[1].badness)
    return feeling_text(phrases, felt), joined(
        phrases.words.labelled(measures.interval, interval) if (interval := feeling_interval(phrases, felt)) else "",
        phrases.touchpoint(step) if isinstance(part, Stage) else "",
        felt.rests_on,
        measures.few if felt.few else "",
    )


def feeling_text(phrases: Phrases, felt: MeasuredFeeling) -> str:
    """A measured feeling on the journey's own scale; why there is none where nothing is told."""
    return felt.answers if felt.feeling is None else phrases.score(score_of(phrases.journey, felt.feeling))


def feeling_interval(phrases: Phrases, felt: MeasuredFeeling) -> str:
    """The interval of a measured feeling on the journey's own scale; empty without one."""
    if felt.low is None or felt.high is None:
        return ""
    low, high = (phrases.score(score_of(phrases.journey, end)) for end in (felt.low, felt.high))
    return phrases.words.say("from-low-to-high", low=low, high=high)


def _worst(step: Touchpoint, measures: MeasuresOverlay) -> MeasuredFeeling | None:
    """What was measured at a touchpoint of those who feel worst."""
    return next(iter(measures.by_touchpoint.get(step.id, {}).values()), None)
