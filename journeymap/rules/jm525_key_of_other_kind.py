"""A source has a key or a preset for the other kind of sources.

A `survey` has answers: questions, metrics and scales. `events` are what customers did: a case, an event, and the map
from events to touchpoints; a long file of answers may `map` its touchpoints, too. What is for the other kind would be
passed over without a word.

## Bad
```yaml
sources:
  - id: shop
    kind: events
    preset: ga4
    location: events.parquet
    respondent: user_pseudo_id
```

## Good
```yaml
sources:
  - id: shop
    kind: events
    preset: ga4
    location: events.parquet
    case: user_pseudo_id
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.model.missing_keys import is_given
from journeymap.model.source_events import EVENT_PRESETS
from journeymap.rules.base import Context
from journeymap.source.tree import Mapping

_OF_EVENTS = ("case", "event", "map", "session_gap", "funnel")
_OF_SURVEYS = ("shape", "period", "respondent", "repeats", "weight", "invited", "per", "feeling", "touchpoint",
               "metric", "score", "scale", "scales", "questions", "comments", "comment", "quotes")  # fmt: skip
_INSTEAD = {"respondent": "write `case`", "touchpoint": "write `event`, and `map` if events are called otherwise",
            "case": "write `respondent`, or `kind: events` if the rows are events",
            "period": "leave it out: events have times"}  # fmt: skip


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find keys of surveys in sources of events, keys of events in surveys, and presets of the other kind."""
    for source in journey.sources:
        is_events = source.kind == "events"
        others, one = (_OF_SURVEYS, "surveys") if is_events else (_OF_EVENTS, "events")
        hint = "leave it out" if is_events else "leave it out, or write `kind: events` if the rows are events"
        is_long = not is_events and source.shape == "long"
        for key in others:
            if key == "map" and is_long:
                continue
            if isinstance(source.node, Mapping) and is_given(source.node, key):
                yield Finding("JM525", f"`{key}` is for {one}", source.node.key(key).span, _INSTEAD.get(key, hint))
        for place in source.map.values() if is_long else ():
            if place.column is not None:
                yield Finding("JM525", "`column` in `map` is for events", place.at("column"),
                              "write the touchpoint's id alone")  # fmt: skip
        if source.preset is not None and (source.preset in EVENT_PRESETS) != is_events:
            kind = "survey" if is_events else "events"
            yield Finding("JM525", f"`{source.preset}` is a tool for {one}", source.at("preset"),
                          f"write `kind: {kind}`, or another preset")  # fmt: skip
