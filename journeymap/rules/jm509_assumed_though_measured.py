"""A feeling is assumed where customers have been asked how it feels.

The workshop thought so; the measures beside the journey know by now. One remark stands for each persona, at its first
such feeling; the hint says what was measured there, on the journey's own scale. Whoever answers for the map takes it
over, with `evidence: measured`, or says why it stands. Feelings from fewer answers than `measure --min-n` wants say too
little for that.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, emotions: {persona: dana, score: 1, evidence: assumed}}
sources:
  - id: survey
    location: answers.csv
    time: Date
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"cells": [
{"touchpoint": "order", "metric": "csat", "source": "survey", "segment": {}, "period": "2025-Q4",
 "n": 80, "value": 31, "mean": 2.4, "mean_low": 2.2, "mean_high": 2.6}
]}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, emotions: {persona: dana, score: -0.6, low: -0.8, high: -0.4, evidence: measured}}
sources:
  - id: survey
    location: answers.csv
    time: Date
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"cells": [
{"touchpoint": "order", "metric": "csat", "source": "survey", "segment": {}, "period": "2025-Q4",
 "n": 80, "value": 31, "mean": 2.4, "mean_low": 2.2, "mean_high": 2.6}
]}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import by_persona, is_assumed, score_of
from journeymap.model import Emotion, Journey, Touchpoint
from journeymap.overlays import ItemPath
from journeymap.overlays.measures_file import FeelingFound, MeasuresFile
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_MOST_NAMES = 3


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the assumed emotions of each persona at whose places a feeling was measured."""
    measures = context.overlay(MeasuresFile)
    if measures is None or not measures.values:
        return
    found: dict[str, list[tuple[Touchpoint, Emotion, FeelingFound]]] = {}
    for touchpoint in journey.touchpoints:
        for persona, emotion in by_persona(journey, touchpoint).items():
            felt = measures.values.get(ItemPath.to(touchpoint=touchpoint.id, emotion=persona))
            if felt is not None and is_assumed(emotion):
                found.setdefault(persona, []).append((touchpoint, emotion, felt))
    for persona, places in found.items():
        whose = quoted(journey.persona_by_id[persona].name) + " feels" if persona else "customers feel"
        names = ", ".join(quoted(touchpoint.name) for touchpoint, _, _ in places[:_MOST_NAMES])
        more = f" and {len(places) - _MOST_NAMES} more" if len(places) > _MOST_NAMES else ""
        first, emotion, felt = places[0]
        at = f"{len(places)} touchpoints, {names}{more}," if len(places) > 1 else names
        what = f"what {whose} at {at} is assumed, though it was measured"
        where = f"at {quoted(first.name)} " if len(places) > 1 else ""
        yield Finding("JM509", what, emotion.at(), f"{where}{_told(journey, felt)}; write it as `evidence: measured`")


def _told(journey: Journey, found: FeelingFound) -> str:
    """What was measured, on the journey's scale: `measured: -0.6 (-0.8 to -0.4) in 2025-Q4`."""
    ends = (found.feeling, found.low, found.high)
    numbers = [f"{score_of(journey, each):g}" for each in ends if each is not None]
    interval = f" ({numbers[1]} to {numbers[2]})" if len(numbers) == 3 else ""
    return f"measured: {numbers[0]}{interval}{f' in {found.period}' if found.period else ''}"
