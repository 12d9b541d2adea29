"""The journey has no takeaway.

The one sentence that says what was found is what people remember of a map; it is its second line.

## Bad
```yaml
takeaway:
```

## Good
```yaml
takeaway: Half of the visitors leave at the size table
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey without a takeaway."""
    if not has_value(journey, "takeaway"):
        yield Finding("JM319", "the journey has no takeaway", journey.at(),
                      "add `takeaway:`, the finding in one sentence",
                      lack=Lack("the journey", ("takeaway",)))  # fmt: skip
