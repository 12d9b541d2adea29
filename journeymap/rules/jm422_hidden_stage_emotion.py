"""A stage has an emotion of a persona who also has scores at the steps of the stage, so that the map does not show it.

The emotion of a stage says how the stage as a whole feels where nothing better is known: a flat line over its steps.
A score at any of them says more, and the map draws the curve. The stage's emotion then counts nowhere.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    emotions: {persona: dana, score: -1}
    touchpoints:
      - {id: cart, name: Fills the cart, emotions: {persona: dana, score: 1}}
      - {id: pay, name: Pays}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: cart, name: Fills the cart, emotions: {persona: dana, score: 1}}
      - {id: pay, name: Pays, emotions: {persona: dana, score: -1}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import is_told_by_steps
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find scores of a stage whose persona has a score at one of its steps."""
    for stage in journey.stages:
        for emotion in stage.emotions:
            if emotion.score is not None and is_told_by_steps(journey, stage, emotion):
                whose = journey.persona_of(emotion)
                of = f" of `{whose}`" if whose else ""
                says = f"the emotion{of} for all of {quoted(stage.name)} is not shown: a step has a score"
                yield Finding("JM422", says, emotion.at(), "take it out, or the scores of the steps")
