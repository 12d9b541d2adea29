"""How sure it is what customers do today: shares of ways that were measured, from one end of their interval to the
other, and what becomes of the gains of actions there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.insight.effects import can_be_moved, moved_share
from journeymap.insight.share_intervals import wilson
from journeymap.model.effects import PERCENT, POINTS, Shift
from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain
from journeymap.simulation.effects import Affected, EffectSize, odds_ratio
from journeymap.simulation.exact import Linear, WayArrays, start_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHARES = 24
"""So many shares are looked at: those whose intervals move most customers."""
_DIGITS = 9


class ShareToday(NamedTuple):
    """A share of a way today, from 0 to 1, which rests on `n` independent visits, with the ends of its interval.

    It is that of the customers of the groups by whose `places` it stands: a group's index, and the state in its chain.
    """

    source: str
    to: str
    n: float
    low: float
    likely: float
    high: float
    places: tuple[tuple[int, int], ...]


def shares_today(groups: Sequence[Affected], inputs: Sequence[EffectSize]) -> tuple[ShareToday, ...]:
    """Returns the shares of ways today of which is known on how many visits they rest, those that matter most first.

    Of two ways from a touchpoint one tells of both. Left out is a share at an end of which an effect would lead beyond
    0 or 100 %.
    """
    found: dict[tuple[str, str, float, float], list[tuple[int, int]]] = {}
    weights: dict[tuple[str, str, float, float], float] = {}
    for number, group in enumerate(groups):
        chain = group.chain
        if not chain.known:
            continue
        visits = Linear(WayArrays.of(chain), len(chain.states)).visits(start_of(chain))
        for state, n in chain.known.items():
            shares = _shares(chain, state)
            for to, share in list(shares.items())[: 1 if len(shares) == 2 else None]:
                key = (chain.states[state], to, round(n, _DIGITS), round(share, _DIGITS))
                found.setdefault(key, []).append((number, state))
                weights[key] = weights.get(key, 0.0) + group.weight * float(visits[state])
    told: list[tuple[float, ShareToday]] = []
    for key, places in found.items():
        source, to, n, share = key
        if n > 0 and can_be_moved(share):
            low, high = wilson(share, n)
            each = ShareToday(source, to, n, low, share, high, tuple(places))
            if all(can_be_moved(end) and _fits(groups, inputs, each, end) for end in (low, high)):
                told.append((weights[key] * (high - low), each))
    told.sort(key=lambda one: (-round(one[0], _DIGITS), one[1].source, one[1].to, one[1].places))
    return tuple(each for _, each in told[:MOST_SHARES])


def with_share(groups: Sequence[Affected], today: ShareToday, share: float) -> tuple[Affected, ...]:
    """Returns the groups as they are if a share of today is this one; its siblings shrink or grow in proportion."""
    found = list(groups)
    for number, state in today.places:
        group = found[number]
        ratio = odds_ratio(today.likely, share)
        weights = {
            place: way.probability * (ratio if way.to == today.to else 1.0)
            for place, way in enumerate(group.chain.ways) if way.source == state
        }  # fmt: skip
        whole = sum(weights.values())
        ways = tuple(
            way._replace(probability=weights[place] / whole) if place in weights else way
            for place, way in enumerate(group.chain.ways)
        )
        chain = group.chain._replace(ways=ways)
        moved = tuple(
            each._replace(share=sum(ways[way].probability for way in each.ways)) if each.state == state else each
            for each in group.shares
        )
        found[number] = group._replace(chain=chain, shares=moved)
    return tuple(found)


def _shares(chain: Chain, state: int) -> dict[str, float]:
    """The shares of the ways from a state, by where they lead."""
    found: dict[str, float] = {}
    for way in chain.ways:
        if way.source == state:
            found[way.to] = found.get(way.to, 0.0) + way.probability
    return found


def _fits(groups: Sequence[Affected], inputs: Sequence[EffectSize], today: ShareToday, end: float) -> bool:
    """Whether every effect on the ways of a touchpoint can still be, at its likely size, if a share is at an end."""
    moved = with_share(groups, today, end)
    for number, state in today.places:
        for each in moved[number].shares:
            one = inputs[each.input]
            shift = Shift(one.likely, PERCENT if one.is_relative else POINTS)
            if each.state == state and not (can_be_moved(each.share) and can_be_moved(moved_share(each.share, shift))):
                return False
    return True
