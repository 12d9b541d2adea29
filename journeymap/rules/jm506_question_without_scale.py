"""Nothing says on which scale a question is answered.

NPS is asked from 0 to 10, and CES from 1 to 7. For any other metric, a 5 may be the best answer or the middle one:
`scale` says it for a question or for all, and `scales` for each metric.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Q1, touchpoint: order, metric: csat}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find questions, and metrics of long files, without a scale; things gone wrong are counted and need none."""
    for source in journey.sources:
        for question in source.questions:
            if question.metric != "tgw" and source.scale_of(question.metric, question) is None:
                yield Finding("JM506", f"nothing says on which scale `{question.metric}` is answered here",
                              question.at("metric"), "add it: `scale: {from: 1, to: 5}`")  # fmt: skip
        metric = source.metric if source.shape == "long" and not source.scales else None
        if metric not in (None, "tgw") and source.scale_of(str(metric)) is None:
            yield Finding("JM506", f"nothing says on which scales the answers of `{source.id}` are",
                          source.at("metric"), "add `scale: {from: 1, to: 5}`, or `scales` by metric")  # fmt: skip
