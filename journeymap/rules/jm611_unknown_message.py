"""An action tree says a message that is nowhere written.

Messages stand at touchpoints (`message`) or in the tree (`messages`), each with an id.

## Bad
```yaml
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
    messages: [{id: m1, text: Could you send one photo?}]
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", do: Answer from the photo}
          - {when: "No", message: m2}
```

## Good
```yaml
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
    messages: [{id: m1, text: Could you send one photo?}]
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", do: Answer from the photo}
          - {when: "No", message: m1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.trees import all_branches, all_messages
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find messages of branches that no touchpoint and no tree has."""
    known = KnownIds("message", "messages", (message.id for message in all_messages(journey) if message.id))
    for _, _, branch in all_branches(journey):
        if branch.message is not None and branch.message not in known:
            yield known.finding("JM611", branch.message, branch.at("message"))


fix = mend_reference
