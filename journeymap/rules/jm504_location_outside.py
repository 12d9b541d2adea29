"""The location of a source is an address, or not a path from the journey to files of its project.

A journey may come from a stranger: its sources are files inside the project, named from the journey's folder, or from
the folder that `journeymap measure --data` names. Nothing is fetched; databases are named on the command line alone.
The project is the folder of the nearest `journeymap.toml`, else that of git, else that of the journey: no `..` leads
out of it.

## Bad
```yaml
sources:
  - id: survey
    location: https://example.com/answers.csv
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```

## Good
```yaml
sources:
  - id: survey
    location: data/answers-*.csv
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.sources import wrong_location
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find locations that no path inside a project can be."""
    for source in journey.sources:
        wrong = wrong_location(source.location, context.folder, context.project)
        if wrong is not None:
            yield Finding("JM504", wrong[0], source.at("location"), wrong[1])
