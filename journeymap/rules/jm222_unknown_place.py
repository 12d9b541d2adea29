"""Values beside the journey are kept for a place that the journey does not have.

Such values stand in a file of their own and name their places by path: `touchpoint:pay/metric:csat`,
`touchpoint:pay/emotion:dana`, `stage:buy`, `action:a1`. One that leads nowhere would show nothing. It is
reported in that file.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints: [{id: pay, name: Pays}]
```

```json overlay
{"touchpoint:pays/metric:csat": 84}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints: [{id: pay, name: Pays}]
```

```json overlay
{"touchpoint:pay/metric:csat": 84}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.model import Journey
from journeymap.model.reading import short
from journeymap.overlays.names import KINDS, PathNames, UnknownStep, kinds_within
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds
from journeymap.spelling import did_you_mean


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find paths of overlays that name nothing in the journey."""
    names = PathNames(journey)
    known: dict[str, KnownIds] = {}
    for overlay in context.overlays:
        for path, span in overlay.spans.items():
            step = names.unknown_in(path)
            if step is None:
                continue
            kinds = kinds_within(step.within)
            if step.kind not in kinds:
                finding = _unknown_kind(step, kinds, span)
            elif not KINDS[step.kind].declared:
                finding = Finding("JM222", f"`{step.kind}` has no name", span, f"write `{step.kind}`")
            elif not step.name:
                noun = KINDS[step.kind].noun
                finding = Finding("JM222", f"`{step.kind}` does not say which {noun}", span, f"write `{step.kind}:ID`")
            else:
                if step.kind not in known:
                    kind = KINDS[step.kind]
                    known[step.kind] = KnownIds(kind.noun, kind.declared, filter(None, names.of(step.kind)))
                finding = known[step.kind].finding("JM222", short(step.name), span)
            yield finding._replace(overlay=overlay.name)


def _unknown_kind(step: UnknownStep, kinds: list[str], span: Span) -> Finding:
    where = f"in a path after `{step.within}`" if step.within else "at the start of a path"
    listed = ", ".join(f"`{kind}`" for kind in kinds)
    hint = did_you_mean(step.kind, kinds) or (f"known there: {listed}" if kinds else "the path ends before it")
    return Finding("JM222", f"`{short(step.kind)}` is no kind of thing {where}", span, hint)
