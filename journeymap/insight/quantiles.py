"""The normal distribution and Student's t, as intervals and tests ask for them.

The normal distribution is computed from `math.erfc`: the `statistics` module takes longer to import than a map with
measured experiments takes to check.
"""

from __future__ import annotations

import math
from functools import lru_cache

CONFIDENCE = 95
"""The confidence of an interval, in percent, unless another is asked for; `low` and `high` of a journey mean this."""
_ROOT_2 = math.sqrt(2)
_ROOT_2_PI = math.sqrt(2 * math.pi)
_STEPS = 3


def tail(confidence: float) -> float:
    """Returns the probability below an interval (and above it), for its confidence in percent: 95 gives 0.025.

    Raises ValueError unless the confidence is between 0 and 100.
    """
    if not 0 < confidence < 100:
        raise ValueError("a confidence is between 0 and 100 percent")
    return (100 - confidence) / 200


def normal_below(z: float) -> float:
    """Returns the probability, 0 to 1, that a value of the standard normal distribution is below z."""
    return math.erfc(-z / _ROOT_2) / 2


def normal_at(probability: float) -> float:
    """Returns the z below which a value of the standard normal distribution is with a probability: 0.975 gives 1.96.

    Halley's steps from a start that is right to 0.0005. Source: M. Abramowitz and I. A. Stegun, Handbook of
    Mathematical Functions (1964), 26.2.23. Raises ValueError unless the probability is between 0 and 1.
    """
    if not 0 < probability < 1:
        raise ValueError("a probability is between 0 and 1")
    below = min(probability, 1 - probability)
    t = math.sqrt(-2 * math.log(below))
    over, under = (0.010328 * t + 0.802853) * t + 2.515517, ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1
    z = over / under - t
    for _ in range(_STEPS):
        step = (normal_below(z) - below) * _ROOT_2_PI * math.exp(z * z / 2)
        z -= step / (1 + z * step / 2)
    return z if probability == below else -z


@lru_cache
def normal_quantile(confidence: float) -> float:
    """Returns z of a two-sided interval, for its confidence in percent: 95 gives 1.96. Raises ValueError as `tail`."""
    return -normal_at(tail(confidence))


def t_quantile(confidence: float, df: float) -> float:
    """Returns Student's t of a two-sided interval, for its confidence in percent and degrees of freedom above 0.

    The degrees need not be whole. Needs scipy. Raises ValueError as `tail`.
    """
    from scipy.special import stdtrit  # noqa: PLC0415  means only need it

    return float(stdtrit(df, 1 - tail(confidence)))
