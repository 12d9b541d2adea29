"""A branch of an action tree goes on with a question that its tree does not have.

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
          - {when: "Yes", go_to: falt}
          - {when: "No", do: Ask for one}
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
from journeymap.insight.trees import all_questions
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find branches that go on with a question that is not in their tree."""
    elsewhere = {question.id: tree.title for tree, question in all_questions(journey)}
    for tree in journey.trees:
        known = KnownIds("question", "questions", (question.id for question in tree.questions))
        for question in tree.questions:
            for branch in question.branches:
                if branch.go_to is None or branch.go_to in known:
                    continue
                if branch.go_to in elsewhere:
                    yield Finding("JM603", f"`{branch.go_to}` is a question of another tree", branch.at("go_to"),
                                  "a tree has all its questions: write it here, too")  # fmt: skip
                else:
                    yield known.finding("JM603", branch.go_to, branch.at("go_to"))


fix = mend_reference
