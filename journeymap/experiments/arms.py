"""What was counted in each arm of an experiment."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.records import NamedTuple


class ShareArm(NamedTuple):
    """An arm of which a share is told: of `n` people, `events` did what is counted."""

    variant: str
    n: int
    events: int

    @property
    def share(self) -> float:
        """The share of those who did, 0 to 1."""
        return self.events / self.n


class MeanArm(NamedTuple):
    """An arm of which a mean is told: of `n` people, with the standard deviation of one (over n − 1)."""

    variant: str
    n: int
    mean: float
    sd: float


Arm = ShareArm | MeanArm


def check(arms: Sequence[Arm]) -> None:
    """Raises ValueError, in words for a user, where arms cannot be compared."""
    if len(arms) < 2:
        raise ValueError("an experiment has two arms or more, the first of which is control")
    if len({type(arm) for arm in arms}) > 1:
        raise ValueError("some arms tell counts, and others means; all of them tell the same")
    twice = [arm.variant for number, arm in enumerate(arms) if arm.variant in {each.variant for each in arms[:number]}]
    if twice:
        raise ValueError(f"arm {twice[0]!r} is told twice")
    for arm in arms:
        if isinstance(arm, ShareArm):
            if arm.n < 1 or not 0 <= arm.events <= arm.n:
                raise ValueError(f"arm {arm.variant!r}: {arm.events} of {arm.n} is no share of people")
        elif arm.n < 2 or not (math.isfinite(arm.mean) and math.isfinite(arm.sd)) or arm.sd < 0:
            raise ValueError(f"arm {arm.variant!r}: a mean is of two people or more, with a deviation of 0 or more")


def together(arms: Sequence[Arm]) -> Arm:
    """Returns one arm of several parts of it, such as its segments, which are all of one kind; the first names it.

    The variance of a mean is that within the parts and between them. Raises ValueError for no part.
    """
    if not arms:
        raise ValueError("there is no part")
    first = arms[0]
    n = sum(arm.n for arm in arms)
    if isinstance(first, ShareArm):
        return ShareArm(first.variant, n, sum(arm.events for arm in arms if isinstance(arm, ShareArm)))
    parts = [arm for arm in arms if isinstance(arm, MeanArm)]
    mean = math.fsum(arm.n * arm.mean for arm in parts) / n
    squares = math.fsum((arm.n - 1) * arm.sd**2 + arm.n * (arm.mean - mean) ** 2 for arm in parts)
    return MeanArm(first.variant, n, mean, math.sqrt(squares / (n - 1)) if n > 1 else 0.0)
