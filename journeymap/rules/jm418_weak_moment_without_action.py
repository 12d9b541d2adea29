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
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find moments of truth below the middle of the scale that no action touches."""
    middle = sum(journey.emotion_scale) / 2
    standing = [action for action in journey.actions if action.status != "dropped"]
    touched = {name for action in standing for name in action.touchpoints}
    addressed = {name for action in standing for name in action.addresses}
    for touchpoint in journey.touchpoints:
        if not touchpoint.moment_of_truth or touchpoint.id in touched:
            continue
        points = {point.id for point in (*touchpoint.pains, *touchpoint.opportunities)}
        if any(emotion.score < middle for emotion in touchpoint.emotions) and not points & addressed:
            yield Finding("JM418", f"the moment of truth {quoted(touchpoint.name)} feels bad, and no action changes it",
                          touchpoint.at(), f"plan an action with `touchpoints: {touchpoint.id}`")  # fmt: skip
