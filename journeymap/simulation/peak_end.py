"""What stays in memory of a simulated journey, by the peak–end rule: the mean of the worst feeling and the last one.

Neither is linear in the visits. The worst is exact with one solve for each distinct feeling: the probability never to
pass a worse one. The last is that of the last state with a known feeling before the end. Source of the rule: D. A.
Redelmeier and D. Kahneman, "Patients' memories of painful medical treatments", Pain 66 (1996).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain
from journeymap.simulation.exact import Linear, WayArrays, start_of

if TYPE_CHECKING:
    from journeymap.simulation.exact import Vector

MOST_FEELINGS = 200
"""With more distinct feelings than these, customers are drawn at random instead."""


class Memory(NamedTuple):
    """The expected worst and last feeling of those who pass any known one, from -2 to 2. `method` is `exact` or
    `monte-carlo`."""

    worst: float
    last: float
    method: str

    @property
    def peak_end(self) -> float:
        """The mean of the two."""
        return (self.worst + self.last) / 2


def remembered(chain: Chain) -> Memory | None:
    """Returns what stays in memory; None where no feeling is known, and where there are more than MOST_FEELINGS."""
    import numpy as np

    felt = np.array([np.nan if each is None else each for each in chain.emotions], dtype=np.float64)
    known = ~np.isnan(felt)
    levels = np.unique(felt[known])
    if not 0 < len(levels) <= MOST_FEELINGS:
        return None
    ways, start = WayArrays.of(chain), start_of(chain)
    passing = [_ever(ways, start, np.flatnonzero(felt <= level)) for level in levels]
    anything = passing[-1]
    if anything <= 0:
        return None
    worst = sum(level * (now - before) for level, now, before in zip(levels, passing, (0.0, *passing), strict=False))
    return Memory(float(worst) / anything, _last(chain, ways, felt, known) / anything, "exact")


def _ever(ways: WayArrays, start: Vector, states: Vector) -> float:
    """The probability to come to any of these states."""
    return float(Linear(ways, len(start), states.tolist()).visits(start)[states].sum())


def _last(chain: Chain, ways: WayArrays, felt: Vector, known: Vector) -> float:
    """The expected sum of the last known feelings: of each visit to a known one, the chance that no other follows."""
    import numpy as np

    size = len(chain.states)
    visits = Linear(ways, size).visits(start_of(chain))
    ending = np.zeros(size)
    out = ways.targets < 0
    np.add.at(ending, ways.sources[out], ways.shares[out])
    unfelt = Linear(ways, size, np.flatnonzero(known).tolist()).reaching(np.where(known, 0.0, ending))
    onward = np.where(out, 0.0, np.where(known[ways.targets], 0.0, unfelt[ways.targets]))
    np.add.at(ending, ways.sources, ways.shares * onward)
    return float(np.sum((visits * ending * felt)[known]))
