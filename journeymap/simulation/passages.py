"""How often customers come to each touchpoint and take each way, solved without numpy, which drawings do not need."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.model import EXIT
from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain

_EXACT = 1e-9
_MOST_PASSES = 400


class Passages(NamedTuple):
    """The expected `visits` to each touchpoint of one who starts, by its id, and how often each way is `taken`, by the
    ids of its ends, or `exit` for both leaving and completing."""

    visits: Mapping[str, float]
    taken: Mapping[tuple[str, str], float]

    def share(self, source: str, to: str) -> float:
        """The part of all visits to `source` after which customers go `to`, from 0 to 1; 0 where nobody comes."""
        visits = self.visits.get(source, 0.0)
        return self.taken.get((source, to), 0.0) / visits if visits else 0.0


def passages_of(chain: Chain) -> Passages | None:
    """Returns the passages of a chain, by Gauss-Seidel iteration; None where it is caught in loops for so long that
    these are not found to nine places."""
    count = len(chain.states)
    coming: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    staying = [0.0] * count
    for way in chain.ways:
        if way.target == way.source:
            staying[way.source] += way.probability
        elif way.target is not None:
            coming[way.target].append((way.source, way.probability))
    visits = [0.0] * count
    for _ in range(_MOST_PASSES):
        change = 0.0
        for state in range(count):
            found = chain.start.get(state, 0.0) + sum(visits[source] * share for source, share in coming[state])
            found /= 1 - staying[state]
            change = max(change, abs(found - visits[state]))
            visits[state] = found
        if change < _EXACT:
            break
    else:
        return None
    by_id: dict[str, float] = {}
    taken: dict[tuple[str, str], float] = {}
    for state, id_ in enumerate(chain.states):
        by_id[id_] = by_id.get(id_, 0.0) + visits[state]
    for way in chain.ways:
        key = (chain.states[way.source], EXIT if way.target is None else way.to)
        taken[key] = taken.get(key, 0.0) + visits[way.source] * way.probability
    return Passages(by_id, taken)
