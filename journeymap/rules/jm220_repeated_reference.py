"""A list of an action's references, or of a touchpoint's channels, names the same thing twice.

Most often one of the two was meant to be another.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: cart, name: Fills the cart}
      - {id: pay, name: Pays}
actions:
  - {id: a1, title: Fewer fields, touchpoints: [pay, pay]}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: cart, name: Fills the cart}
      - {id: pay, name: Pays}
actions:
  - {id: a1, title: Fewer fields, touchpoints: [cart, pay]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.channels import JourneyChannels, channels_of
from journeymap.model import Journey, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.references import ids_with_spans, remove_item, texts_with_spans
from journeymap.rules.wording import quoted

fix = remove_item


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids that stand twice in one list of an action, and channels that stand twice at a touchpoint."""
    for action in journey.actions:
        for key in ("touchpoints", "addresses", "segments", "depends_on"):
            seen: set[str] = set()
            for name, span in ids_with_spans(action, key, getattr(action, key)):
                if name in seen:
                    yield Finding("JM220", f"`{name}` stands twice under `{key}`", span, "take one out or mend it")
                seen.add(name)
    channels = channels_of(journey)
    for touchpoint in journey.touchpoints:
        if len(touchpoint.channels) > len(channels.at(touchpoint)):
            yield from _repeated_channels(touchpoint, channels)


def _repeated_channels(touchpoint: Touchpoint, channels: JourneyChannels) -> Iterator[Finding]:
    named: set[str] = set()
    for text, span in texts_with_spans(touchpoint, "channels"):
        name = channels.by_text[text].name if text in channels.by_text else ""
        if name and name in named:
            yield Finding("JM220", f"the channel {quoted(name)} stands twice", span, "take one out or mend it")
        named.add(name)
