"""`lanes` lists a lane of your own after those of the backstage, and the lane does not say on which side it is.

The customer does not see what is below the line of visibility. A lane of your own is above it, wherever it is listed,
unless it has `side: backstage`.

## Bad
```yaml
lanes: [doing, backstage, papers]
custom:
  - id: papers
    name: Papers in the customer's hands
    texts: {}
```

## Good
```yaml
lanes: [doing, papers, backstage]
custom:
  - id: papers
    name: Papers in the customer's hands
    texts: {}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.lanes import map_lanes
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import ids_with_spans
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find lanes of one's own that are listed after a backstage lane and have no side."""
    without = {lane.id: lane.name for lane in journey.custom if lane.side is None}
    if not journey.lanes or not without:
        return
    sides = dict(map_lanes(journey))
    before = ""
    for name, span in ids_with_spans(journey, "lanes", journey.lanes):
        if before and name in without:
            yield Finding("JM226", f"{quoted(without[name])} is listed after `{before}`, but drawn above the line of "
                          "visibility, where customers see it", span,
                          f"list it before `{before}`, or give it `side: backstage` or `side: frontstage`")  # fmt: skip
        before = before or (name if sides.get(name) == "backstage" else "")
