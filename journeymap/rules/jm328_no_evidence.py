"""The journey does not say what it rests on.

A reader wants to know whether a map comes from interviews, from numbers or from a meeting room.

## Bad
```yaml
evidence: []
```

## Good
```yaml
evidence: [14 interviews in October, web analytics of the last quarter]
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey without evidence."""
    if not has_value(journey, "evidence"):
        yield Finding("JM328", "the journey does not say what it rests on", journey.at(),
                      "add `evidence:`: interviews, surveys, analytics, or `assumptions of a workshop`",
                      lack=Lack("the journey", ("evidence",)))  # fmt: skip
