"""A branch of an action tree leads to two things at once.

It goes on with another question (`go_to`), or it ends in an action of the plan (`action`), a message (`message`) or
an instruction (`do`): in one of them, so that whoever follows it knows what is next.

## Bad
```yaml
trees:
  - id: care
    title: A customer calls
    interaction: A call
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", go_to: fault, do: Answer from the photo}
          - {when: "No", do: Ask for one}
      - id: fault
        question: Is it a leak?
        branches:
          - {when: "Yes", do: Send a technician}
          - {when: "No", do: Explain what to do}
```

## Good
```yaml
trees:
  - id: care
    title: A customer calls
    interaction: A call
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", go_to: fault}
          - {when: "No", do: Ask for one}
      - id: fault
        question: Is it a leak?
        branches:
          - {when: "Yes", do: Send a technician}
          - {when: "No", do: Explain what to do}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.trees import all_branches, ends
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find branches with more than one end."""
    for _, _, branch in all_branches(journey):
        first, *others = ends(branch) or ("",)
        for key in others:
            yield Finding("JM602", f"this branch has `{first}` already", key_of(branch, key),
                          "keep one of them")  # fmt: skip
