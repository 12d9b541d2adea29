"""Nobody answers for what an end of an action tree says.

The owner of an end is its own, else that of its action, else that of the tree.

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
          - {when: "Yes", do: Answer from the photo, owner: shop}
          - {when: "No", do: Ask for one}
```

## Good
```yaml
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
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
from journeymap.insight.tree_ends import owner_id_of_end
from journeymap.insight.trees import all_branches, ends, is_leaf
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ends for which neither the branch, nor its action, nor the tree names an owner."""
    for tree, _, branch in all_branches(journey):
        if ends(branch) and is_leaf(branch) and owner_id_of_end(journey, tree, branch) is None:
            yield Finding("JM613", "nobody answers for this", branch.at(ends(branch)[0]),
                          "add `owner` here or to the tree")  # fmt: skip
