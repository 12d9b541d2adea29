"""What actions change in a chain: shares, times and feelings.

Every effect on a share is an odds ratio. Of several on the ways of one touchpoint, way j has the weight p_j · Π OR_j,
and the weights are renormalised: one effect alone moves its way exactly as declared, the others shrink in proportion,
and their order is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.insight.effects import amounts, can_be_moved, concerns, moved_share
from journeymap.insight.measured_effects import measured_effect
from journeymap.insight.passing import travellers, ways_differ
from journeymap.insight.transitions import ROUNDING
from journeymap.model import EXIT, Action, Journey
from journeymap.model.effects import PERCENT, POINTS, Effect, Shift
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain, ChainError, chain_of
from journeymap.simulation.cohorts import COMPLETED, cohort_weights

LEAST, MOST = -2.0, 2.0
"""The ends of feelings."""


class EffectSize(NamedTuple):
    """Something that is not known exactly: the size of an effect, from `low` over `likely` to `high`.

    They are in points or percent of a share, minutes or percent of a time, or feelings on the scale from -2 to 2.
    `is_relative` says whether they are in percent of what is there today. Those that an `experiment`, by its id,
    measured are its difference with the interval and a standard `error`.
    """

    action: str
    effect: Effect
    low: float
    likely: float
    high: float
    is_relative: bool
    experiment: str = ""
    error: float = 0.0


class ShareMoved(NamedTuple):
    """An input that moves the ways of a chain with these indices, which leave the same state, from a `share`."""

    input: int
    state: int
    ways: tuple[int, ...]
    share: float


class StateChanged(NamedTuple):
    """An input that changes the time or the feeling of a state of a chain."""

    input: int
    state: int


class Affected(NamedTuple):
    """Customers whom the same inputs concern: their part of all who start, their chain, and what changes in it."""

    weight: float
    chain: Chain
    shares: tuple[ShareMoved, ...]
    times: tuple[StateChanged, ...]
    emotions: tuple[StateChanged, ...]


def inputs_of(journey: Journey, actions: Iterable[Action], *, declared: bool = False) -> tuple[EffectSize, ...]:
    """Returns an input for each effect of some actions, in order: as an experiment measured it, else as it is declared.

    With `declared`, all are as declared.
    """
    low, high = journey.emotion_scale
    found = []
    for action in actions:
        for effect in action.effect:
            measured = None if declared else measured_effect(journey, action, effect)
            if measured is not None:
                found.append(
                    EffectSize(action.id, effect, measured.low, measured.value, measured.high, is_relative=False,
                               experiment=measured.experiment.id, error=measured.error)
                )  # fmt: skip
                continue
            scale = 4 / (high - low) if effect.emotion is not None and high != low else 1.0
            least, likely, most = (scale * amount for amount in amounts(effect))
            is_relative = any(each.is_relative for each in effect.shifts)
            found.append(EffectSize(action.id, effect, least, likely, most, is_relative))
    return tuple(found)


def affected_groups(
    journey: Journey, inputs: tuple[EffectSize, ...], behaviour: BehaviourOverlay | None
) -> tuple[Affected, ...]:
    """Returns all customers or, where effects or ways are not the same for all, each group of them.

    Raises ChainError for an effect on what is not in the chain, on a share of 0 or 1, or one that leads out of these.
    """
    differs = ways_differ(journey) or any(each.effect.segments or each.effect.persona for each in inputs)
    found = []
    if not differs:
        chain = chain_of(journey, behaviour)
        found.append(_affected(journey, chain, inputs, range(len(inputs)), 1.0))
    else:
        for (who, *_), weight, _ in cohort_weights(journey, travellers(journey)):
            chain = chain_of(journey, behaviour, segment=who.segment, persona=who.persona)
            theirs = [place for place, each in enumerate(inputs) if concerns(each.effect, who)]
            found.append(_affected(journey, chain, inputs, theirs, weight))
    _check_used(inputs, found)
    return tuple(found)


def _affected(
    journey: Journey, chain: Chain, inputs: tuple[EffectSize, ...], theirs: Iterable[int], weight: float
) -> Affected:
    places = {id_: state for state, id_ in enumerate(chain.states)}
    shares: list[ShareMoved] = []
    times: list[StateChanged] = []
    emotions: list[StateChanged] = []
    for place in theirs:
        effect = inputs[place].effect
        if effect.share is not None:
            state = places.get(getattr(effect.share, "from"))
            ways = _ways(chain, state, effect.share.to) if state is not None else ()
            if state is not None and ways:
                share = sum(chain.ways[way].probability for way in ways)
                _check_share(inputs[place], share)
                shares.append(ShareMoved(place, state, ways, share))
        elif (state := places.get(effect.time or effect.emotion or "")) is not None:
            (times if effect.time is not None else emotions).append(StateChanged(place, state))
    times = [each for each in times if chain.minutes[each.state] is not None]
    emotions = [each for each in emotions if chain.emotions[each.state] is not None]
    return Affected(weight, chain, tuple(shares), tuple(times), tuple(emotions))


def _ways(chain: Chain, state: int, to: str) -> tuple[int, ...]:
    """The ways from a state to a touchpoint or the exit; where nobody leaves otherwise, completing is leaving."""
    leaving = [place for place, way in enumerate(chain.ways) if way.source == state]
    found = tuple(place for place in leaving if chain.ways[place].to == to)
    if not found and to == EXIT:
        found = tuple(place for place in leaving if chain.ways[place].to == COMPLETED)
    return found


def _check_share(one: EffectSize, share: float) -> None:
    effect = one.effect
    assert effect.share is not None
    called = f"from `{getattr(effect.share, 'from')}` to `{effect.share.to}`"
    if not can_be_moved(share):
        raise ChainError(f"{share:.4g} of the customers go {called}: such a share cannot be moved",
                         effect.share.at("to"), hint="leave the effect out")  # fmt: skip
    if one.experiment:  # what was measured is not bounded by what the map says; it stops at 0 and 100 %
        return
    for key, shift in zip(("low", "likely", "high"), effect.shifts, strict=True):
        after = moved_share(share, shift)
        if not can_be_moved(after):
            percent = round(100 * after, 6) + 0.0
            raise ChainError(f"`{shift.written}` leads from {100 * share:.4g} % {called} to {percent:g} %",
                             effect.at(key), hint="a share stays between 0 and 100 %")  # fmt: skip


def _check_used(inputs: tuple[EffectSize, ...], groups: list[Affected]) -> None:
    used = {each.input for group in groups for each in group.shares}
    used |= {each.input for group in groups for each in (*group.times, *group.emotions)}
    for place, each in enumerate(inputs):
        if place not in used:
            key = "share" if each.effect.share else "time" if each.effect.time else "emotion"
            raise ChainError("this effect changes nothing: no customers come there, or what it changes is not known",
                             each.effect.at(key), hint="lead a way there, or leave the effect out")  # fmt: skip


def odds_ratio(share: float, moved: float) -> float:
    """Returns the ratio of the odds of a share after and before it is moved; both are between 0 and 1."""
    return moved / (1 - moved) * (1 - share) / share


def with_effects(affected: Affected, inputs: tuple[EffectSize, ...], values: Mapping[int, float]) -> Chain:
    """Returns the chain of some customers with the sizes of inputs, by their places; without those that have none.

    A time is first multiplied by what is relative, and then lengthened or shortened; it stops at 0. The feeling of each
    persona stops at -2 and 2.
    """
    chain = affected.chain
    weights = [way.probability for way in chain.ways]
    for moved in affected.shares:
        if moved.input in values:
            shift = Shift(values[moved.input], PERCENT if inputs[moved.input].is_relative else POINTS)
            after = min(max(moved_share(moved.share, shift), ROUNDING), 1 - ROUNDING)
            ratio = odds_ratio(moved.share, after)
            for place in moved.ways:
                weights[place] *= ratio
    sums = [0.0] * len(chain.states)
    for way, weight in zip(chain.ways, weights, strict=True):
        sums[way.source] += weight
    ways = tuple(
        way._replace(probability=weight / sums[way.source]) for way, weight in zip(chain.ways, weights, strict=True)
    )
    minutes, emotions = list(chain.minutes), list(chain.emotions)
    times = [each for each in affected.times if each.input in values]
    for changed in sorted(times, key=lambda each: not inputs[each.input].is_relative):
        size, now = values[changed.input], minutes[changed.state] or 0.0
        minutes[changed.state] = now * (1 + size / 100) if inputs[changed.input].is_relative else now + size
    rises: dict[int, float] = {}
    for changed in affected.emotions:
        rises[changed.state] = rises.get(changed.state, 0.0) + values.get(changed.input, 0.0)
    felt = {
        state: tuple(min(max(each + rise, LEAST), MOST) for each in chain.feelings(state))
        for state, rise in rises.items()
    }
    for state, each in felt.items():
        emotions[state] = sum(each) / len(each)
    return chain._replace(
        ways=ways,
        minutes=tuple(None if each is None else max(each, 0.0) for each in minutes),
        emotions=tuple(emotions),
        felt={**chain.felt, **felt},
    )
