"""A journey as plain lines, one fact a line, so that `git diff` shows what changed where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.history.story import STORIES
from journeymap.model import EXIT, Action, Journey, Metric, Stage, Touchpoint
from journeymap.report.safe import visible
from journeymap.style.locale import load_words

_TOP = ("kind", "takeaway", "organisation", "scenario", "goal", "objectives", "evidence", "owner", "version", "tags")
_STAGE = ("phase", "duration", "focus", "goal", "example", "improvements", "owner")
_STEP = ("channels", "doing", "moment_of_truth", "message", "content", "frontstage", "backstage", "systems", "owner")
_ACTION = ("status", "owner", "due", "impact", "effort", "confidence", "measure", "target", "check_date", "touchpoints",
           "addresses", "segments", "depends_on")  # fmt: skip


def flat(journey: Journey) -> str:
    """The lines, in the order of the map, then the plan."""
    return "".join(f"{visible(line)}\n" for line in _Flat(journey).lines())


class _Flat:
    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._words = load_words(journey.language, STORIES)

    def lines(self) -> Iterator[str]:
        journey = self._journey
        yield f"{journey.title} [{journey.id}]"
        yield from self._fields(journey, _TOP, "")
        for group, kind in ((journey.owners, "owner"), (journey.segments, "segment"), (journey.personas, "persona")):
            for part in group:
                yield f"{self._words[f'kind-{kind}']}: {part.name} [{part.id}]"
        for stage in journey.stages:
            yield from self._stage(stage)
        for action in journey.actions:
            yield from self._action(action)

    def _stage(self, stage: Stage) -> Iterator[str]:
        yield ""
        yield f"{self._words['kind-stage']}: {stage.name} [{stage.id}]"
        yield from self._fields(stage, _STAGE, "  ")
        for touchpoint in stage.touchpoints:
            yield f"  {self._words['kind-touchpoint']}: {touchpoint.name} [{touchpoint.id}]"
            yield from (f"    {line}" for line in self._step(touchpoint))

    def _step(self, touchpoint: Touchpoint) -> Iterator[str]:
        words, journey = self._words, self._journey
        yield from self._fields(touchpoint, _STEP, "")
        for thought in touchpoint.thinking:
            yield f"{words['field-thinking']}: {words.quote(thought.text)}"
        for emotion in touchpoint.emotions:
            persona = journey.persona_by_id.get(journey.persona_of(emotion) or "")
            who = f" · {persona.name}" if persona else ""
            interval = f" ({emotion.low:g} … {emotion.high:g})" if _both(emotion.low, emotion.high) else ""
            parts = (f"{emotion.score:g}{interval}", emotion.label or "", emotion.evidence)
            yield f"{words['kind-emotion']}{who}: {', '.join(part for part in parts if part)}"
        for kind, points in (("pain", touchpoint.pains), ("opportunity", touchpoint.opportunities)):
            for point in points:
                severity = f" ({point.severity})" if point.severity else ""
                yield f"{words[f'kind-{kind}']}{severity}: {point.text}{f' [{point.id}]' if point.id else ''}"
        for key, metric in touchpoint.metrics.items():
            yield f"{words['kind-metric']}: {_metric(key, metric)}"
        for way in touchpoint.next:
            share = f" {words.percent(way.share)}" if way.share is not None else ""
            to = words["way-exit"] if way.to == EXIT else way.to
            yield f"{words['kind-way']}: {to}{share}{f', {way.when}' if way.when else ''}"

    def _action(self, action: Action) -> Iterator[str]:
        yield ""
        yield f"{self._words['kind-action']}: {action.title} [{action.id}]"
        yield from self._fields(action, _ACTION, "  ")

    def _fields(self, part: object, names: Iterable[str], indent: str) -> Iterator[str]:
        for name in names:
            value = getattr(part, name)
            for each in value if isinstance(value, tuple) else (value,):
                if each not in (None, False):
                    yield f"{indent}{self._words[f'field-{name}']}: {self._words['yes'] if each is True else each}"


def _both(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None


def _metric(key: str, metric: Metric) -> str:
    interval = f" ({metric.low:g} … {metric.high:g})" if _both(metric.low, metric.high) else ""
    target = f" / {metric.target:g}" if metric.target is not None else ""
    return f"{metric.name or key} {metric.value:g}{metric.unit or ''}{interval}{target} {metric.date or ''}".rstrip()
