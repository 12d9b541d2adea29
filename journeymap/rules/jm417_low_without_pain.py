"""A touchpoint feels bad, and nothing says what hurts.

Where a score is in the lowest quarter of the scale, the reader asks why.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: -1.5}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: -1.5}
        pains: {text: The code comes late, severity: 3}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import lowest_at
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints with a low score and no pain."""
    low, high = journey.emotion_scale
    limit = low + (high - low) / 4
    for touchpoint in journey.touchpoints:
        worst = lowest_at(touchpoint)
        if worst is not None and low < high and worst.known_score <= limit and not has_value(touchpoint, "pains"):
            yield Finding("JM417", f"{quoted(touchpoint.name)} feels bad, and nothing says what hurts",
                          worst.at("score"), "add `pains:`")  # fmt: skip
