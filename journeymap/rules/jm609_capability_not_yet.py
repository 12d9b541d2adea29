"""An end of an action tree requires something that is there only later, and does not say what is done until then.

## Bad
```yaml
capabilities: [{id: photos, name: Photo diagnosis, available_from: 2030-01-01}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", do: Answer from the photo, requires: photos}
          - {when: "No", do: Ask for one}
```

## Good
```yaml
capabilities: [{id: photos, name: Photo diagnosis, available_from: 2030-01-01}]
trees:
  - id: care
    title: A customer calls
    interaction: A call
    owner: shop
    questions:
      - id: photo
        question: Is there a photo?
        branches:
          - {when: "Yes", do: Answer from the photo, requires: photos, until_then: A technician answers}
          - {when: "No", do: Ask for one}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.tree_ends import need_of
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import texts_with_spans
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find what branches without `until_then` require and is there only from a later day on."""
    for _, _, branch in all_branches(journey):
        if branch.until_then is None and branch.requires:
            for text, span in texts_with_spans(branch, "requires"):
                need = need_of(journey, text, context.today)
                if need.since is not None:
                    yield Finding("JM609", f"{quoted(need.name)} is there only from {need.since.isoformat()}", span,
                                  "write under `until_then` what is done so long")  # fmt: skip
