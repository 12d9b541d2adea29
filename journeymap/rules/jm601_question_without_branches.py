"""A question of an action tree has no answers, or only one, so that whoever answers otherwise is left without a way.

Every way through a tree ends in something to do or to say.

## Bad
```yaml
trees:
  - id: care
    title: A customer calls
    interaction: A call
    questions:
      - {id: photo, question: Is there a photo?, branches: []}
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
          - {when: "Yes", do: Answer from the photo}
          - {when: "No", do: Ask for one}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.trees import all_questions
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_ENOUGH = 2


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find trees without questions, and questions with fewer than two branches."""
    for tree in journey.trees:
        if not tree.questions:
            yield Finding("JM601", f"the tree {quoted(tree.title)} has no question", tree.at("questions"),
                          "write the first question under `questions`")  # fmt: skip
    for _, question in all_questions(journey):
        least = _ENOUGH if question.by in (None, "file") else 1
        if len(question.branches) < least:
            told = "only one answer" if question.branches else "no answer"
            yield Finding("JM601", f"{quoted(question.question)} has {told}", question.at("branches"),
                          "write under `branches` what follows from each answer")  # fmt: skip
