"""Parts of the blueprint support each other in a circle, or one supports itself.

What rests on something cannot carry it as well. In a blueprint, systems support the backstage, and the
backstage the frontstage.

## Bad
```yaml
stages:
  - id: stay
    name: Stay
    touchpoints:
      - id: meal
        name: Is served a meal
        frontstage: {id: serves, text: Brings the tray, supports: cooks}
        backstage: {id: cooks, text: Cooks, supports: serves}
```

## Good
```yaml
stages:
  - id: stay
    name: Stay
    touchpoints:
      - id: meal
        name: Is served a meal
        frontstage: {id: serves, text: Brings the tray}
        backstage: {id: cooks, text: Cooks, supports: serves}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.blueprint import all_service_steps
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.circles import circles, told
from journeymap.rules.wording import key_of


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find circles of supports, one for each group of connected parts."""
    parts = {part.id: part for _, part in reversed(list(all_service_steps(journey))) if part.id}
    for circle in circles({name: parts[name].supports for name in reversed(parts)}):
        message = f"parts of the blueprint support each other in a circle: {told(circle)}"
        yield Finding("JM240", message if len(circle) > 1 else f"`{circle[0]}` supports itself",
                      key_of(parts[circle[0]], "supports"), "take one of these out")  # fmt: skip
