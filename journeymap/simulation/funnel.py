"""Who dropped off where: how far those who start come, solved from the chain.

A step counts those who come to it or to a later one, so that the funnel only falls; those who go back and leave earlier
are counted at the furthest step they came to. With the states up to a step alone, the expected visits tell who leaves
before any later one; from step to step, the difference is those for whom it was the furthest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from journeymap.model import Journey
from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain
from journeymap.simulation.cohorts import COMPLETED
from journeymap.simulation.exact import solve

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

MOST_STEPS = 30
DRAWS = 400
_SEED = 0
_TAILS = (0.025, 0.975)
_NOBODY = 1e-9


class FunnelLoss(NamedTuple):
    """The part of all who start that leaves at the touchpoint `at`; `is_end` says that it completes the journey."""

    at: str
    share: float
    is_end: bool


class SolvedStep(NamedTuple):
    """A step of the funnel, as parts of all who start, from 0 to 1.

    `still` come here or to a later step, from `low` to `high` as the measured shares before are more or less exact;
    None where none is measured. `came` come here. `lost` have this as their furthest step, by where they leave.
    """

    touchpoint: str
    still: float
    low: float | None
    high: float | None
    came: float
    lost: tuple[FunnelLoss, ...]

    @property
    def left(self) -> float:
        """The part that leaves, and does not complete the journey."""
        return sum(each.share for each in self.lost if not each.is_end)


class SolvedFunnel(NamedTuple):
    """The steps of all customers, or of a segment; `measured` are the touchpoints whose ways are measured, and
    `conversion` is the part of all who start that converts, from 0 to 1."""

    segment: str | None
    steps: tuple[SolvedStep, ...]
    measured: frozenset[str]
    conversion: float


def solved_funnel(journey: Journey, chain: Chain) -> SolvedFunnel:
    """Returns the funnel of a chain, whose steps are the touchpoints that anybody comes to, in the journey's order.

    The intervals are those of 95 % from DRAWS chains, whose measured shares are drawn from the Dirichlet distribution
    with the counts that they rest on.
    """
    import numpy as np

    numbers = journey.number_of
    ids = sorted(dict.fromkeys(chain.states), key=numbers.__getitem__)
    rank = {id_: place for place, id_ in enumerate(ids)}
    steps = _Steps(chain, np.array([rank[id_] for id_ in chain.states]), len(ids))
    shares = np.array([way.probability for way in chain.ways])
    still, came, lost = steps.solved(shares)
    low = high = None
    if chain.measured:
        drawn = np.array([steps.still(each) for each in _drawn(chain, shares)])
        low, high = (np.minimum(np.quantile(drawn, tail, axis=0), 1.0) for tail in _TAILS)
    columns = []
    for place, id_ in enumerate(ids):
        found = [
            FunnelLoss(at, share, end == COMPLETED)
            for (at, end), share in sorted(lost[place].items(), key=lambda item: -item[1])
            if share > _NOBODY
        ]
        ends = None if low is None or high is None else (float(low[place]), float(high[place]))
        is_sure = ends is None or ends[1] - ends[0] < _NOBODY
        columns.append(
            SolvedStep(
                id_, min(float(still[place]), 1.0), None if ends is None or is_sure else ends[0],
                None if ends is None or is_sure else ends[1], min(float(came[place]), 1.0), tuple(found),
            )
        )  # fmt: skip
    return SolvedFunnel(chain.segment, tuple(columns), frozenset(chain.measured), solve(chain).conversion)


def _drawn(chain: Chain, shares: Array) -> Sequence[Array]:
    """Shares of the ways as they might be too, by how exactly they are measured."""
    import numpy as np

    random = np.random.default_rng(_SEED)
    found = np.tile(shares, (DRAWS, 1))
    places: dict[int, list[int]] = {}
    for place, way in enumerate(chain.ways):
        places.setdefault(way.source, []).append(place)
    for state, ways in places.items():
        n = chain.measured.get(chain.states[state])
        if n is not None and len(ways) > 1:
            found[:, ways] = random.dirichlet(n * shares[ways], DRAWS)
    return list(found)


class _Steps:
    """Solves a chain with the states up to each step, whose `rank` is the step's place."""

    def __init__(self, chain: Chain, rank: Array, steps: int) -> None:
        import numpy as np

        self._chain, self._steps = chain, steps
        self._order = np.argsort(rank, kind="stable")
        self._upto = np.searchsorted(rank[self._order], np.arange(steps), side="right")
        place = np.empty(len(rank), dtype=np.int64)
        place[self._order] = np.arange(len(rank))
        self._sources = place[[way.source for way in chain.ways]]
        self._targets = np.array([-1 if way.target is None else place[way.target] for way in chain.ways])
        self._start = np.zeros(len(rank))
        for state, probability in chain.start.items():
            self._start[place[state]] = probability
        self._ends: Mapping[int, tuple[str, str]] = {
            index: (chain.states[way.source], way.to) for index, way in enumerate(chain.ways) if way.target is None
        }

    def solved(self, shares: Array) -> tuple[Array, Array, list[dict[tuple[str, str], float]]]:
        """Returns, of each step, who comes here or later, who comes here, and who leaves for whom it is the furthest,
        by the touchpoint they leave at and the end they come to."""
        import numpy as np

        fundamental = np.linalg.inv(np.eye(len(self._start)) - self._between(shares))
        reached = self._start @ fundamental / np.diag(fundamental)
        came = [reached[first:upto].sum() for first, upto in pairwise([0, *self._upto.tolist()])]
        lost: list[dict[tuple[str, str], float]] = []
        before: dict[tuple[str, str], float] = {}
        for visits in self._visits(shares):
            left: dict[tuple[str, str], float] = {}
            for index, key in self._ends.items():
                if self._sources[index] < len(visits):
                    left[key] = left.get(key, 0.0) + float(visits[self._sources[index]] * shares[index])
            lost.append({key: share - before.get(key, 0.0) for key, share in left.items()})
            before = left
        return self.still(shares), np.array(came), lost

    def still(self, shares: Array) -> Array:
        """Returns who comes to each step or a later one."""
        import numpy as np

        ending = np.zeros(len(self._start))
        outer = self._targets < 0
        np.add.at(ending, self._sources[outer], shares[outer])
        left = [0.0, *(float(visits @ ending[: len(visits)]) for visits in self._visits(shares))]
        still: Array = np.clip(1 - np.array(left[:-1]), 0.0, 1.0)
        return still

    def _visits(self, shares: Array) -> Iterator[Array]:
        """The expected visits to the states up to each step, of those who never come further."""
        import numpy as np

        between = self._between(shares)
        for upto in self._upto.tolist():
            yield np.linalg.solve((np.eye(upto) - between[:upto, :upto]).T, self._start[:upto])

    def _between(self, shares: Array) -> Array:
        import numpy as np

        found: Array = np.zeros((len(self._start), len(self._start)))
        inner = self._targets >= 0
        np.add.at(found, (self._sources[inner], self._targets[inner]), shares[inner])
        return found
