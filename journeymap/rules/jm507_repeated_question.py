"""Two questions of one source measure the same at the same touchpoint.

Their answers would be counted as one, though a customer may have given both.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Q1, touchpoint: order, metric: nps}
      - {column: Q2, touchpoint: order, metric: nps}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Q1, touchpoint: order, metric: nps}
      - {column: Q2, touchpoint: wears, metric: nps}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find questions with the touchpoint and the metric of an earlier one."""
    for source in journey.sources:
        seen: set[tuple[str, str]] = set()
        for question in source.questions:
            about = (question.touchpoint, question.metric)
            if about in seen:
                yield Finding("JM507", f"`{question.metric}` of `{question.touchpoint}` has a question already",
                              question.at("metric"), "give one a metric of its own, or another touchpoint")  # fmt: skip
            seen.add(about)
