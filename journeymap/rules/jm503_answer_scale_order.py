"""A scale of answers ends before it begins, or a label is not on it.

`from` is the lowest score and `to` the highest, also where the lowest is the best: that is what `better` says.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Q1, touchpoint: order, metric: effort, scale: {from: 7, to: 1}}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Q1, touchpoint: order, metric: effort, scale: {from: 1, to: 7, better: lower}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import AnswerScale, Journey, Source
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find scales whose ends are in the wrong order or equal, and labels with a score beyond them."""
    for source in journey.sources:
        for scale in _scales(source):
            low, high = scale.ends
            if low >= high:
                yield Finding("JM503", f"the scale goes from {low:g} to {high:g}", scale.at("from"),
                              "write the lowest score under `from`; `better: lower` says that the low end is the good "
                              "one")  # fmt: skip
                continue
            for label, score in scale.labels.items():
                if not low <= score <= high:
                    yield Finding("JM503", f"the label's score, {score:g}, is not on the scale",
                                  scale.at_value("labels", label), f"write one from {low:g} to {high:g}")  # fmt: skip


def _scales(source: Source) -> Iterator[AnswerScale]:
    own = (question.scale for question in source.questions)
    yield from (scale for scale in (source.scale, *source.scales.values(), *own) if scale is not None)
