"""An action says when it was done, and its status is not `done`.

Either it is done, and map and plan should say so, or the day belongs under `due`.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser, status: in-progress, done: 2026-04-30}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, status: done, done: 2026-04-30}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find actions with a day on which they were done whose status is another than done."""
    for action in journey.actions:
        if action.done is not None and action.status != "done":
            said = f"the action {quoted(action.title)} was done on {action.done}, but is `{action.status}`"
            yield Finding("JM338", said, action.at("done"), "set `status: done`, or write the day as `due`")
