"""An emotion's score is not between its `low` and `high`.

The two are the ends of the score's 95 % interval, so the score lies between them or the numbers come
from different surveys.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: 1.5, low: -0.5, high: 1, evidence: measured}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: 0.5, low: -0.5, high: 1, evidence: measured}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import emotions
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find scores below their interval or above it."""
    for _, emotion in emotions(journey):
        score = emotion.score
        if score is None:
            continue
        if emotion.low is not None and score < emotion.low:
            yield Finding("JM112", f"the score {score:g} is below its own `low`, {emotion.low:g}",
                          emotion.at("score"), "low ≤ score ≤ high")  # fmt: skip
        if emotion.high is not None and score > emotion.high:
            yield Finding("JM112", f"the score {score:g} is above its own `high`, {emotion.high:g}",
                          emotion.at("score"), "low ≤ score ≤ high")  # fmt: skip
