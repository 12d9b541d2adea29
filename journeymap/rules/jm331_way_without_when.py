"""Several ways lead on from a touchpoint, and one says neither when it is taken nor how often, nor by whom.

The only one without a share takes the rest, which says how often.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: cart, name: Fills the cart, next: [pay, exit]}
      - {id: pay, name: Pays}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: cart, name: Fills the cart, next: [{to: pay, share: 30%}, {to: exit, when: shipping costs too much}]}
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find transitions without `when`, `share` and `segment`, where a touchpoint has several transitions."""
    for touchpoint in journey.touchpoints:
        silent = sum(transition.share is None for transition in touchpoint.next)
        takes_the_rest = silent == 1 and len({transition.segment for transition in touchpoint.next}) == 1
        for transition in touchpoint.next if len(touchpoint.next) > 1 and not takes_the_rest else ():
            if not any(has_value(transition, key) for key in ("when", "share", "segment")):
                yield Finding("JM331", f"nothing says when customers go to `{transition.to}`", transition.at(),
                              "add `when:`, in a few words, or `share:`")  # fmt: skip
