"""A mention such as `[[pays]]` in a text names no touchpoint and no action.

A mention stands for the number of a touchpoint, or for the code of an action, and stays right when a step is put in
before it. One that names nothing is shown as it is typed. Where a touchpoint and an action share the id, the mention
stands for the touchpoint, unless it says which is meant.

## Bad
```yaml
takeaway: Customers are lost at the till ([[pay]]).
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pays, name: Pays}
```

## Good
```yaml
takeaway: Customers are lost at the till ([[pays]]).
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pays, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.insight.mentions import MENTION, mentioned
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds
from journeymap.rules.texts import texts
from journeymap.source.tree import Scalar


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find mentions that name nothing, and those that could name a touchpoint as well as an action."""
    touchpoints, actions = journey.touchpoint_by_id, journey.action_codes
    known = {
        "touchpoint": KnownIds("touchpoint", "touchpoints", touchpoints),
        "action": KnownIds("action", "actions", actions),
        "": KnownIds("touchpoint or action", "touchpoints` or `actions", [*touchpoints, *actions]),
    }
    for text in texts(journey):
        for match in MENTION.finditer(text.text) if "[[" in text.text else ():
            kind, _, name = (part.strip() for part in match[1].rpartition(":"))
            span = _span(text, match.start(), match.end())
            if mentioned(journey, match[1]) is None:
                yield known.get(kind, known[""]).finding("JM230", name, span)
            elif not kind and name in touchpoints and name in actions:
                yield Finding("JM230", f"a touchpoint and an action are called `{name}`; here it is the touchpoint",
                              span, f"write `[[touchpoint:{name}]]` or `[[action:{name}]]`")  # fmt: skip


def _span(text: Scalar, start: int, end: int) -> Span:
    """The span of a part of a text; that of all of it where it is not written on one line without quotes."""
    if text.plain and text.end - text.start == len(text.text):
        return Span(text.start + start, text.start + end)
    return text.span
