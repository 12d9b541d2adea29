"""A severe pain does not say how anybody knows of it.

Severe pains decide where money goes. Say what each rests on: `evidence` (`assumed`, `observed` or `measured`), or its
`source`. Assumed is an answer, too: then others know that it is to be looked at first.

A journey is told of once, with the list.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, pains: {text: The card is refused, severity: 5}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, pains: {text: The card is refused, severity: 5, evidence: observed, source: 9 interviews}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Gathered
from journeymap.insight.pains import severe_pains
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted

_LACK = "severe pains do not say what they rest on"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find severe pains with neither evidence nor a source."""
    for _, pain in severe_pains(journey):
        if not has_value(pain, "evidence") and not has_value(pain, "source"):
            item = quoted(pain.text)
            yield Finding("JM339", f"the severe pain {item} does not say what it rests on", pain.at(),
                          "add `evidence:` (assumed, observed or measured), or `source:`, where it was learnt",
                          gathered=Gathered(_LACK, item))  # fmt: skip
