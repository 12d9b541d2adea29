"""A list of references, such as an action's touchpoints, or of channels names the same thing twice.

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
from journeymap.insight.swot import swot_entries
from journeymap.insight.trees import all_branches
from journeymap.model import Item, Journey, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.references import ids_with_spans, remove_item, texts_with_spans
from journeymap.rules.wording import quoted

_LISTS_OF_ACTION = ("touchpoints", "addresses", "stages", "segments", "owner", "with", "depends_on")

fix = remove_item


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids that stand twice in one list, and channels that stand twice at a touchpoint."""
    for action in journey.actions:
        yield from _repeated_ids(action, _LISTS_OF_ACTION)
    yield from _repeated_ids(journey, ("converts",))
    for source in journey.sources:
        yield from _repeated_ids(source, ("funnel",))
    for _, _, branch in all_branches(journey):
        yield from _repeated_ids(branch, ("segments", "channels", "requires"))
    for _, entry in swot_entries(journey):
        yield from _repeated_ids(entry, ("leads_to",))
    channels = channels_of(journey)
    for touchpoint in journey.touchpoints:
        if len(touchpoint.owner) > 1 or len(getattr(touchpoint, "with")) > 1:
            yield from _repeated_ids(touchpoint, ("owner", "with"))
        if len(touchpoint.channels) > len(channels.at(touchpoint)):
            yield from _repeated_channels(touchpoint, channels)


def _repeated_ids(item: Item, keys: tuple[str, ...]) -> Iterator[Finding]:
    for key in keys:
        ids = getattr(item, key)
        seen: set[str] = set()
        for name, span in ids_with_spans(item, key, ids) if len(ids) > 1 else ():
            if name in seen:
                yield Finding("JM220", f"`{name}` stands twice under `{key}`", span, "take one out or mend it")
            seen.add(name)


def _repeated_channels(touchpoint: Touchpoint, channels: JourneyChannels) -> Iterator[Finding]:
    named: set[str] = set()
    for text, span in texts_with_spans(touchpoint, "channels"):
        name = channels.by_text[text].name if text in channels.by_text else ""
        if name and name in named:
            yield Finding("JM220", f"the channel {quoted(name)} stands twice", span, "take one out or mend it")
        named.add(name)
