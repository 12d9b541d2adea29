"""`lanes` names a row that there is not.

A row is one of journeymap's own (`doing`, `feeling`, `pains` …) or the id of one under `custom`.

## Bad
```yaml
lanes: [doing, emotions, pains]
```

## Good
```yaml
lanes: [doing, feeling, pains]
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import LANES, Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find lanes that are neither built in nor declared."""
    known = KnownIds("lane", "custom", (*LANES, *(lane.id for lane in journey.custom)))
    for name, span in ids_with_spans(journey, "lanes", journey.lanes):
        if name not in known:
            finding = known.finding("JM210", name, span)
            hint = finding.hint if finding.hint.startswith("did") else f"known: {', '.join(LANES)}, and ids of `custom`"
            yield Finding(finding.code, finding.message, span, hint)


fix = mend_reference
