"""The shares of the segments add up to more than all customers.

Segments are parts of one whole; where customers are divided in several ways, those with one `dimension` are. Those that
overlap on purpose have no shares that can be compared; leave the shares out, and say in the descriptions how large each
is.

## Bad
```yaml
segments:
  - {id: new, name: New, share: 60%}
  - {id: returning, name: Returning, share: 55%}
```

## Good
```yaml
segments:
  - {id: new, name: New, share: 45%}
  - {id: returning, name: Returning, share: 55%}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.transitions import ROUNDING
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import percent


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the first segment with which the shares add up to more than 100 %."""
    totals: dict[str | None, float] = {}
    for segment in journey.segments:
        before = totals.get(segment.dimension, 0.0)
        total = totals[segment.dimension] = before + (segment.share or 0)
        if before <= 1 + ROUNDING < total:
            whole = sum(each.share or 0 for each in journey.segments if each.dimension == segment.dimension)
            by = f" by {segment.dimension}" if segment.dimension else ""
            yield Finding(
                "JM117",
                f"the segments' shares{by} add up to {percent(whole)}",
                segment.at("share"),
                "mend a share, or leave them out where segments overlap; "
                "say the `dimension` of those that are divided in another way",
            )
