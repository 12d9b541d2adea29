"""Something that has been held, measured or done is dated later than today.

It is a slip in the year or in the month, and would keep the map from ever being overdue. A metric without a `value` is
planned, so its date may be in the future.

## Bad
```yaml
review: {last: 2062-01-10, every: 4 months}
```

## Good
```yaml
review: {last: 2026-01-10, every: 4 months}
```
"""

from collections.abc import Iterator

from journeymap.calendars import in_calendar
from journeymap.diagnostics import Finding
from journeymap.insight.experiments import name_of
from journeymap.insight.metrics import metrics
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a last review, measurements, results and what was done whose dates are in the future."""
    hint = f"today is {in_calendar(context.today, journey.calendar)}"
    review = journey.review
    if review is not None and review.last > context.today:
        yield Finding("JM324", f"the last review, on {review.last}, has yet to come", review.at("last"), hint)
    for _, name, metric in metrics(journey):
        if metric.value is not None and metric.date is not None and metric.date > context.today:
            yield Finding("JM324", f"{name} was measured on {metric.date}, which has yet to come",
                          metric.at("date"), hint)  # fmt: skip
    for touchpoint in journey.touchpoints:
        for way in touchpoint.next:
            if way.date is not None and way.date > context.today:
                yield Finding("JM324", f"the way to `{way.to}` was measured on {way.date}, which has yet to come",
                              way.at("date"), hint)  # fmt: skip
    for action in journey.actions:
        if action.done is not None and action.done > context.today:
            yield Finding("JM324", f"the action {quoted(action.title)} was done on {action.done}, "
                          "which has yet to come", action.at("done"), hint)  # fmt: skip
    for experiment in journey.experiments:
        result = experiment.result
        if result is not None and result.date > context.today:
            yield Finding("JM324", f"the experiment {quoted(name_of(journey, experiment))} was read on {result.date}, "
                          "which has yet to come", result.at("date"), hint)  # fmt: skip
