"""The time zone of a source is not known.

Zones are named as in the IANA database: by a continent and a city. In which month an answer counts depends on it.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    time: Date
    timezone: Israel time
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    time: Date
    timezone: Asia/Jerusalem
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.model.reading import short
from journeymap.rules.base import Context
from journeymap.spelling import did_you_mean


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find time zones that the machine does not know; on one that knows none, each is taken as it is."""
    named = [source for source in journey.sources if source.timezone is not None]
    if not named:
        return
    from zoneinfo import available_timezones  # noqa: PLC0415  only a journey with sources needs it

    known = available_timezones()
    for source in named:
        if known and source.timezone not in known:
            hint = did_you_mean(str(source.timezone), sorted(known))
            yield Finding("JM505", f'there is no time zone "{short(str(source.timezone))}"', source.at("timezone"),
                          hint or "write it as `Asia/Jerusalem`, `Europe/Berlin` or `UTC`")  # fmt: skip
