"""A survey says no question that its files answer.

A wide file, the usual one, has a column for each question: `questions` says which touchpoint each asks about, and what
it measures. A long file, with a row for each answer, has columns for these: `touchpoint` and `metric`, and `score` with
the answer itself.

## Bad
```yaml
sources:
  - {id: survey, location: answers.csv, time: Date}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    time: Date
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find wide surveys without questions, and long ones without the columns that they need."""
    for source in journey.sources:
        if source.kind == "events":
            continue
        if source.shape == "wide" and not source.questions:
            yield Finding("JM501", f"the source `{source.id}` has no questions", source.at("id"),
                          "list them under `questions`, each with its column, touchpoint and metric; "
                          "for a file with a row for each answer, write `shape: long`")  # fmt: skip
        missing = [name for name in ("touchpoint", "metric", "score") if getattr(source, name) is None]
        if source.shape == "long" and missing:
            named = ", ".join(f"`{name}`" for name in missing)
            yield Finding("JM501", f"the long source `{source.id}` has no {named}", source.at("shape"),
                          "name the columns with the touchpoint, the metric and the score of each answer")  # fmt: skip
