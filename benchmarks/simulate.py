"""Measures solving and drawing from chains beside plain numpy and scipy, in turn, and writes RESULTS-simulate.md.

    .venv/bin/python benchmarks/simulate.py

Two structures: `local`, where each of four ways from a state leads no further than 10 states, and `random`, where it
leads anywhere; one in ten customers leaves at each state. Both sides start from the ways as journeymap has them, and
give the expected visits, the probability of each end, steps and conversion; that the figures are the same is checked
each time. The plain code for local ways is a sparse LU, for random ones the sum of the powers of the chain, at
300 states the LU again: what one would write, knowing the structure. It checks no residual, and reads no times and
feelings. Customers drawn at random: plain code moves all of them a step at a time by the cumulated
probabilities of each state, and counts steps, conversions and visits; journeymap adds up times and feelings as well.

Times are of the processors, user and system, as other work on the machine changes the clock's.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import scipy
from bench import HERE
from scipy.sparse import csr_array, eye_array
from scipy.sparse.linalg import splu

sys.path.insert(0, str(HERE.parent))

from journeymap.io.collector import collect_rarely
from journeymap.simulation import Chain, ChainWay, solve
from journeymap.simulation.sampling import sample

SIZES = (300, 3_000, 30_000)
REACH, WAYS, LEAVE = 10, 4, 0.1
CUSTOMERS = 1_000_000
MOST = 1.3
SEED = 1
Figures = tuple[float, float, float]
"""Steps, conversion, and the sum of the probabilities of all ends."""


def made_up(size: int, structure: str, *, told: bool = False) -> Chain:
    """A chain of so many states; with `told`, with times and feelings."""
    random = Random(size)
    ways: list[ChainWay] = []
    for state in range(size):
        low, high = (state - REACH, state + REACH) if structure == "local" else (0, size - 1)
        targets = [min(max(random.randint(low, high), 0), size - 1) for _ in range(WAYS)]
        if state + 1 < size:
            targets[0] = state + 1
        counted = {target: targets.count(target) for target in targets}
        ways += [ChainWay(state, to, f"t{to}", (1 - LEAVE) * n / WAYS) for to, n in counted.items()]
        ways.append(ChainWay(state, None, "completed" if state == size - 1 else "exit", LEAVE))
    states = tuple(f"t{state}" for state in range(size))
    minutes = tuple(random.choice((None, 1.0, 5.0)) if told else None for _ in range(size))
    emotions = tuple(random.choice((None, -1.0, 1.5)) if told else None for _ in range(size))
    return Chain(states, {0: 1.0}, tuple(ways), frozenset(), None, minutes, emotions)


def _arrays(chain: Chain) -> tuple[Any, Any, Any, Any]:
    sources = np.array([way[0] for way in chain.ways])
    targets = np.array([-1 if way[1] is None else way[1] for way in chain.ways])
    shares = np.array([way[3] for way in chain.ways])
    completes = np.array([way[2] == "completed" for way in chain.ways])
    return sources, targets, shares, completes


def plain_solution(chain: Chain, structure: str) -> Figures:
    """What one would write for the purpose."""
    sources, targets, shares, completes = _arrays(chain)
    size, inner = len(chain.states), targets >= 0
    start = np.zeros(size)
    start[0] = 1.0
    onward = csr_array((shares[inner], (sources[inner], targets[inner])), shape=(size, size))
    if structure == "local" or size == SIZES[0]:
        visits = splu((eye_array(size) - onward.T).tocsc()).solve(start)
    else:
        back, visits, moving = onward.T.tocsr(), start.copy(), start
        while moving.max() > 1e-15:
            moving = back @ moving
            visits += moving
    flows = visits[sources] * shares
    ends = {
        chain.states[state]: float(flow) for state, flow in zip(sources[~inner].tolist(), flows[~inner], strict=True)
    }
    by_state = dict(zip(chain.states, visits.tolist(), strict=True))
    return sum(by_state.values()), float(flows[completes].sum()), sum(ends.values())


def our_solution(chain: Chain) -> Figures:
    """The same with journeymap."""
    found = solve(chain)
    return found.steps, found.conversion, sum(end.probability for end in found.ends)


def plain_sample(chain: Chain) -> Figures:
    """Draws customers as one would write it for the purpose: steps, conversion and visits to the first state."""
    sources, targets, shares, completes = _arrays(chain)
    order = np.argsort(sources, kind="stable")
    sources, targets, shares, completes = sources[order], targets[order], shares[order], completes[order]
    upto = np.cumsum(shares)  # each state adds up to 1
    random = np.random.default_rng(SEED)
    states, steps, converted = np.zeros(CUSTOMERS, dtype=np.int64), 0, 0
    visits = np.zeros(len(chain.states), dtype=np.int64)
    lengths = np.zeros(CUSTOMERS, dtype=np.int64)
    who = np.arange(CUSTOMERS)
    while len(who):
        visits += np.bincount(states, minlength=len(visits))
        steps += 1
        way = np.minimum(np.searchsorted(upto, states + random.random(len(states)), side="right"), len(upto) - 1)
        states = targets[way]
        on = states >= 0
        lengths[who[~on]] = steps
        converted += int(completes[way[~on]].sum())
        who, states = who[on], states[on]
    np.quantile(lengths, (0.05, 0.25, 0.5, 0.75, 0.95), method="inverted_cdf")
    return float(lengths.mean()), converted / CUSTOMERS, visits[0] / CUSTOMERS


def our_sample(chain: Chain) -> Figures:
    """The same with journeymap."""
    found = sample(chain, CUSTOMERS, SEED)
    return found.steps.mean, found.conversion, found.visits["t0"]


def in_turn(ours: Callable[[], Figures], plain: Callable[[], Figures], runs: int, within: float) -> tuple[float, ...]:
    """The median seconds of processors of both, one after the other and again, and of the ratios of neighbours."""
    sides: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        found = []
        for each, times in zip((ours, plain), sides, strict=True):
            before = time.process_time()
            found.append(each())
            if run:  # the first does not count
                times.append(time.process_time() - before)
        if any(abs(one - other) > within * max(1.0, abs(other)) for one, other in zip(*found, strict=True)):
            raise SystemExit(f"the figures differ: {found}")
    ratio = statistics.median(one / other if other else 1.0 for one, other in zip(*sides, strict=True))
    return statistics.median(sides[0]), statistics.median(sides[1]), ratio


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    collect_rarely()  # as all commands do
    lines = [
        "# Simulating", "",
        "From `benchmarks/simulate.py`, whose head says what both sides do. Seconds of the processors, user and",
        f"system, each the median of {runs} runs in turn; the ratio is the median of neighbours.", "",
        f"{dt.datetime.now(tz=dt.UTC).date()}, {platform.system()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}.", "",
        "| chain | ways | solved by | journeymap | plain | ratio | ≤ 1.3 × |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for structure in ("local", "random"):
        for size in SIZES:
            chain = made_up(size, structure)
            times = 20 if size == SIZES[0] else 1  # too short to be measured once

            def ours(chain: Chain = chain, times: int = times) -> Figures:
                return [our_solution(chain) for _ in range(times)][-1]

            def plain(chain: Chain = chain, structure: str = structure, times: int = times) -> Figures:
                return [plain_solution(chain, structure) for _ in range(times)][-1]

            mine, other, ratio = in_turn(ours, plain, runs, 1e-9)
            name = "loops within reach of 10" if structure == "local" else "random jumps"
            lines.append(
                f"| {size:,} states, {name} | {len(chain.ways):,} | {solve(chain).method} | {mine / times:.4f} s | "
                f"{other / times:.4f} s | {ratio:.2f} × | {'yes' if ratio <= MOST else 'no'} |"
            )
            print(lines[-1])
    lines += ["", f"{CUSTOMERS:,} customers drawn at random, on 300 states with local ways:", "",
              "| what is told | journeymap | plain | ratio | ≤ 1.3 × |", "| --- | --- | --- | --- | --- |"]  # fmt: skip
    for told in (False, True):
        chain = made_up(300, "local", told=told)
        mine, other, ratio = in_turn(lambda: our_sample(chain), lambda: plain_sample(chain), runs, 0.02)  # noqa: B023
        what = "times and feelings as well" if told else "steps, conversion, visits"
        wanted = ("yes" if ratio <= MOST else "no") if not told else "–"
        lines.append(f"| {what} | {mine:.2f} s | {other:.2f} s | {ratio:.2f} × | {wanted} |")
        print(lines[-1])
    (HERE / "RESULTS-simulate.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
