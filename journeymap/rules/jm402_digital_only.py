"""All channels of the journey are digital.

Customers also talk to friends, see a shop window, open a parcel and call. A map that follows only the
channels with analytics shows where the light is. Said of journeys of three touchpoints or more.

A channel counts as digital when its icon is: that of a website, an app, e-mail and text messages, a chat, a bot,
a search, a social network or a video. The icon follows from the words of the channel's name, unless `channels` at the
top of the file gives it. A channel of which no word is known counts as not digital, so nothing is said when in doubt.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, channels: Google search}
      - {id: choose, name: Chooses, channels: website}
      - {id: pay, name: Pays, channels: [website, app]}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, channels: Google search}
      - {id: choose, name: Chooses, channels: website}
      - {id: unpack, name: Unpacks it, channels: parcel}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.channels import channels_of
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of

_FEWEST = 3
_DIGITAL = frozenset({"app", "bot", "chat", "mail", "search", "social", "video", "web"})


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey in which every channel is of a digital kind."""
    if len(journey.touchpoints) < _FEWEST:
        return
    channels = channels_of(journey).in_order
    if channels and all(channel.icon in _DIGITAL for channel in channels):
        yield Finding("JM402", "all channels of the journey are digital", key_of(journey, "stages"),
                      "add what customers hear, see and do elsewhere: friends, the parcel, a call")  # fmt: skip
