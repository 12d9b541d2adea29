"""Customers drawn at random from a chain, all at once: how far single ones are from the average."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journeymap.records import NamedTuple
from journeymap.simulation.chain import Chain
from journeymap.simulation.exact import WayArrays

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

MOST_STEPS = 10_000
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_AT_ONCE = 1 << 17
"""So many customers fit into the cache of a processor."""


class Spread(NamedTuple):
    """The mean over customers, with its standard error, and the values that QUANTILES of them do not pass."""

    mean: float
    error: float
    quantiles: tuple[float, ...]


class Sample(NamedTuple):
    """What became of `runs` customers drawn with a `seed`.

    `visits` are the mean visits by touchpoint, `conversion` is the share that converted. `minutes` are those of known
    durations and waits, None where none is known; `worst` and `last` the mean feelings of those who passed any known
    one. `capped` is the share that was still on its way after `cap` steps and was left out of what comes at the end.
    """

    runs: int
    seed: int
    cap: int
    capped: float
    steps: Spread
    minutes: Spread | None
    conversion: float
    visits: Mapping[str, float]
    worst: float | None
    last: float | None


class _Drawn(NamedTuple):
    """Of each customer: steps, minutes, whether it converted, the worst and the last feeling, whether it was capped."""

    steps: Array
    minutes: Array
    converted: Array
    worst: Array
    last: Array
    capped: Array


def sample(chain: Chain, runs: int, seed: int, cap: int = MOST_STEPS) -> Sample:
    """Draws so many customers, at least one, of a chain: the same for the same seed."""
    import numpy as np

    drawer = _Draw(chain, np.random.default_rng(seed), cap)
    parts = [drawer.draw(min(_AT_ONCE, runs - done)) for done in range(0, runs, _AT_ONCE)]
    drawn = _Drawn(*(np.concatenate(each) for each in zip(*parts, strict=True)))
    ended = ~drawn.capped
    visits: dict[str, float] = {}
    for id_, often in zip(chain.states, (drawer.visits / runs).tolist(), strict=True):
        visits[id_] = visits.get(id_, 0.0) + often
    return Sample(
        runs,
        seed,
        cap,
        float(drawn.capped.mean()),
        _spread(drawn.steps),
        _spread(drawn.minutes[ended]) if drawer.tells_times and ended.any() else None,
        float(drawn.converted.mean()),
        visits,
        _mean_of_known(drawn.worst[ended]),
        _mean_of_known(drawn.last[ended]),
    )


def _spread(values: Array) -> Spread:
    import numpy as np

    at = np.quantile(values, QUANTILES, method="inverted_cdf")
    error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
    return Spread(float(values.mean()), error, tuple(at.astype(float).tolist()))


def _mean_of_known(values: Array) -> float | None:
    import numpy as np

    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None


class _Draw:
    """Moves customers through a chain, a step of all of them at a time; it counts their `visits` to each state."""

    def __init__(self, chain: Chain, random: np.random.Generator, cap: int) -> None:
        import numpy as np

        ways = WayArrays.of(chain)
        order = np.argsort(ways.sources, kind="stable")
        sources = ways.sources[order]
        self._targets = ways.targets[order]
        self._waits = ways.minutes[order]
        self._completes = ways.completes[order]
        self._upto = _cumulated(sources, ways.shares[order])
        self._minutes = _filled(chain.minutes, len(chain.states), 0.0)
        self._emotions = _filled(chain.emotions, len(chain.states), np.nan)
        self._converting = np.array([id_ in chain.conversion for id_ in chain.states])
        self._by_completing = not chain.conversion
        self._starts = np.array(list(chain.start), dtype=np.int64)
        self._chances = np.array(list(chain.start.values()))
        self._random, self._cap = random, cap
        self.visits = np.zeros(len(chain.states), dtype=np.int64)
        self.tells_times = bool(self._waits.any()) or any(each is not None for each in chain.minutes)
        self._tells_feelings = any(each is not None for each in chain.emotions)

    def draw(self, runs: int) -> _Drawn:
        """Returns what became of so many customers."""
        import numpy as np

        states = (
            np.full(runs, self._starts[0])
            if len(self._starts) == 1
            else self._random.choice(self._starts, runs, p=self._chances)
        )
        drawn = _Drawn(
            np.zeros(runs, dtype=np.int32), np.zeros(runs), np.zeros(runs, dtype=np.bool_),
            np.full(runs, np.nan), np.full(runs, np.nan), np.zeros(runs, dtype=np.bool_),
        )  # fmt: skip
        who = np.arange(runs)
        for step in range(1, self._cap + 1):
            self._arrive(drawn, who, states)
            way = np.searchsorted(self._upto, states + self._random.random(len(states)), side="right")
            if self.tells_times:
                drawn.minutes[who] += self._minutes[states] + self._waits[way]
            states = self._targets[way]
            goes_on = states >= 0
            ended = who[~goes_on]
            drawn.steps[ended] = step
            if self._by_completing:
                drawn.converted[ended] = self._completes[way[~goes_on]]
            who, states = who[goes_on], states[goes_on]
            if not len(who):
                break
        drawn.capped[who] = True
        drawn.steps[who] = self._cap
        return drawn

    def _arrive(self, drawn: _Drawn, who: Array, states: Array) -> None:
        import numpy as np

        self.visits += np.bincount(states, minlength=len(self.visits))
        if not self._by_completing:
            drawn.converted[who] |= self._converting[states]
        if self._tells_feelings:
            felt = self._emotions[states]
            drawn.worst[who] = np.fmin(drawn.worst[who], felt)
            drawn.last[who] = np.where(np.isnan(felt), drawn.last[who], felt)


def _cumulated(sources: Array, shares: Array) -> Array:
    """Numbers that rise over all ways: up to which the index of a state and a number from 0 to 1 is for each way."""
    import numpy as np

    total = np.cumsum(shares)
    firsts = np.flatnonzero(np.diff(sources, prepend=-1))
    before = np.repeat(np.concatenate([[0.0], total[firsts[1:] - 1]]), np.diff(firsts, append=len(sources)))
    upto: Array = sources + np.minimum(total - before, 1.0)
    lasts = np.concatenate([firsts[1:] - 1, [len(sources) - 1]])
    upto[lasts] = sources[lasts] + 1.0
    return upto


def _filled(values: Sequence[float | None], size: int, unknown: float) -> Array:
    import numpy as np

    return np.array([unknown if each is None else each for each in values] or [unknown] * size, dtype=np.float64)
