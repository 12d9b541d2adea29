"""Some who come to a question of an action tree find no branch for their segment or channel.

A question by segment needs a branch for each segment of the journey that comes to it, and one by channel for each
channel of the tree's touchpoint, or a branch without `segments` or `channels`, which is for all others.

## Bad
```yaml
segments: [{id: home, name: Homes}, {id: shops, name: Shops}, {id: hotels, name: Hotels}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    questions:
      - id: who
        question: A home or a shop?
        by: segment
        branches:
          - {segments: home, do: Offer three times}
          - {segments: shops, do: Send somebody before they open}
```

## Good
```yaml
segments: [{id: home, name: Homes}, {id: shops, name: Shops}, {id: hotels, name: Hotels}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    questions:
      - id: who
        question: A home or a shop?
        by: segment
        branches:
          - {segments: home, do: Offer three times}
          - {when: All others, do: Send somebody before they open}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.tree_ways import ways_through
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the segments and channels that come to a question and have no branch there."""
    for tree in journey.trees:
        for question, names in ways_through(journey, tree).holes:
            listed = ", ".join(map(quoted, names))
            yield Finding("JM606", f"no branch is for the {question.by} {listed}", question.at("by"),
                          f"name it in a branch, or write one without `{question.by}s` for all others")  # fmt: skip
