"""The journey is a draft: nothing in it says that it was learnt from customers.

An assistant writes a whole map in a minute, and so does somebody at a desk. It looks like one that took ten interviews.
So maps, pages, plans and indexes call such a journey a draft, until something in it says what it rests on: the
`evidence` of the journey or of a persona, a feeling or a pain that was `observed` or `measured`, a `source`, a number
with `n` or a `method`, or files of answers in `sources`. A `to-be` map cannot rest on anything yet, and is no draft.

`--severity JM424=error` keeps drafts from being drawn.

## Bad
```yaml
evidence: []
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {score: -1, evidence: assumed}, pains: The card is refused}
```

## Good
```yaml
evidence: [6 interviews in October]
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {score: -1, evidence: assumed}, pains: The card is refused}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.drafts import is_draft
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey that claims something and rests on nothing."""
    if is_draft(journey):
        yield Finding("JM424", "this is a draft: nothing in it says what it rests on", journey.at(),
                      "ask or watch a few customers, and say so: `evidence: [6 interviews]`, `evidence: observed`, "
                      "`source:`, `n:`")  # fmt: skip
