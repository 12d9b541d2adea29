"""A branch of an action tree is for a channel that the journey does not have.

A channel is known when it is declared under `channels`, or when a touchpoint uses it. Where a journey has no channels
at all, any is right.

## Bad
```yaml
channels: [{id: phone, name: Phone}, {id: chat, name: Chat}]
trees:
  - id: care
    title: A customer asks for care
    interaction: A fault
    owner: shop
    questions:
      - id: channel
        question: Which channel?
        by: channel
        branches:
          - {channels: phone, do: Answer at once}
          - {channels: chatt, do: Answer within an hour}
```

## Good
```yaml
channels: [{id: phone, name: Phone}, {id: chat, name: Chat}]
trees:
  - id: care
    title: A customer asks for care
    interaction: A fault
    owner: shop
    questions:
      - id: channel
        question: Which channel?
        by: channel
        branches:
          - {channels: phone, do: Answer at once}
          - {channels: chat, do: Answer within an hour}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.channels import channels_of, same_channel
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, texts_with_spans


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find channels of branches that are neither declared nor used."""
    named = {text for each in journey.channels for text in (each.id, each.name)} | channels_of(journey).by_text.keys()
    if not named:
        return
    known = KnownIds("channel", "channels", sorted(named))
    folded = {same_channel(text) for text in named}
    for _, _, branch in all_branches(journey):
        for text, span in texts_with_spans(branch, "channels") if branch.channels else ():
            if same_channel(text) not in folded:
                yield known.finding("JM612", text, span)
