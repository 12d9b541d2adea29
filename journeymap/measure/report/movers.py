"""What moved, as the report tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeymap.insight.deadlines import days_overdue, deadline
from journeymap.measure.cell_facts import span_of
from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.moved import CellChange, Mover
from journeymap.measure.report.page import ReportMover, ReportParts, ReportPoint, ReportTask
from journeymap.measure.report.values import ReportValues
from journeymap.measure.splits import GroupShift, is_mostly_mix, is_real
from journeymap.model import Action


class MoverWriter:
    """Writes what moved, with due dates compared with `today`."""

    def __init__(self, values: ReportValues, measures: Measures, today: dt.date) -> None:
        self._values = values
        self._measures = measures
        self._today = today

    def mover(self, found: Mover) -> ReportMover:
        """Returns the texts of one metric of a touchpoint that moved."""
        values, texts, cell = self._values, self._values.texts, found.main.after
        places = _places(found.main)
        counts = texts.say(
            "from-to",
            before=values.value(cell, found.main.before.value, places),
            after=values.value(cell, cell.value, places),
            n=found.main.before.n,
            m=cell.n,
        )
        series = tuple(self._point(cell, period, each, places) for period, each in found.series)
        task = self.task(found.actions[0]) if found.actions else None
        codes = [values.journey.action_codes[action.id] for action in found.actions[1:]]
        is_mix = is_mostly_mix(found.split)
        return ReportMover(
            step=values.step(cell.touchpoint),
            what=values.whose(cell),
            direction=found.main.direction,
            change=self._signed(cell, found.main.change.difference, places),
            unit=values.unit(cell, found.main.change.difference),
            interval=self._interval(found.main, places),
            counts=counts,
            also=tuple(map(self._also, found.others)),
            series=series,
            first=values.short_period(found.series[0][0], named=True),
            last=values.short_period(cell.period),
            parts=self._parts(found),
            why=self._why(found),
            task=task,
            further=texts.say("more", list=values.listed(codes)) if codes else "",
            unanswered=texts["no-action"] if found.is_unanswered else "",
            unanswered_note=texts["mix-note"] if found.is_unanswered and is_mix else "",
            done=tuple(self._done(action, found.main.direction) for _, action in found.done),
        )

    def task(self, action: Action) -> ReportTask:
        """Returns an open action with who answers for it, and by when."""
        values, known = self._values, self._values.journey.owner_by_id
        owners = values.listed(known[id_].name for id_ in action.owner if id_ in known)
        days = days_overdue(deadline(action), self._today)
        due = ""
        if action.due is not None:
            day = values.words.day(action.due)
            due = values.texts.say("due-late", date=day, days=days) if days else values.texts.say("due-on", date=day)
        return ReportTask(values.journey.action_codes[action.id], action.title, owners, due, days > 0)

    def _done(self, action: Action, direction: int) -> str:
        """An action that was done where something moved: `A3 Open a desk, done 22 Jun 2026`."""
        values = self._values
        done = values.done(action)
        if direction < 0:
            done = values.texts.say("still-worse", done=done)
        return values.listed((f"{values.journey.action_codes[action.id]} {action.title}", done))

    def _also(self, found: CellChange) -> str:
        """Another segment in which the same metric moved: `Also moved: everyone −4 [−6, −2]`."""
        values, texts, places = self._values, self._values.texts, _places(found)
        who = values.segment(found.after.segment) or texts["everyone"]
        change = self._signed(found.after, found.change.difference, places)
        return texts.say("also-moved", what=" ".join(filter(None, (who, change, self._interval(found, places)))))

    def _signed(self, cell: MeasuredCell, value: float, places: int) -> str:
        return self._values.words.signed(round(value, self._values.places(cell, places)))

    def _interval(self, found: CellChange, places: int) -> str:
        if found.low is None or found.high is None:
            return ""
        low, high = (self._signed(found.after, end, places) for end in (found.low, found.high))
        # A sign is kept by marks, the last of which would turn round what follows: a zero has none of its own.
        mark = (
            "\u200e"
            if self._values.journey.is_rtl and not round(found.high, self._values.places(found.after, places))
            else ""
        )
        return self._values.isolated(f"[{low}{mark}, {high}]")

    def _point(self, cell: MeasuredCell, period: str, told: MeasuredCell | None, places: int) -> ReportPoint:
        name = self._values.short_period(period)
        if told is None:
            return ReportPoint(name, None, None, None, "")
        return ReportPoint(name, told.value, told.low, told.high, self._values.value(cell, told.value, places))

    def _parts(self, found: Mover) -> ReportParts | None:
        span = span_of(self._measures, self._values.journey, found.main.after)
        if found.split is None or span is None:
            return None
        within, mix = found.split.parts.within, found.split.parts.mix
        cell, texts, places = found.main.after, self._values.texts, _places(found.main)
        own = texts.say("within", by=self._signed(cell, within, places))
        other = texts.say("mix", by=self._signed(cell, mix, places))
        return ReportParts(within / span * 100, mix / span * 100, own, other, self._values.listed((own, other)))

    def _why(self, found: Mover) -> str:
        """What a change is made of, in words."""
        texts = self._values.texts
        if found.split is None:
            return texts[f"split-{found.unsplit}"] if found.unsplit else ""
        parts, groups = found.split.parts, found.split.groups
        if is_real(found.split):
            moved = list(_moved(groups))
            if all(each * parts.total > 0 for _, each in moved):
                return texts["real"]
            most = max(moved, key=lambda each: each[1] * (1 if parts.total > 0 else -1))
            return texts.say("real-most", segment=self._values.segment(most[0].segment))
        grown = max(groups, key=lambda each: each.share_after - each.share_before)
        key = "mostly-mix" if is_mostly_mix(found.split) else "partly-mix"
        return texts.say(key, segment=self._values.segment(grown.segment))


def _moved(groups: tuple[GroupShift, ...]) -> Iterator[tuple[GroupShift, float]]:
    """The groups of both periods, and what each adds to within."""
    for each in groups:
        if each.before is not None and each.after is not None:
            yield each, each.share_before * (each.after - each.before)


def _places(found: CellChange) -> int:
    """No decimals where the rounded values differ by the rounded change, else one, so that they do not contradict."""
    before, after = found.before.value, found.after.value
    return 0 if round(after) - round(before) == round(found.change.difference) != 0 else 1
