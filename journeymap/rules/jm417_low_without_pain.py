"""A touchpoint feels bad, and nothing says what hurts.

Where a score is in the lowest quarter of the scale, the reader asks why.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: -1.5}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: -1.5}
        pains: {text: The code comes late, severity: 3}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import holding
from journeymap.model import Journey, Part, Stage
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints and stages with a low score and no pain."""
    low, high = journey.emotion_scale
    limit = low + (high - low) / 4
    for part in journey.parts:
        worst = min(holding(journey, part), key=lambda emotion: emotion.known_score, default=None)
        if worst is not None and low < high and worst.known_score <= limit and not _says_what_hurts(journey, part):
            yield Finding("JM417", f"{quoted(part.name)} feels bad, and nothing says what hurts",
                          worst.at("score"), "add `pains:`")  # fmt: skip


def _says_what_hurts(journey: Journey, part: Part) -> bool:
    """Whether a touchpoint or its stage has pains or, of a stage, any of its touchpoints."""
    near = part.touchpoints if isinstance(part, Stage) else (journey.stage_of[part.id],)
    return has_value(part, "pains") or any(has_value(each, "pains") for each in near)
