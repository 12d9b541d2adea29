"""Actions wait for each other in a circle, so that none of them can begin.

## Bad
```yaml
actions:
  - {id: a1, title: Measure all sizes, depends_on: a2}
  - {id: a2, title: A size adviser, depends_on: a1}
```

## Good
```yaml
actions:
  - {id: a1, title: Measure all sizes}
  - {id: a2, title: A size adviser, depends_on: a1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of

_SHOWN = 6


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find circles of dependencies, one for each group of connected actions."""
    actions = {action.id: action for action in reversed(journey.actions)}
    stuck = _stuck({action.id: [name for name in action.depends_on if name in actions] for action in actions.values()})
    seen: set[str] = set()
    for start in (action.id for action in journey.actions if action.id in stuck):
        path: dict[str, int] = {}
        name = start
        while name not in seen and name not in path:
            path[name] = len(path)
            name = stuck[name]
        seen.update(path)
        if name in path:
            circle = list(path)[path[name] :]
            yield Finding("JM209", _message(circle), key_of(actions[circle[0]], "depends_on"), "take one of these out")


def _stuck(waits_for: dict[str, list[str]]) -> dict[str, str]:
    """Returns the actions that can never begin, each with an action that it waits for and that cannot begin either."""
    waiting: dict[str, list[str]] = {name: [] for name in waits_for}
    unfinished = {name: len(others) for name, others in waits_for.items()}
    for name, others in waits_for.items():
        for other in others:
            waiting[other].append(name)
    ready = [name for name, count in unfinished.items() if not count]
    for name in ready:
        for other in waiting[name]:
            unfinished[other] -= 1
            if not unfinished[other]:
                ready.append(other)
    return {
        name: next(other for other in others if unfinished[other])
        for name, others in waits_for.items()
        if unfinished[name]
    }


def _message(circle: list[str]) -> str:
    if len(circle) == 1:
        return f"`{circle[0]}` depends on itself"
    shown = [f"`{name}`" for name in circle[:_SHOWN]]
    if len(circle) > _SHOWN:
        shown.append(f"{len(circle) - _SHOWN} more")
    return f"actions wait for each other in a circle: {' → '.join(shown)} → `{circle[0]}`"
