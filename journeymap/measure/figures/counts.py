"""Answers as they are counted: by score, and by respondent where one respondent may answer several times."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from journeymap.records import NamedTuple, cached_property


class ScoreCount(NamedTuple):
    """The answers of one score: `n` answers, `w` the sum of their weights, `w2` the sum of the squared weights."""

    score: float
    n: int
    w: float
    w2: float


@dataclass(frozen=True)
class ScoreCounts:
    """The answers of one cell by score; the scores ascend, and each stands once.

    Without weights, `w` and `w2` of each score are its `n`. Answers are made with `of` or `unweighted`, which check.
    """

    rows: tuple[ScoreCount, ...]

    @classmethod
    def of(cls, rows: Iterable[tuple[float, int, float, float]]) -> Self:
        """Returns answers from rows of score, n, Σ weights and Σ squared weights, in any order; equal scores add up.

        Raises ValueError for a score that is no finite number, and for a negative or infinite count or weight.
        """
        found: dict[float, tuple[int, float, float]] = {}
        for score, n, w, w2 in rows:
            if not math.isfinite(score):
                raise ValueError("a score must be a finite number")
            if n < 0 or not (0 <= w < math.inf and 0 <= w2 < math.inf):
                raise ValueError("counts and weights must be finite and not negative")
            before = found.get(score, (0, 0.0, 0.0))
            found[score] = (before[0] + n, before[1] + w, before[2] + w2)
        return cls(tuple(ScoreCount(score, *found[score]) for score in sorted(found) if found[score][0]))

    @classmethod
    def unweighted(cls, counts: Mapping[float, int]) -> Self:
        """Returns answers from the number of answers by score. Raises ValueError as `of` does."""
        return cls.of((score, n, n, n) for score, n in counts.items())

    @classmethod
    def together(cls, parts: Iterable[ScoreCounts]) -> Self:
        """Returns the answers of several cells as those of one."""
        return cls.of(row for part in parts for row in part.rows)

    @cached_property
    def n(self) -> int:
        """How many answers there are, whatever they weigh."""
        return sum(row.n for row in self.rows)

    @cached_property
    def weight(self) -> float:
        """The sum of the weights."""
        return math.fsum(row.w for row in self.rows)

    @cached_property
    def n_effective(self) -> float:
        """The effective number of answers: (Σw)² / Σw², at most n.

        Source: L. Kish, Survey Sampling (Wiley 1965), section 11.7. Raises ValueError where nothing has weight.
        """
        weight = self.known_weight
        # Equal weights are recognised within the rounding of sums, so that they give the number itself.
        effective = weight * (weight / math.fsum(row.w2 for row in self.rows))
        return float(self.n) if effective > self.n * (1 - 1e-12) else effective

    @property
    def known_weight(self) -> float:
        """The sum of the weights. Raises ValueError where it is 0: nothing can be said without answers."""
        weight = self.weight
        if weight <= 0:
            raise ValueError("there are no answers that have a weight")
        return weight

    @property
    def is_even(self) -> bool:
        """Whether all answers weigh the same, so that weights change nothing."""
        return self.n_effective == self.n

    @property
    def has_variance(self) -> bool:
        """Whether at least two different scores have a weight."""
        return sum(row.w > 0 for row in self.rows) > 1

    def mean_of(self, of: Callable[[float], float]) -> float:
        """Returns the weighted mean Σw·f(s) / Σw of a function of the score. Raises ValueError without answers."""
        weight = self.known_weight
        return math.fsum(row.w * of(row.score) for row in self.rows) / weight


class Clusters(NamedTuple):
    """Sums over the respondents of a cell, for a value y of each answer: an indicator (0 or 1), `nps_part` or a score.

    A respondent with m answers (weighted: the sum of their weights) has the sum y over them (weighted: of weight × y).
    `respondents` is how many there are; `m`, `m2`, `y`, `y2` and `my` are Σm, Σm², Σy, Σy² and Σm·y.
    """

    respondents: int
    m: float
    m2: float
    y: float
    y2: float
    my: float

    @classmethod
    def of(cls, respondents: Iterable[tuple[float, float]]) -> Self:
        """Returns the sums over respondents, each with m and y."""
        found = list(respondents)
        return cls(
            len(found),
            math.fsum(m for m, _ in found),
            math.fsum(m * m for m, _ in found),
            math.fsum(y for _, y in found),
            math.fsum(y * y for _, y in found),
            math.fsum(m * y for m, y in found),
        )

    @property
    def variance(self) -> float:
        """The variance of the mean p = Σy / Σm over respondents: Σ(y − p·m)² / (Σm)².

        Source: the linearised variance of a ratio, W. G. Cochran, Sampling Techniques (3rd ed., Wiley 1977),
        chapter 6, without the factor C / (C − 1).
        """
        p = self.y / self.m
        return max(0.0, self.y2 - 2 * p * self.my + p * p * self.m2) / (self.m * self.m)


def effective_number(counts: ScoreCounts, variance: float, clusters: Clusters | None) -> float:
    """Returns n′, how many independent answers of equal weight say as much as these do.

    `variance` is that of the value if no respondent had answered twice. Without `clusters`, n′ is that of Kish. With
    them it is divided by the design effect, clusters.variance / variance, which counts as at least 1. Where nothing
    varies, or there is one respondent only, no effect can be seen: n′ is then at most the number of respondents.
    Source: Kish, Survey Sampling (1965), section 8.2. Raises ValueError where the clusters are of other answers.
    """
    n = counts.n_effective
    if clusters is None:
        return n
    if not math.isclose(clusters.m, counts.weight, rel_tol=1e-6):
        raise ValueError("the respondents' answers are not those that are counted by score")
    if variance <= 0 or clusters.respondents == 1:
        return min(n, float(clusters.respondents))
    return n / max(1.0, clusters.variance / variance)
