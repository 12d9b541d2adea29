"""Two things of one kind have the same id.

Whatever refers to the id would mean the first and never the second. Touchpoints share one set of ids
across all stages, and pains, gains, opportunities and improvements share one, since `addresses` may name any of them.

## Bad
```yaml
owners:
  - {id: shop, name: Shop team}
  - {id: shop, name: Shop managers}
```

## Good
```yaml
owners:
  - {id: shop, name: Shop team}
  - {id: shop-managers, name: Shop managers}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.blueprint import all_service_steps
from journeymap.insight.swot import swot_entries
from journeymap.insight.trees import all_messages, all_questions
from journeymap.model import (
    Action,
    ActionTree,
    Capability,
    Channel,
    Competitor,
    CustomLane,
    Experiment,
    Improvement,
    Journey,
    Message,
    Owner,
    Persona,
    Point,
    Segment,
    ServiceStep,
    Signal,
    Source,
    Stage,
    SwotEntry,
    Touchpoint,
    TreeQuestion,
)
from journeymap.rules.base import Context

_WithId = (
    Owner
    | Segment
    | Persona
    | Channel
    | Stage
    | Touchpoint
    | Point
    | Improvement
    | ServiceStep
    | Message
    | SwotEntry
    | Action
    | Experiment
    | Competitor
    | CustomLane
    | Source
    | Signal
    | Capability
    | ActionTree
    | TreeQuestion
)


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids that an earlier item of the same kind has; stand-ins for missing ids do not count."""
    for noun, items in _kinds(journey):
        seen: set[str] = set()
        for item in items:
            if item.id is None or item.id.startswith("?"):
                continue
            if item.id in seen:
                yield Finding("JM212", f"two {noun} have the id `{item.id}`", item.at("id"),
                              "give this one another, and check what refers to it")  # fmt: skip
            seen.add(item.id)


def _kinds(journey: Journey) -> Iterator[tuple[str, tuple[_WithId, ...]]]:
    yield "owners", journey.owners
    yield "segments", journey.segments
    yield "personas", journey.personas
    yield "channels", journey.channels
    yield "stages", journey.stages
    yield "touchpoints", journey.touchpoints
    yield "pains, gains, opportunities or improvements", tuple(point for _, point in journey.addressable())
    yield "parts of the blueprint", tuple(step for _, step in all_service_steps(journey))
    yield "messages", tuple(all_messages(journey))
    yield "entries of the SWOT", tuple(entry for _, entry in swot_entries(journey))
    yield "actions", journey.actions
    yield "experiments", journey.experiments
    yield "competitors", journey.competitors
    yield "lanes", journey.custom
    yield "sources", journey.sources
    yield "signals", journey.signals
    yield "capabilities", journey.capabilities
    yield "action trees", journey.trees
    yield "questions of trees", tuple(question for _, question in all_questions(journey))
