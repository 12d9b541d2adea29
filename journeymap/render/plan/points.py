"""What the plan says of pains, gains and fail points."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.insight.blueprint import fail_points
from journeymap.insight.feelings import lowest_at
from journeymap.insight.gains import gains_by_worth
from journeymap.model import Part, Point, ServiceStep, Stage, Touchpoint
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.records import NamedTuple
from journeymap.render.measured import worst_measured
from journeymap.render.phrases import Phrases
from journeymap.render.texts import joined


class Pain(NamedTuple):
    """A pain, with its rank by harm. `touchpoint` is empty for a pain of the stage as a whole.

    `feeling` is the lowest that the file has. `measured` is the measured one, of those who feel worst, and `rests_on`
    its interval, n, of whom and when.
    """

    rank: str
    text: str
    touchpoint: str
    stage: str
    moment: str
    severity: str
    votes: str
    feeling: str
    measured: str
    rests_on: str
    actions: str


class Gain(NamedTuple):
    """What is to be kept. `touchpoint` is empty for a gain of the stage as a whole; `rests_on` is its evidence."""

    text: str
    touchpoint: str
    stage: str
    votes: str
    matters: str
    rests_on: str
    actions: str


class VotedOpportunity(NamedTuple):
    """What could be better and got votes. `touchpoint` is empty for what the stage as a whole could do better."""

    text: str
    touchpoint: str
    stage: str
    votes: str
    actions: str


class FailPoint(NamedTuple):
    """What can go wrong in a part of the blueprint, where that is, and who answers for it."""

    text: str
    part: str
    touchpoint: str
    moment: str
    owner: str


def ranked_pains(
    pains: Iterable[tuple[Part, Point]], phrases: Phrases, measures: MeasuresOverlay | None
) -> tuple[Pain, ...]:
    """The pains with their stage or touchpoint, ranked as they come, with what was measured there."""
    return tuple(_pain(rank, *found, phrases, measures) for rank, found in enumerate(pains, 1))


def gains_to_keep(phrases: Phrases) -> tuple[Gain, ...]:
    """The gains of the journey, those that are worth most first."""
    return tuple(_gain(part, gain, phrases) for part, gain in gains_by_worth(phrases.journey))


def voted_opportunities(phrases: Phrases) -> tuple[VotedOpportunity, ...]:
    """The opportunities that a workshop voted for, those with the most votes first."""
    voted = [(part, point) for part, point, kind in phrases.journey.points() if kind == "opportunity" and point.votes]
    voted.sort(key=lambda found: -(found[1].votes or 0))
    return tuple(_opportunity(part, point, phrases) for part, point in voted)


def what_can_go_wrong(phrases: Phrases) -> tuple[FailPoint, ...]:
    """The fail points of the blueprint, in the order of the map."""
    return tuple(_fail_point(*found, phrases) for found in fail_points(phrases.journey))


def _place(part: Part, phrases: Phrases) -> tuple[str, str]:
    """The touchpoint, empty for a stage as a whole, and the stage."""
    if isinstance(part, Stage):
        return "", part.name
    return phrases.touchpoint(part), phrases.journey.stage_of[part.id].name


def _pain(rank: int, part: Part, pain: Point, phrases: Phrases, measures: MeasuresOverlay | None) -> Pain:
    worst = lowest_at(phrases.journey, part)
    measured, rests_on = worst_measured(phrases, part, measures) if measures else ("", "")
    touchpoint, stage = _place(part, phrases)
    return Pain(
        rank=phrases.words.number(rank),
        text=pain.text,
        touchpoint=touchpoint,
        stage=stage,
        moment=phrases.moment(part) if isinstance(part, Touchpoint) else "",
        severity=phrases.rating(pain.severity),
        votes=_votes(phrases, pain),
        feeling=phrases.score(worst.known_score) if worst else _feeling_in_words(phrases, part),
        measured=measured,
        rests_on=rests_on,
        actions=phrases.codes(pain),
    )


def _gain(part: Part, gain: Point, phrases: Phrases) -> Gain:
    touchpoint, stage = _place(part, phrases)
    words = phrases.words
    return Gain(
        text=gain.text,
        touchpoint=touchpoint,
        stage=stage,
        votes=_votes(phrases, gain),
        matters=phrases.rating(gain.severity),
        rests_on=joined(words[gain.evidence] if gain.evidence else "", gain.source),
        actions=phrases.codes(gain),
    )


def _opportunity(part: Part, opportunity: Point, phrases: Phrases) -> VotedOpportunity:
    touchpoint, stage = _place(part, phrases)
    return VotedOpportunity(
        text=opportunity.text,
        touchpoint=touchpoint,
        stage=stage,
        votes=_votes(phrases, opportunity),
        actions=phrases.codes(opportunity),
    )


def _votes(phrases: Phrases, point: Point) -> str:
    return phrases.words.number(point.votes) if point.votes else ""


def _fail_point(touchpoint: Touchpoint, part: ServiceStep, phrases: Phrases) -> FailPoint:
    owner = phrases.owner_with_id(part.owner) or phrases.journey.owner_of(touchpoint)
    return FailPoint(
        text=part.fail or "",
        part=part.text,
        touchpoint=phrases.touchpoint(touchpoint),
        moment=phrases.moment(touchpoint),
        owner=owner.name if owner else "",
    )


def _feeling_in_words(phrases: Phrases, part: Part) -> str:
    """The words for what is felt at a touchpoint or a stage without a score."""
    return phrases.listed(dict.fromkeys(each.label for each in part.emotions if each.label and each.score is None))
