"""A source looks for repeated answers, and does not say who answered.

Answers are repeated when one customer answers again. `respondent` names the column that tells customers apart.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    repeats: latest
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    respondent: Customer
    repeats: latest
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context

KNOW_RESPONDENTS = frozenset({"qualtrics", "surveymonkey", "typeform"})
"""The presets with a column of respondents, which each have an id for each filled-in form."""


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find sources with `repeats`, and neither `respondent` nor a preset that knows its column."""
    for source in journey.sources:
        if source.repeats is not None and source.respondent is None and source.preset not in KNOW_RESPONDENTS:
            yield Finding("JM508", f"the source `{source.id}` does not say who answered", source.at("repeats"),
                          "name the column: `respondent: Customer`")  # fmt: skip
