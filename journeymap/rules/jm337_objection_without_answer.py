"""An objection has no answer.

It is known what keeps customers from going on, and not what is said to it.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, objections: What if it does not fit?}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        objections: {text: What if it does not fit?, answer: Sending it back is free for a month}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.objections import unanswered
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find objections without an answer."""
    for _, objection in unanswered(journey):
        if not has_value(objection, "answer"):
            yield Finding("JM337", f"the objection {quoted(objection.text)} has no answer", objection.at(),
                          "write `{text: …, answer: …}`, or plan an action that finds one")  # fmt: skip
