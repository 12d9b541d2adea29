"""What an experiment is to find: the difference that matters, and how surely."""

from __future__ import annotations

import math

from journeymap.records import NamedTuple

POWER = 80.0
"""How often a test shows an effect of the size that matters, in percent, unless the plan says otherwise."""
ALPHA = 5.0
"""How often a test shows a difference where there is none, in percent, unless the plan says otherwise."""


class ExperimentDesign(NamedTuple):
    """What a test is to find.

    `effect` is the smallest difference worth seeing, variant less control, with its sign: in percentage points of a
    share, whose `baseline` is in percent, or in the unit of a mean, of which `sd` is the standard deviation of one
    person. A design with `sd` is one of means, and needs no `baseline`. `power` and `alpha` are in percent, `alpha`
    for both directions and all comparisons together. `shares` say how people are divided between the arms, control
    first, in any unit: (1, 1) is half and half.
    """

    baseline: float | None
    effect: float
    sd: float | None = None
    power: float = POWER
    alpha: float = ALPHA
    shares: tuple[float, ...] = (1.0, 1.0)

    @property
    def comparisons(self) -> int:
        """How many variants are compared with control."""
        return len(self.shares) - 1

    @property
    def alpha_each(self) -> float:
        """The probability, 0 to 1, that one comparison shows a difference where there is none.

        α / k for k variants: so the plan holds for whichever of them Holm's procedure looks at first. Source: O. J.
        Dunn, "Multiple comparisons among means", Journal of the American Statistical Association 56 (1961).
        """
        return self.alpha / 100 / self.comparisons

    def check(self) -> None:
        """Raises ValueError, in words for a user, where nothing can be planned."""
        if len(self.shares) < 2 or any(share <= 0 for share in self.shares):
            raise ValueError("an experiment has two arms or more, each with a share above 0")
        if not 0 < self.alpha < 100 or not self.alpha < self.power < 100:
            raise ValueError("alpha and power are between 0 and 100 %, and power is above alpha")
        if not math.isfinite(self.effect) or self.effect == 0:
            raise ValueError("the smallest effect worth seeing is not 0")
        if self.sd is not None:
            if not 0 < self.sd < math.inf:
                raise ValueError("a standard deviation is above 0")
        elif self.baseline is None:
            raise ValueError("a share needs its baseline, and a mean its standard deviation")
        elif not 0 <= self.baseline <= 100:
            raise ValueError(f"a baseline of {self.baseline:g} % is no share")
        elif not 0 <= self.baseline + self.effect <= 100:
            raise ValueError(f"{self.baseline:g} % and {self.effect:+g} points are no share: it is from 0 to 100 %")
