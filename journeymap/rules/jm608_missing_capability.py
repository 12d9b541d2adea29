"""An end of an action tree requires something that the organisation has not declared that it has.

Whoever follows the tree comes to an instruction that cannot be carried out. The drawing marks it.

## Bad
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
          - {when: "Yes", do: Answer from the photo, requires: Photo diagnosis}
          - {when: "No", do: Ask for one}
```

## Good
```yaml
capabilities: [{id: photos, name: Photo diagnosis, kind: system}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", do: Answer from the photo, requires: Photo diagnosis}
          - {when: "No", do: Ask for one}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.tree_ends import capability_named
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import texts_with_spans
from journeymap.rules.wording import quoted
from journeymap.spelling import did_you_mean

_MOST_NAMES = 500  # with more, looking for the one that was meant would take too long


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find what branches require and no capability has as its id or name."""
    names = [text for each in journey.capabilities for text in (each.id, each.name)]
    names = names if len(names) <= _MOST_NAMES else []
    for _, _, branch in all_branches(journey):
        for text, span in texts_with_spans(branch, "requires") if branch.requires else ():
            if capability_named(journey, text) is None:
                hint = did_you_mean(text, names) or "declare it under `capabilities`, from when it is there on"
                yield Finding("JM608", f"nobody declares the capability {quoted(text)}", span, hint)
