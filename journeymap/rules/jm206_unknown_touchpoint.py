"""A reference names a touchpoint that the journey does not have.

Ways on (`next`), actions, action trees, competitors' scores, questions and comments of surveys, the map and funnel of
events, `converts`, and lanes of your own refer to touchpoints by id. One that is misspelt would lead nowhere, and what
it says would not be on the map.

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
from journeymap.model import EXIT, CommentColumn, Effect, Journey, Question, Source
from journeymap.rules.base import Context
from journeymap.rules.references import ids_with_spans, mend_reference, touchpoints


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find references to unknown touchpoints in all that names one, from transitions to sources."""
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
    for effect in journey.effects:
        yield from _in_effect(effect)
    for competitor in journey.competitors:
        yield from ((name, competitor.at_key("scores", name)) for name in competitor.scores)
    for lane in journey.custom:
        yield from ((name, lane.at_key("texts", name)) for name in lane.texts)
    for tree in journey.trees:
        if tree.touchpoint is not None:
            yield tree.touchpoint, tree.at("touchpoint")
    for experiment in journey.experiments:
        if not experiment.touchpoint.startswith("?"):
            yield experiment.touchpoint, experiment.at("touchpoint")
    yield from ids_with_spans(journey, "converts", journey.converts)
    for source in journey.sources:
        yield from _in_source(source)


def _in_effect(effect: Effect) -> Iterator[tuple[str, Span]]:
    for key in ("time", "emotion"):
        name = getattr(effect, key)
        if name is not None:
            yield name, effect.at(key)
    for key in ("from", "to"):
        name = getattr(effect.share, key, EXIT)
        if name != EXIT and not name.startswith("?") and effect.share is not None:
            yield name, effect.share.at(key)


def _in_source(source: Source) -> Iterator[tuple[str, Span]]:
    asking: tuple[Question | CommentColumn, ...] = (*source.questions, *source.comments)
    for asked in asking:
        if asked.touchpoint is not None and not asked.touchpoint.startswith("?"):
            yield asked.touchpoint, asked.at("touchpoint")
    for place in source.map.values():
        if place.touchpoint is not None:
            yield place.touchpoint, place.at("touchpoint")
        yield from ((name, place.at_value("map", value)) for value, name in place.map.items())
    yield from ids_with_spans(source, "funnel", source.funnel)


fix = mend_reference
