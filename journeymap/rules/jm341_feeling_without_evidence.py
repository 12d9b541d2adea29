"""A feeling does not say what its score rests on.

It counts as assumed, and is drawn so. Write it: `evidence: assumed` says that somebody thought of it, and the next
reader knows what to ask about. A feeling that is a word alone has no score that could rest on anything.

A journey is told of once, with the list.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: -1}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: -1, evidence: assumed}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Gathered
from journeymap.insight.feelings import scored_emotions
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted

_LACK = "feelings do not say what they rest on"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find scores of feelings without evidence."""
    for part, emotion in scored_emotions(journey):
        if not has_value(emotion, "evidence"):
            item = quoted(part.name)
            yield Finding("JM341", f"a feeling at {item} does not say what it rests on", emotion.at(),
                          "add `evidence:`: assumed, observed or measured", gathered=Gathered(_LACK, item))  # fmt: skip
