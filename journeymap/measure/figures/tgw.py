"""Things gone wrong: a rate, which may pass one for each customer, with an exact Poisson interval."""

from __future__ import annotations

from journeymap.insight.quantiles import CONFIDENCE, tail
from journeymap.measure.figures.counts import Clusters, ScoreCounts, effective_number
from journeymap.measure.figures.estimate import Estimate

PER = 1000
"""For how many customers a journey tells the rate."""


def garwood(events: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Returns the exact interval of the mean of a Poisson variable of which `events` were counted, 0 or more.

    Its ends are χ²(α/2; 2x)/2 and χ²(1 − α/2; 2x + 2)/2. Source: F. Garwood, "Fiducial limits for the Poisson
    distribution", Biometrika 28 (1936). Weights make fractions of events; the quantiles are then those of the gamma
    distribution that these are. Needs scipy. Raises ValueError for fewer than 0 events.
    """
    from scipy.special import gammaincinv

    if events < 0:
        raise ValueError("events cannot be fewer than 0")
    alpha = tail(confidence)
    low = float(gammaincinv(events, alpha)) if events > 0 else 0.0
    return min(low, events), max(float(gammaincinv(events + 1, 1 - alpha)), events)


def tgw(
    counts: ScoreCounts, confidence: float = CONFIDENCE, clusters: Clusters | None = None, per: float = 1
) -> Estimate:
    """Returns things gone wrong for each 1,000 customers; weighted where the answers are.

    A score is how many things went wrong, for each `per` customers (100 converts what is told per 100). An answer
    stands for one customer. The interval is Garwood's over the rate × n′ events. `clusters` are of the scores; their
    design effect is over the Poisson variance, rate / n. Raises ValueError without answers, for a score below 0, and
    `per` of 0.
    """
    if per <= 0 or any(row.score < 0 for row in counts.rows):
        raise ValueError("things gone wrong are counted from 0, for each of more than 0 customers")
    rate = counts.mean_of(lambda score: score) / per
    told = (
        None
        if clusters is None
        else clusters._replace(y=clusters.y / per, y2=clusters.y2 / per**2, my=clusters.my / per)
    )
    n = effective_number(counts, rate / counts.n_effective, told)
    low, high = (end / n for end in garwood(rate * n, confidence))
    low, high = min(low, rate), max(high, rate)
    respondents = clusters.respondents if clusters else None
    return Estimate(rate, low, high, counts.n, n, respondents, "poisson", confidence).scaled(PER)
