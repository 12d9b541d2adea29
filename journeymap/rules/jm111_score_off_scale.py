"""A score lies outside the journey's `emotion_scale`.

The point would stand above or below its lane. Scores go from -2 to 2 unless `emotion_scale` declares
another scale; ends of an interval and the scores of competitors are on the same scale.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: 4}
```

## Good
```yaml
emotion_scale: [1, 5]
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: 4}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.insight.feelings import emotions
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find scores and ends of intervals that are outside of the scale."""
    low, high = journey.emotion_scale
    if low >= high:
        return
    for _, emotion in emotions(journey):
        for key, number in (("score", emotion.score), ("low", emotion.low), ("high", emotion.high)):
            if number is not None and not low <= number <= high:
                yield _finding(journey, f"the {key}", number, emotion.at(key))
    for competitor in journey.competitors:
        for touchpoint_id, score in competitor.scores.items():
            if not low <= score <= high:
                yield _finding(
                    journey, f"{quoted(competitor.name)}'s score", score, competitor.at_key("scores", touchpoint_id)
                )


def _finding(journey: Journey, what: str, number: float, span: Span) -> Finding:
    low, high = journey.emotion_scale
    return Finding(
        "JM111",
        f"{what} {number:g} is off the scale, which goes from {low:g} to {high:g}",
        span,
        "mend the number, or declare the scale you use, such as `emotion_scale: [1, 5]`",
    )
