"""The lowest score of `emotion_scale` is not below the highest.

Scores are mapped from this scale to the curve; a scale of no height, or upside down, has no curve.

## Bad
```yaml
emotion_scale: [5, 1]
stages: []
```

## Good
```yaml
emotion_scale: [1, 5]
stages: []
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a scale whose ends are in the wrong order or equal."""
    low, high = journey.emotion_scale
    if low >= high:
        yield Finding(
            "JM110",
            f"the emotion scale goes from {low:g} to {high:g}",
            journey.at("emotion_scale"),
            "write the lowest score first: `[1, 5]`",
        )
