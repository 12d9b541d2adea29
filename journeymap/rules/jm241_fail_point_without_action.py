"""Something can go wrong at a moment of truth, and no action is planned for it.

At a moment of truth a failure decides the journey. An action counts when it names the touchpoint, or
one of its pains or opportunities, and was not dropped.

## Bad
```yaml
stages:
  - id: stay
    name: Stay
    touchpoints:
      - id: meal
        name: Is served a meal
        moment_of_truth: true
        backstage: {text: Cooks, fail: Two diets are confused}
```

## Good
```yaml
stages:
  - id: stay
    name: Stay
    touchpoints:
      - id: meal
        name: Is served a meal
        moment_of_truth: true
        backstage: {text: Cooks, fail: Two diets are confused}
actions:
  - {id: a1, title: Trays with names, touchpoints: meal}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.actions import is_acted_on
from journeymap.insight.blueprint import fail_points
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find fail points at moments of truth that no action changes."""
    for touchpoint, part in fail_points(journey):
        if touchpoint.moment_of_truth and not is_acted_on(journey, touchpoint):
            assert part.fail is not None
            yield Finding("JM241", f"{quoted(part.fail)} can happen at a moment of truth, and no action prevents it",
                          key_of(part, "fail"), f"plan an action with `touchpoints: {touchpoint.id}`")  # fmt: skip
