"""The comments of a source are named as in a file of the other shape, or there are none to be quoted.

A wide file has columns of comments, which `comments` lists, each with its touchpoint. In a long file, `comment` is the
column with what was written beside each answer.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    comment: Q9
    questions:
      - {column: Q1, touchpoint: order, metric: nps}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    comments:
      - {column: Q9, touchpoint: order}
    questions:
      - {column: Q1, touchpoint: order, metric: nps}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find `comment` in a wide source, `comments` in a long one, and `quotes` without either."""
    for source in journey.sources:
        if source.shape == "wide" and source.comment is not None:
            yield Finding("JM523", f"the wide source `{source.id}` has `comment`, which is for long ones",
                          source.at("comment"), "list them: `comments: [{column: Q9, touchpoint: pays}]`")  # fmt: skip
        if source.shape == "long" and source.comments:
            yield Finding("JM523", f"the long source `{source.id}` has `comments`, which is for wide ones",
                          source.at("comments"), "name the column beside the answer: `comment: Comment`")  # fmt: skip
        if source.quotes and source.comment is None and not source.comments:
            yield Finding("JM523", f"the source `{source.id}` has no comments that could be quoted",
                          source.at("quotes"), "name the columns with comments, or leave `quotes` out")  # fmt: skip
