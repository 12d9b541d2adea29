"""An effect is on a way that the journey does not have, or on a feeling that nobody has there.

`simulate --actions` moves the share of a way that customers take, and the score of a touchpoint that has one. A way
that goes to the next touchpoint need not be written to be there.

## Bad
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: pay, to: order}, low: -5 points, likely: -3 points, high: -1 points}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, next: [{to: exit, share: 20%}, {to: pay, share: 80%}]}
      - {id: pay, name: Pays}
```

## Good
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: order, to: exit}, low: -5 points, likely: -3 points, high: -1 points}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, next: [{to: exit, share: 20%}, {to: pay, share: 80%}]}
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.effects import concerned, is_felt, ways_today
from journeymap.insight.transitions import transitions_from
from journeymap.model import Journey
from journeymap.model.effects import Effect
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find effects on ways and feelings that are not there, and effects that concern nobody."""
    segments, personas = ({each.id for each in them} for them in (journey.segments, journey.personas))
    for effect in journey.effects:
        if not segments.issuperset(effect.segments) or (effect.persona and effect.persona not in personas):
            continue  # JM205 and JM202 name them
        if not concerned(journey, effect):
            yield Finding("JM630", "this effect concerns nobody: no persona of its segments is the one it names",
                          effect.at("segments" if effect.persona is None else "persona"),
                          "name the segment of the persona, or leave `segments` out")  # fmt: skip
        elif effect.share is not None:
            yield from _without_way(journey, effect)
        elif effect.emotion is not None and effect.emotion in journey.touchpoint_by_id:
            touchpoint = journey.touchpoint_by_id[effect.emotion]
            if not is_felt(journey, touchpoint, effect.persona):
                who = f" of `{effect.persona}`" if effect.persona else ""
                yield Finding("JM630", f"{quoted(touchpoint.name)} has no score{who} that could change",
                              effect.at("emotion"), "give it a `score` under `emotions`")  # fmt: skip


def _without_way(journey: Journey, effect: Effect) -> Iterator[Finding]:
    assert effect.share is not None
    source = journey.touchpoint_by_id.get(getattr(effect.share, "from"))
    if source is None or ways_today(journey, effect):
        return
    there = ", ".join(f"`{to}`" for to in dict.fromkeys(each.to for each in transitions_from(journey, source)))
    yield Finding("JM630", f"no way leads from {quoted(source.name)} to `{effect.share.to}`", effect.share.at("to"),
                  f"ways lead from there to {there}" if there else "")  # fmt: skip
