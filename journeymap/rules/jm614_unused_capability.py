"""A capability is declared, and no end of an action tree requires it.

It may be a slip of the hand, or the tree says less than what it rests on.

## Bad
```yaml
capabilities: [{id: photos, name: Photo diagnosis}, {id: calendar, name: Calendar}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", do: Answer from the photo, requires: photos}
          - {when: "No", do: Ask for one}
```

## Good
```yaml
capabilities: [{id: photos, name: Photo diagnosis}, {id: calendar, name: Calendar}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", do: Answer from the photo, requires: photos}
          - {when: "No", do: Send a technician, requires: calendar}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.tree_ends import capability_named
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find capabilities that no branch requires."""
    used = {capability_named(journey, text) for _, _, branch in all_branches(journey) for text in branch.requires}
    for capability in journey.capabilities:
        if capability not in used:
            yield Finding("JM614", f"nothing requires the capability {quoted(capability.name)}", capability.at(),
                          f"add `requires: {capability.id}` where it is needed, or take it out")  # fmt: skip
