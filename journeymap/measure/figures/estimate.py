"""What is known of a value: the value itself, its interval, and how many answers it rests on."""

from __future__ import annotations

from journeymap.insight.quantiles import CONFIDENCE
from journeymap.records import NamedTuple


class Estimate(NamedTuple):
    """A value with its interval, both in the same unit; `low` and `high` are None where there is no interval.

    `n` is the number of answers, unweighted, and `n_effective` how many independent answers of equal weight say as
    much. `respondents` is known where answers were clustered, else None. `method` is how the interval was computed:
    `wilson`, `adjusted-wald`, `t`, `poisson`, `order-statistics`, or `ulwick`, which has none. `confidence` is in
    percent. `unit` is what a share, or a rate for one customer, was multiplied by: 100 for percent; 1 for means.
    """

    value: float
    low: float | None
    high: float | None
    n: int
    n_effective: float
    respondents: int | None
    method: str
    confidence: float = CONFIDENCE
    unit: float = 1.0

    def scaled(self, by: float) -> Estimate:
        """Returns the estimate in another unit: value, interval and `unit` multiplied by a positive number."""
        low, high = (None if end is None else end * by for end in (self.low, self.high))
        return self._replace(value=self.value * by, low=low, high=high, unit=self.unit * by)

    def mapped(self, slope: float, offset: float) -> Estimate:
        """Returns the estimate of slope × value + offset; a negative slope swaps the ends of the interval."""
        ends = [None if end is None else slope * end + offset for end in (self.low, self.high)]
        low, high = ends if slope >= 0 else reversed(ends)
        return self._replace(value=slope * self.value + offset, low=low, high=high)


def unit_of(metric: str, method: str) -> float:
    """Returns the `unit` of a metric's estimate as a journey tells it: what is read from a file is compared in it.

    Shares are told in percent, and the Net Promoter Score likewise, rates for 1,000 customers, and importance from 0 to
    10; all else as it was answered.
    """
    if metric == "importance":
        return 10.0
    return {"wilson": 100.0, "adjusted-wald": 100.0, "poisson": 1000.0}.get(method, 1.0)
