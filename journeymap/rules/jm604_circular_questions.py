"""Questions of an action tree lead back to one another, so that whoever follows them may never come to an end.

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
          - {when: "Yes", do: Answer from the photo}
          - {when: "No", go_to: asked}
      - id: asked
        question: Was one asked for?
        branches:
          - {when: "Yes", go_to: photo}
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
          - {when: "Yes", do: Answer from the photo}
          - {when: "No", go_to: asked}
      - id: asked
        question: Was one asked for?
        branches:
          - {when: "Yes", do: "Wait for it until tonight, then call"}
          - {when: "No", do: Ask for one}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.trees import questions_by_id
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.circles import circles, told


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find circles of questions, one for each group of connected questions, at the branch that closes it."""
    for tree in journey.trees:
        known = questions_by_id(tree)
        leads = {name: [branch.go_to for branch in each.branches if branch.go_to] for name, each in known.items()}
        for found in circles(leads):
            order = {question.id: index for index, question in enumerate(tree.questions)}
            last = max(found, key=lambda name: order[name])
            first = (found.index(last) + 1) % len(found)
            circle = [*found[first:], *found[:first]]
            branch = next(each for each in known[last].branches if each.go_to == circle[0])
            whole = f"questions lead in a circle: {told(circle)}"
            message = whole if len(circle) > 1 else "this question leads to itself"
            yield Finding("JM604", message, branch.at("go_to"), "end it in something to do or to say")
