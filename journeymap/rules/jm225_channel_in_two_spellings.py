"""One channel is written in two ways.

Names that differ only in case, or in the kind of their hyphens, apostrophes and spaces, are one channel on the map,
which shows it as `channels` at the top of the file has it, else as it is written first. Somebody who searches the
file for the other spelling misses it.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: ask, name: Asks, channels: Phone}
      - {id: pay, name: Pays, channels: PHONE}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: ask, name: Asks, channels: Phone}
      - {id: pay, name: Pays, channels: Phone}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeymap.diagnostics import Finding
from journeymap.insight.channels import channels_of, declared_channels, same_channel
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import texts_with_spans
from journeymap.rules.wording import quoted

if TYPE_CHECKING:
    from journeymap.rules.rewriting import File
    from journeymap.source.text import Replacement


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find channels that touchpoints write otherwise than they are called, and declared ones with the same name."""
    declared = declared_channels(journey)
    for channel in journey.channels:
        first = declared[same_channel(channel.name)]
        if first is not channel:
            yield Finding("JM225", f"{quoted(channel.name)} also means the channel `{first.id}`", channel.at("name"),
                          "give one of them another name")  # fmt: skip
    channels = channels_of(journey)
    others = {
        text: channel
        for text, channel in channels.by_text.items()
        if text != channel.name and not (channel.declared and text == channel.declared.id)
    }
    for touchpoint in journey.touchpoints if others else ():
        for text, span in texts_with_spans(touchpoint, "channels"):
            if text in others:
                name = others[text].name
                yield Finding("JM225", f"{quoted(text)} is the channel {quoted(name)} in another spelling", span,
                              f"write `{name}`")  # fmt: skip


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Write the channel as the map shows it."""
    from journeymap.rules.rewriting import replace_text  # noqa: PLC0415  only fixing needs it

    place = file.at(finding.span.start)
    wanted = finding.hint.removeprefix("write `").removesuffix("`")
    if place is None or place.key != "channels" or same_channel(wanted) != same_channel(place.node.text):
        return []
    return replace_text(file, place.node, wanted)
