"""No touchpoint uses a channel that is declared.

Most often touchpoints write its name in other words, and the map shows those as a channel of its own.

## Bad
```yaml
channels:
  - {id: phone, name: Phone, colour: violet}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: ask, name: Asks, channels: Telephone}
```

## Good
```yaml
channels:
  - {id: phone, name: Phone, colour: violet}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: ask, name: Asks, channels: phone}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.channels import channels_of, declared_channels, same_channel
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find declared channels that no touchpoint and no action tree writes."""
    if not journey.channels:
        return
    used = {channel.declared for channel in channels_of(journey).in_order}
    declared = declared_channels(journey)
    in_trees = {text for _, _, branch in all_branches(journey) for text in branch.channels}
    used |= {declared.get(text) or declared.get(same_channel(text)) for text in in_trees}
    for channel in journey.channels:
        if channel not in used:
            yield Finding("JM333", f"no touchpoint uses the channel {quoted(channel.name)}", channel.at(),
                          f"write `{channel.id}` or its name where it is used, or take it out")  # fmt: skip
