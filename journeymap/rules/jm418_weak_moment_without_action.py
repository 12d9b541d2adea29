"""A moment of truth feels bad, and no action will change it.

Of all touchpoints this is the one to begin with. An action counts when it names the touchpoint, or
one of its pains or opportunities, and was not dropped.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        moment_of_truth: fmot
        emotions: {persona: dana, score: -1}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        moment_of_truth: fmot
        emotions: {persona: dana, score: -1}
actions:
  - {id: a1, title: Fewer fields, touchpoints: pay}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.actions import is_acted_on
from journeymap.insight.feelings import lowest_at
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find moments of truth with a score below the middle of the scale that no action changes."""
    middle = sum(journey.emotion_scale) / 2
    for touchpoint in journey.touchpoints:
        worst = lowest_at(journey, touchpoint) if touchpoint.moment_of_truth else None
        if worst is not None and worst.known_score < middle and not is_acted_on(journey, touchpoint):
            yield Finding("JM418", f"the moment of truth {quoted(touchpoint.name)} feels bad, and no action changes it",
                          touchpoint.at(), f"plan an action with `touchpoints: {touchpoint.id}`")  # fmt: skip
