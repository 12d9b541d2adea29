"""A source of events does not name the columns that every event needs.

`case` says whose an event is, `time` when it happened, and `event` what. The presets of tools that keep
events, such as `ga4`, know all three.

## Bad
```yaml
sources:
  - {id: shop, kind: events, location: events.parquet, time: occurred_at}
```

## Good
```yaml
sources:
  - {id: shop, kind: events, location: events.parquet, case: customer, time: occurred_at, event: name}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.model.source_events import EVENT_PRESETS
from journeymap.rules.base import Context

_NEEDED = ("case", "time", "event")


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find sources of events without these columns, and without a preset that knows them."""
    for source in journey.sources:
        missing = [f"`{name}`" for name in _NEEDED if getattr(source, name) is None]
        if source.kind == "events" and source.preset not in EVENT_PRESETS and missing:
            yield Finding("JM524", f"the events of `{source.id}` have no {', '.join(missing)}", source.at("id"),
                          "name the columns that say whose each event is, when it happened, and what: "
                          "`case`, `time`, `event`")  # fmt: skip
