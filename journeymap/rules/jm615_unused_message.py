"""A message of an action tree is said by no branch.

Nobody comes to it: neither the picture nor the walk shows it. Another tree may say it, too.

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
          - {when: "No", do: Ask for one}
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
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find messages of trees that no branch of any tree says; those of touchpoints are said there."""
    said = {branch.message for _, _, branch in all_branches(journey)}
    for tree in journey.trees:
        for message in tree.messages:
            if message.id is None:
                hint = "give it an `id`, and a branch `message` with that id; or take it out"
            elif message.id not in said:
                hint = f"add `message: {message.id}` to a branch, or take it out"
            else:
                continue
            yield Finding("JM615", f"no branch says the message {quoted(message.text)}", message.at(), hint)
