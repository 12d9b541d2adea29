"""How much hangs on each touchpoint: how often customers come back to it, and what is lost without it.

The removal effect is that of E. Anderl, I. Becker, F. von Wangenheim and J. H. Schumann, "Mapping the customer journey:
Lessons learned from graph-based online attribution modeling", International Journal of Research in Marketing 33 (2016):
one less the probability to convert when all who come to the touchpoint leave there, as a part of the probability to
convert. With h the probability to come to s, and b that to convert from a state, it is h·b_s over b of the start; both
come from the same factor, and so does each column of the fundamental matrix N, of which N₀ₛ / Nₛₛ is h.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain
from journeymap.simulation.exact import Linear, WayArrays, converting, start_of

if TYPE_CHECKING:
    from journeymap.simulation.exact import Vector

MOST_STATES = 3_000
"""Up to so many states, the removal effect is computed of all touchpoints."""
_AT_ONCE = 256


class TouchpointRole(NamedTuple):
    """What a touchpoint is to those who start.

    `reached` is the probability to come there at all, `again` that of one who is there to come back. `removal` is the
    removal effect, from 0 to 1; None where nobody converts.
    """

    reached: float
    again: float
    removal: float | None


def roles(chain: Chain, ids: Collection[str] | None = None) -> dict[str, TouchpointRole]:
    """Returns the role of each touchpoint of a chain, or of those with these ids."""
    import numpy as np

    ways, size = WayArrays.of(chain), len(chain.states)
    places: dict[str, list[int]] = {}
    for state, id_ in enumerate(chain.states):
        if ids is None or id_ in ids:
            places.setdefault(id_, []).append(state)
    whole, start = Linear(ways, size), start_of(chain)
    until = Linear(ways, size, converting(chain)) if chain.conversion else whole
    converts = until.reaching(_directly(chain, ways))
    of_all = float(start @ converts)
    wanted = [state for states in places.values() for state in states]
    reached, again = _diagonals(whole, start, wanted)
    before, _ = (reached, again) if until is whole else _diagonals(until, start, wanted)
    lost = before * converts[wanted]
    found: dict[str, TouchpointRole] = {}
    index = {state: place for place, state in enumerate(wanted)}
    for id_, states in places.items():
        at = [index[state] for state in states]
        come = float(reached[at].sum())
        back = float(reached[at] @ again[at]) / come if come else 0.0
        found[id_] = TouchpointRole(
            min(come, 1.0), back, float(np.clip(lost[at].sum() / of_all, 0.0, 1.0)) if of_all > 0 else None
        )
    return found


def shared_out(removal: Mapping[str, float]) -> dict[str, float]:
    """Returns removal effects shared out to 1, as attribution has them; all 0 where all of them are."""
    whole = sum(removal.values())
    return {id_: effect / whole if whole else 0.0 for id_, effect in removal.items()}


def _directly(chain: Chain, ways: WayArrays) -> Vector:
    """The probability to convert at each state itself: by being there, or by completing from there."""
    import numpy as np

    found = np.zeros(len(chain.states))
    if chain.conversion:
        found[converting(chain)] = 1.0
    else:
        np.add.at(found, ways.sources[ways.completes], ways.shares[ways.completes])
    return found


def _diagonals(linear: Linear, start: Vector, states: Sequence[int]) -> tuple[Vector, Vector]:
    """The probability to come to each of these states, and that of one who is there to come back."""
    import numpy as np

    visits = linear.visits(start)
    often = np.concatenate([np.ones(0), *_own_visits(linear, states)])
    return visits[list(states)] / often, 1 - 1 / often


def _own_visits(linear: Linear, states: Sequence[int]) -> Iterator[Any]:
    import numpy as np

    for first in range(0, len(states), _AT_ONCE):
        some = list(states[first : first + _AT_ONCE])
        each = np.arange(len(some))
        units = np.zeros((linear.size, len(some)))
        units[some, each] = 1.0
        yield linear.reaching(units)[some, each]
