"""The journey does not say when it was last reviewed and when it will be again.

Customers change, shops change, and a map that nobody goes through again is wrong within a year.

## Bad
```yaml
review:
```

## Good
```yaml
review: {last: 2026-01-10, every: 4 months}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey without a review."""
    if not has_value(journey, "review"):
        yield Finding("JM315", "the journey has no review", journey.at(),
                      f"add `review: {{last: {context.today}, every: 4 months}}`",
                      lack=Lack("the journey", ("review",)))  # fmt: skip
