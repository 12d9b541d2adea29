"""A branch of an action tree does not say its answer in the way its question is decided.

A question by `segment` has `segments` in its branches, one by `channel` has `channels`, and any other has the answer
in words (`when`). The last branch of the first two may name none: it is for all others.

## Bad
```yaml
segments: [{id: home, name: Homes}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {segments: home, do: Answer from the photo}
          - {when: "No", do: Ask for one}
```

## Good
```yaml
segments: [{id: home, name: Homes}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    questions:
      - id: who
        question: A home?
        by: segment
        branches:
          - {segments: home, do: Answer from the photo}
          - {when: All others, do: Ask for one}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context

_NAMED = ("segments", "channels")


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find branches that name segments or channels in a question of another kind, and such without an answer."""
    for _, question, branch in all_branches(journey):
        own = f"{question.by}s" if question.by in ("segment", "channel") else ""
        for key in _NAMED:
            if getattr(branch, key) and key != own:
                kind = f"by {question.by}" if question.by else "that is asked"
                yield Finding("JM607", f"a question {kind} has no `{key}` in its branches", branch.at(key),
                              f"write `by: {key[:-1]}` in the question, or the answer as `when`")  # fmt: skip
        is_last = branch is question.branches[-1]
        if not own and branch.when is None and not any(getattr(branch, key) for key in _NAMED):
            yield Finding("JM607", "this branch says no answer", branch.at(), "write it as `when`")
        elif own and not getattr(branch, own) and not is_last:
            yield Finding("JM607", f"this branch names no {question.by}, so that it takes all who are left",
                          branch.at("when"), f"write `{own}`, or put the branch last")  # fmt: skip
