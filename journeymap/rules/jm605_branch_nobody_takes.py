"""A branch of an action tree can never be taken.

Its answer stands above it already, its segment or channel was decided in an earlier branch or question, or all who are
left have gone another way. What it says would never be done.

## Bad
```yaml
segments: [{id: home, name: Homes}, {id: shops, name: Shops}]
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
          - {when: All others, do: Ask who they are}
```

## Good
```yaml
segments: [{id: home, name: Homes}, {id: shops, name: Shops}]
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
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.tree_ways import MOST_WAYS, ways_through
from journeymap.insight.trees import folded
from journeymap.model import Journey, TreeBranch, TreeQuestion
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find questions and branches that no way comes to, and trees with too many ways to follow."""
    for tree in journey.trees:
        found = ways_through(journey, tree)
        if not found.is_whole:
            yield Finding("JM605", f"there are more than {MOST_WAYS:,} ways through {quoted(tree.title)}: whether each "
                          "branch can be taken is not known", tree.at("title"),
                          "divide it into several trees, or share fewer questions")  # fmt: skip
            continue
        led_to = {branch.go_to for question in tree.questions for branch in question.branches}
        for question in tree.questions:
            if id(question) not in found.met:
                if question.id not in led_to:
                    yield Finding("JM605", f"no branch leads to {quoted(question.question)}", question.at("id"),
                                  f"write `go_to: {question.id}` where it follows, or take it out")  # fmt: skip
                continue
            for index, branch in enumerate(question.branches):
                if id(branch) not in found.taken:
                    yield Finding("JM605", _why(question, index, branch), branch.at(_key(question, branch)),
                                  "take it out, or mend the branch that takes what is meant for it")  # fmt: skip


def _key(question: TreeQuestion, branch: TreeBranch) -> str:
    named = {"segment": "segments", "channel": "channels"}.get(question.by or "", "when")
    return named if getattr(branch, named) else "when"


def _why(question: TreeQuestion, index: int, branch: TreeBranch) -> str:
    if question.by in (None, "file"):
        earlier = {folded(each.when or "") for each in question.branches[:index]}
        said = f"the answer {quoted(branch.when)}" if branch.when else "the branch for all others"
        if folded(branch.when or "") in earlier:
            return f"{said} stands above already, so nobody comes to this branch"
        return f"{said} cannot be given: the question was answered otherwise on every way to it"
    names = branch.segments if question.by == "segment" else branch.channels
    if not names:
        return f"nobody is left for this branch: every {question.by} has one above"
    listed = ", ".join(f"`{name}`" for name in names)
    return f"nobody takes this branch: the {question.by} {listed} is decided above"
