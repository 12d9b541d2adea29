"""Nobody is left to take a way on from a touchpoint.

Its share is 0, or it has none and the others' shares already add up to 100 %; or it is the way of a segment that does
not pass at one of its ends. An arc would be drawn
that no customer takes.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: cart
        name: Fills the cart
        next: [{to: pay, share: 60%}, {to: exit, share: 40%}, {to: gift, when: it is a gift}]
      - {id: gift, name: Chooses a gift wrap}
      - {id: pay, name: Pays}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: cart
        name: Fills the cart
        next: [{to: pay, share: 50%}, {to: exit, share: 40%}, {to: gift, when: it is a gift}]
      - {id: gift, name: Chooses a gift wrap}
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.passing import passing_at
from journeymap.insight.transitions import Transition, is_taken, transitions
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find transitions that no customer takes."""
    for transition in transitions(journey):
        written = transition.written
        if not written or is_taken(transition) or (transition.who == () and not passing_at(journey, transition.source)):
            continue
        if written.segment is not None and not _may_pass(journey, transition):
            yield Finding("JM221", f"the segment `{written.segment}` does not go from {quoted(transition.source.name)} "
                          f"to `{transition.to}`", written.at("segment"),
                          "add the segment to the touchpoint's `segments`, or take the way out")  # fmt: skip
        else:
            yield Finding("JM221", f"nobody is left to go to `{transition.to}`", written.at("share"),
                          "give it a share, and the other ways less")  # fmt: skip


def _may_pass(journey: Journey, transition: Transition) -> bool:
    """Whether the segment of a way passes at both of its ends; one that is not declared is another finding."""
    assert transition.written is not None
    segment = transition.written.segment
    ends = [each for each in (transition.source, transition.target) if each is not None]
    return all(any(who.segment == segment for who in passing_at(journey, end)) for end in ends)
