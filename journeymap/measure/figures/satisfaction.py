"""Customer satisfaction, customer effort, and importance with opportunity: shares and means by the question's scale."""

from __future__ import annotations

from journeymap.insight.quantiles import CONFIDENCE
from journeymap.measure.figures.counts import Clusters, ScoreCounts
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.means import mean
from journeymap.measure.figures.scale import ScoreScale, is_above_middle, is_top_box
from journeymap.measure.figures.shares import share


def csat(
    counts: ScoreCounts,
    scale: ScoreScale,
    confidence: float = CONFIDENCE,
    clusters: Clusters | None = None,
    boxes: int | None = None,
) -> Estimate:
    """Returns the satisfied, in percent: the share of answers in the top boxes of the scale, with Wilson's interval.

    `clusters` are of the indicator `is_top_box`, and `boxes` as there. Raises ValueError without answers.
    """
    return share(counts, lambda score: is_top_box(score, scale, boxes), confidence, clusters).scaled(100)


def ces_mean(
    counts: ScoreCounts, scale: ScoreScale, confidence: float = CONFIDENCE, clusters: Clusters | None = None
) -> Estimate:
    """Returns the customer effort score as a mean on the question's scale, with Student's interval; higher is easier.

    Where lower is the better answer, the scale is turned: low + high − mean. `clusters` are of the scores as answered.
    Raises ValueError without answers.
    """
    found = mean(counts, confidence, clusters)
    return found if scale.higher_is_better else found.mapped(-1, scale.low + scale.high)


def ces_share(
    counts: ScoreCounts, scale: ScoreScale, confidence: float = CONFIDENCE, clusters: Clusters | None = None
) -> Estimate:
    """Returns those who found it easy, in percent: the share of answers beyond the middle of the scale.

    Those are 5 to 7 of 1 to 7. The interval is Wilson's. `clusters` are of the indicator `is_above_middle`. Raises
    ValueError without answers.
    """
    return share(counts, lambda score: is_above_middle(score, scale), confidence, clusters).scaled(100)


def importance(
    counts: ScoreCounts,
    scale: ScoreScale,
    confidence: float = CONFIDENCE,
    clusters: Clusters | None = None,
    boxes: int | None = None,
) -> Estimate:
    """Returns how important something is, 0 to 10: ten times the share of answers in the top boxes, as in `csat`."""
    return csat(counts, scale, confidence, clusters, boxes).scaled(0.1)


def opportunity(important: Estimate, satisfied: Estimate) -> Estimate:
    """Returns the opportunity score, 0 to 20: importance + max(importance − satisfaction, 0).

    `important` is the `importance` of a touchpoint, 0 to 10, and `satisfied` its `csat`, in percent. The two are often
    answers of the same people and depend on each other in a way that is not counted, so the score has no interval. Its
    n is the lesser one. Source: A. W. Ulwick, What Customers Want (McGraw-Hill 2005).
    """
    share_of_ten = satisfied.scaled(10 / satisfied.unit).value
    value = important.value + max(important.value - share_of_ten, 0.0)
    fewer = min(important, satisfied, key=lambda found: (found.n_effective, found.n))
    return Estimate(value, None, None, fewer.n, fewer.n_effective, None, "ulwick", important.confidence)
