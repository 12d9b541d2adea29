"""Solves an absorbing Markov chain: expected visits, ends, steps and time of those who start.

With Q the probabilities between states and s those of the start, the expected visits v solve (I − Qᵀ) v = s, and the
probability b to reach something from each state solves (I − Q) b = r. Source: J. G. Kemeny and J. L. Snell, Finite
Markov Chains (Van Nostrand 1960), chapter III.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journeymap.errors import UserError
from journeymap.model import EXIT
from journeymap.records import NamedTuple, cached_property
from journeymap.simulation.chain import Chain
from journeymap.simulation.cohorts import COMPLETED

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, np.dtype[Any]]

_new = tuple.__new__  # large chains have many ends
_FEW, _NEAR = 1_000, 64
"""So many states are factorised whatever their order, more only if no way leads further than to the next so many."""
_MOST_FILLED = 4_000
"""So many states are factorised after all where customers are on their way for long, though that fills in."""
_MOST_PASSES = 20_000
_LOOKED_AT = 8
_LEFT = 1e-15
_WITHIN = 1e-8
"""The greatest residual of a solution, as a part of its greatest value."""


class End(NamedTuple):
    """How probable it is, for one who starts, to end at a touchpoint: `to` is `exit` or `completed`."""

    source: str
    to: str
    probability: float


class Solution(NamedTuple):
    """What becomes of one who starts, on average.

    `visits` are by touchpoint. `steps` are touchpoints visited, `conversion` is the probability to convert. `minutes`
    are those of all durations and waits that are known, None without any; `timeless` are the visits to touchpoints of
    unknown duration. `emotion` is the mean over visits of how they feel, from -2 to 2; None where nothing is known.
    `residual` is how far the visits are from balance at the worst state; `method` is `lu` or `neumann`.
    """

    visits: Mapping[str, float]
    ends: tuple[End, ...]
    steps: float
    conversion: float
    minutes: float | None
    timeless: float
    emotion: float | None
    residual: float
    method: str


class WayArrays(NamedTuple):
    """The ways of a chain as arrays: `targets` has -1 for ends."""

    sources: Any
    targets: Any
    shares: Any
    minutes: Any
    completes: Any

    @classmethod
    def of(cls, chain: Chain) -> WayArrays:
        """Returns those of a chain."""
        import numpy as np

        ways, count = chain.ways, len(chain.ways)
        completes = np.fromiter([way[2] == COMPLETED for way in ways], np.bool_, count)
        return cls(
            np.fromiter([way[0] for way in ways], np.int64, count),
            np.fromiter([-1 if way[1] is None else way[1] for way in ways], np.int64, count),
            np.fromiter([way[3] for way in ways], np.float64, count),
            np.fromiter([way[4] for way in ways], np.float64, count),
            completes,
        )


class Linear:
    """The linear equations of a chain of so many states, without those that are `closed`: nobody goes on from there.

    `method` is `lu` (a sparse LU, where it stays sparse) or `neumann`: the sum of the powers of Q, step by step.
    """

    def __init__(self, ways: WayArrays, size: int, closed: Sequence[int] = ()) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        kept = ways.targets >= 0
        if closed:
            kept &= ~np.isin(ways.sources, closed)
        sources, targets = ways.sources[kept], ways.targets[kept]
        self.size = size
        self.onward = csr_array((ways.shares[kept], (sources, targets)), shape=(size, size))
        self._is_near = int(np.abs(sources - targets).max(initial=0)) <= _NEAR
        self.method = "lu" if size <= _FEW or self._is_near else "neumann"
        self.residual = 0.0

    @cached_property
    def _factor(self) -> Any:
        from scipy.sparse import eye_array
        from scipy.sparse.linalg import splu

        # Without exchanges of rows: I − Q is an M-matrix, whose elimination is stable in any order (R. E. Funderlic and
        # R. J. Plemmons, Linear Algebra and its Applications 41, 1981). Near ways stay within their band as they are.
        order = "NATURAL" if self._is_near else "COLAMD"
        return splu((eye_array(self.size) - self.onward).tocsc(), permc_spec=order, diag_pivot_thresh=0.0)

    @cached_property
    def _backward(self) -> Any:
        return self.onward.T.tocsr()

    def visits(self, start: Vector) -> Vector:
        """Returns the expected visits to each state from a start, one or several in columns."""
        return self._solved(start, self._backward, "T")

    def reaching(self, here: Vector) -> Vector:
        """Returns, for each state, the expected sum of `here` over the visits from it on."""
        return self._solved(here, self.onward, "N")

    def _solved(self, right: Vector, onward: Any, side: str) -> Vector:
        import numpy as np

        found: Vector = self._factorised(right, side) if self.method == "lu" else self._summed(right, onward, side)
        residual = float(np.abs(found - onward @ found - right).max(initial=0.0))
        most = float(np.abs(found).max(initial=1.0))
        if not residual <= _WITHIN * max(most, 1.0):
            raise UserError(
                f"the chain cannot be solved: its equations are {residual:.2g} off",
                hint="some share is so close to 100 % that customers come back without end",
            )
        self.residual = max(self.residual, residual)
        return found

    def _factorised(self, right: Vector, side: str) -> Vector:
        try:
            found: Vector = self._factor.solve(right, trans=side)
        except RuntimeError:  # as scipy says that a matrix is singular
            raise UserError(
                "the chain cannot be solved: customers come back without end", hint="give the ways back smaller shares"
            ) from None
        return found

    def _summed(self, right: Vector, onward: Any, side: str) -> Vector:
        import numpy as np

        found: Vector = right.astype(np.float64, copy=True)
        moving = found
        for passes in range(_MOST_PASSES):
            moving = onward @ moving
            found += moving
            if passes % _LOOKED_AT == 0 and moving.max() <= _LEFT * max(1.0, float(found.max())):  # nothing is below 0
                return found
        if self.size <= _MOST_FILLED:
            self.method = "lu"
            return self._factorised(right, side)
        raise UserError(
            f"the chain cannot be solved: after {_MOST_PASSES:,} steps customers are still on their way",
            hint="give the ways back smaller shares",
        )


def solve(chain: Chain) -> Solution:
    """Returns what becomes of one who starts. Raises UserError for a chain that cannot be solved."""
    import numpy as np

    ways = WayArrays.of(chain)
    linear = Linear(ways, len(chain.states))
    visits = linear.visits(start_of(chain))
    flows = visits[ways.sources] * ways.shares
    timed, minutes = _known(chain.minutes, visits)
    felt, emotion = _known(chain.emotions, visits)
    waits, steps = float(flows @ ways.minutes), float(visits.sum())
    converted = first_conversions(chain, ways) if chain.conversion else flows[ways.completes]
    ids = tuple(dict.fromkeys(chain.states))
    place = _places(chain, ids)
    outward = ways.targets < 0
    kinds = 2 * place[ways.sources[outward]] + ways.completes[outward]
    ended = np.bincount(kinds, flows[outward])
    return Solution(
        dict(zip(ids, np.bincount(place, visits).tolist(), strict=True)),
        _ends(ids, np.unique(kinds).tolist(), ended.tolist()),
        steps,
        min(float(converted.sum()), 1.0),
        minutes + waits if timed or waits else None,
        max(steps - timed, 0.0),
        emotion / felt if felt else None,
        linear.residual,
        linear.method,
    )


def _places(chain: Chain, ids: Sequence[str]) -> Vector:
    """The place of the touchpoint of each state among all touchpoints."""
    import numpy as np

    if len(ids) == len(chain.states):
        return np.arange(len(ids))
    numbers = {id_: number for number, id_ in enumerate(ids)}
    return np.array([numbers[id_] for id_ in chain.states])


def _ends(ids: Sequence[str], kinds: list[int], flows: list[float]) -> tuple[End, ...]:
    """The ends, each with its kind: twice the place of its touchpoint, and 1 more where it completes the journey."""
    ends = (EXIT, COMPLETED)
    return tuple([_new(End, (ids[kind >> 1], ends[kind & 1], flows[kind])) for kind in kinds])


def _known(values: Sequence[float | None], visits: Vector) -> tuple[float, float]:
    """The visits at which a value is known, and the sum of the value over these."""
    import numpy as np

    each = np.array(values, dtype=np.float64)  # None is nan
    known = ~np.isnan(each)
    if not known.any():
        return 0.0, 0.0
    return float(visits[known].sum()), float(visits[known] @ each[known])


def start_of(chain: Chain) -> Vector:
    """Returns the probability to start at each state."""
    import numpy as np

    start = np.zeros(len(chain.states))
    for state, probability in chain.start.items():
        start[state] = probability
    return start


def converting(chain: Chain) -> list[int]:
    """Returns the indices of the states at which customers convert; none where they do by completing the journey."""
    return [state for state, id_ in enumerate(chain.states) if id_ in chain.conversion]


def first_conversions(chain: Chain, ways: WayArrays) -> Vector:
    """Returns the probability to convert first at each of the states at which customers convert, in their order."""
    import numpy as np

    states = converting(chain)
    if not states:
        return np.zeros(0)
    found: Vector = Linear(ways, len(chain.states), states).visits(start_of(chain))[states]
    return found
