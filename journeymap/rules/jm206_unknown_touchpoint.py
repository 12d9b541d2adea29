"""A reference names a touchpoint that the journey does not have.

Ways on (`next`), actions, competitors' scores, questions and comments of surveys, and lanes of your own refer to
touchpoints by id. One that is misspelt would lead nowhere, and what it says would not be on the map.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: {to: confirmation}}
      - {id: confirmed, name: Gets the confirmation}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: {to: confirmed}}
      - {id: confirmed, name: Gets the confirmation}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.model import EXIT, Journey
from journeymap.rules.base import Context
from journeymap.rules.references import ids_with_spans, mend_reference, touchpoints


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find references to unknown touchpoints in transitions, actions, competitors, lanes and sources."""
    known = touchpoints(journey)
    for name, span in _references(journey):
        if name not in known:
            yield known.finding("JM206", name, span)


def _references(journey: Journey) -> Iterator[tuple[str, Span]]:
    for touchpoint in journey.touchpoints:
        for transition in touchpoint.next:
            if transition.to != EXIT and not transition.to.startswith("?"):
                yield transition.to, transition.at("to")
    for action in journey.actions:
        yield from ids_with_spans(action, "touchpoints", action.touchpoints)
    for competitor in journey.competitors:
        yield from ((name, competitor.at_key("scores", name)) for name in competitor.scores)
    for lane in journey.custom:
        yield from ((name, lane.at_key("texts", name)) for name in lane.texts)
    for source in journey.sources:
        for question in source.questions:
            if not question.touchpoint.startswith("?"):
                yield question.touchpoint, question.at("touchpoint")
        for comments in source.comments:
            if comments.touchpoint is not None and not comments.touchpoint.startswith("?"):
                yield comments.touchpoint, comments.at("touchpoint")


fix = mend_reference
