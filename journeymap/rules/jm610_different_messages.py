"""One segment is told different things at one point, depending on the channel.

After the same answers, in trees for the same touchpoint or interaction, a customer gets one message over one channel
and another over another. Whoever writes and then calls hears both.

## Bad
```yaml
trees:
  - id: care
    title: A customer asks for care
    interaction: A fault
    owner: shop
    messages: [{id: m1, text: We come today}, {id: m2, text: We come within two days}]
    questions:
      - id: channel
        question: Which channel?
        by: channel
        branches:
          - {channels: Phone, message: m1}
          - {channels: Chat, message: m2}
```

## Good
```yaml
trees:
  - id: care
    title: A customer asks for care
    interaction: A fault
    owner: shop
    messages: [{id: m1, text: We come today}]
    questions:
      - id: channel
        question: Which channel?
        by: channel
        branches:
          - {channels: Phone, message: m1}
          - {channels: Chat, message: m1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.tree_ways import contradicting_messages, ways_at_points
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find messages that differ from that of another channel, for one segment after the same answers."""
    names = {segment.id: segment.name for segment in journey.segments}
    for ways in ways_at_points(journey):
        for earlier, way in contradicting_messages(ways):
            both = None if earlier.segments is None or way.segments is None else earlier.segments & way.segments
            whom = next((name for each, name in names.items() if both and each in both), "customers")
            yield Finding("JM610", f"over another channel, {whom} are told `{earlier.branch.message}` here",
                          way.branch.at("message"), "say the same in both")  # fmt: skip
