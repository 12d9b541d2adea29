"""The metrics of a journey: all that are measured, or planned to be, at its touchpoints and for whole stages."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model import Journey, Metric, Part


def metrics(journey: Journey) -> Iterator[tuple[Part, str, Metric]]:
    """Yields every metric with its stage or touchpoint and its key, in the order of the file; a stage's come first."""
    for part in journey.parts:
        for key, metric in part.metrics.items():
            yield part, key, metric
