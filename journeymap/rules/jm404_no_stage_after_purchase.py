"""The journey ends with the purchase.

Loyalty and word of mouth are made afterwards: in use, in service, when something breaks. Said when
stages have phases and none is `post-consumption`; and when no stage has a phase and the last one is
called after buying (purchase, checkout, buy; רכישה, קנייה; خرید; شراء).

## Bad
```yaml
stages:
  - {id: choose, name: Choose, phase: pre-purchase}
  - {id: buy, name: Buy, phase: consumption}
```

## Good
```yaml
stages:
  - {id: choose, name: Choose, phase: pre-purchase}
  - {id: buy, name: Buy, phase: consumption}
  - {id: tell, name: Tell others, phase: post-consumption}
```
"""

import re
from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_PHASES = frozenset({"pre-purchase", "consumption", "post-consumption"})
_BUYING = "purchase purchasing buy buying checkout רכישה הרכישה קנייה הקנייה קניה הקניה خرید شراء الشراء"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey that has no stage after the purchase."""
    if not journey.stages:
        return
    last = journey.stages[-1]
    phases = {stage.phase for stage in journey.stages if stage.phase}
    if phases:
        ends = bool(phases & _PHASES) and "post-consumption" not in phases
    else:
        ends = not set(_BUYING.split()).isdisjoint(re.findall(r"\w+", last.name.casefold()))
    if ends:
        yield Finding("JM404", f"nothing comes after {quoted(last.name)}", last.at("phase"),
                      "add what happens in use and afterwards, with `phase: post-consumption`")  # fmt: skip
