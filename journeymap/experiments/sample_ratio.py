"""Whether people came to the arms in the ratio that was asked for: if not, nothing can be judged."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from journeymap.insight.experiments import BROKEN_SPLIT
from journeymap.records import NamedTuple

SMALL = 5
"""Where fewer than so many are expected in an arm, the exact test takes the place of χ²."""
MOST_SPLITS = 200_000
"""Where people can be divided in more ways than so many, the small arms are put together instead."""
_AS_LIKELY = 1 + 1e-7


class SampleRatio(NamedTuple):
    """How likely a split at least as uneven is, were all well: `p`, and whether it is a `mismatch`, with the method.

    `chi-square`, `exact multinomial`, or `chi-square, small arms together`.
    """

    p: float
    mismatch: bool
    method: str


def sample_ratio(people: Sequence[int], shares: Sequence[float], limit: float = BROKEN_SPLIT) -> SampleRatio:
    """Returns whether so many people in each arm fit the shares that were asked for, which are in any unit.

    Pearson's χ², or the exact multinomial probability of all splits that are no more likely than this one where fewer
    than 5 are expected in an arm. Source: A. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled
    experiments", KDD 2019. Raises ValueError for nobody at all, and shares that are none.
    """
    if len(people) != len(shares) or len(people) < 2 or any(share <= 0 for share in shares):
        raise ValueError("each of two arms or more has a share above 0")
    total, whole = sum(people), math.fsum(shares)
    if total < 1 or min(people) < 0:
        raise ValueError("nobody is in the experiment")
    parts = [share / whole for share in shares]
    if total * min(parts) >= SMALL:
        return _by_chi_square(people, parts, limit, "chi-square")
    if math.comb(total + len(people) - 1, len(people) - 1) <= MOST_SPLITS:
        p = _exact(people, parts)
        return SampleRatio(p, p < limit, "exact multinomial")
    return _by_chi_square(*_small_together(people, parts), limit, "chi-square, small arms together")


def _by_chi_square(people: Sequence[int], parts: Sequence[float], limit: float, method: str) -> SampleRatio:
    total = sum(people)
    squares = math.fsum((n - total * part) ** 2 / (total * part) for n, part in zip(people, parts, strict=True))
    p = _above(squares, len(people) - 1)
    return SampleRatio(p, p < limit, method)


def _above(value: float, degrees: int) -> float:
    """The probability that χ² with so many degrees of freedom is above a value, by its finite sum."""
    half = value / 2
    if degrees % 2:
        found, term, order = math.erfc(math.sqrt(half)), math.exp(-half) * math.sqrt(half / math.pi) * 2, 1.5
    else:
        found, term, order = 0.0, math.exp(-half), 1.0
    for _ in range(degrees // 2):
        found += term
        term *= half / order
        order += 1
    return min(1.0, found)


def _exact(people: Sequence[int], parts: Sequence[float]) -> float:
    logs = [math.log(part) for part in parts]

    def likely(split: Sequence[int]) -> float:
        return math.fsum(n * log - math.lgamma(n + 1) for n, log in zip(split, logs, strict=True))

    total = sum(people)
    constant = math.lgamma(total + 1)
    limit = likely(people) + math.log(_AS_LIKELY)
    found = (likely(split) for split in _splits(total, len(people)))
    return min(1.0, math.fsum(math.exp(constant + each) for each in found if each <= limit))


def _splits(people: int, arms: int) -> Iterator[tuple[int, ...]]:
    if arms == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for others in _splits(people - first, arms - 1):
            yield (first, *others)


def _small_together(people: Sequence[int], parts: Sequence[float]) -> tuple[list[int], list[float]]:
    """Arms put together, the smallest first, until 5 are expected in each (W. G. Cochran, Biometrics 10 (1954))."""
    left = sorted(zip(parts, people, strict=True))
    total = sum(people)
    while len(left) > 2 and left[0][0] * total < SMALL:
        (part, n), (other_part, other_n) = left[:2]
        left = sorted([(part + other_part, n + other_n), *left[2:]])
    return [n for _, n in left], [part for part, _ in left]
