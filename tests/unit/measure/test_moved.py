"""What moved among many, how much of it is real, and what actions did: against numbers worked out here another way."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import Any

import pytest
from journeys import journey_from
from report_cases import golden_journey, golden_measures, measures_of, share

from journeymap.insight.actions import acting_on, is_acted_on
from journeymap.measure.effects import ActionEffect, effects
from journeymap.measure.figures import Estimate, nps, tgw
from journeymap.measure.figures.counts import ScoreCounts
from journeymap.measure.figures.pooling import pooled
from journeymap.measure.measured import MeasuredCell
from journeymap.measure.moved import Moves, done_within, moved
from journeymap.measure.period_days import days_of, period_before, periods_until, week_of
from journeymap.measure.splits import is_mostly_mix, is_real
from journeymap.measure.stated_metrics import last_day_in
from journeymap.model import Journey

BEFORE, AFTER = "2026-W46", "2026-W47"


def two_sided(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))


def moves(*cells: MeasuredCell, journey: Journey | None = None, **options: Any) -> Moves:
    return moved(measures_of(cells, **options), journey or golden_journey())


class TestTheFamily:
    def test_a_change_is_tested_by_the_pooled_z_of_its_shares(self) -> None:
        (found,) = moves(share(650, 1120, BEFORE), share(543, 1064, AFTER)).family
        p = (650 + 543) / (1120 + 1064)
        error = math.sqrt(p * (1 - p) * (1 / 1120 + 1 / 1064))
        z = (543 / 1064 - 650 / 1120) / error
        assert found.change.z == pytest.approx(z, abs=1e-9)
        assert found.change.p == pytest.approx(two_sided(z), abs=1e-9)
        assert found.change.difference == pytest.approx(-7.0019, abs=1e-3)
        ends = [100 * (543 / 1064 - 650 / 1120 + side * 1.959964 * error) for side in (-1, 1)]
        assert (found.low, found.high) == pytest.approx(ends, abs=1e-4)
        assert (found.direction, found.has_moved) == (-1, True)

    def test_those_moved_that_benjamini_and_hochberg_reject(self) -> None:
        """Worked out by hand: of m, the k with the smallest p, for the largest k with p(k) ≤ 0.05 k / m."""
        steps = ["searches", "checks-size", "pays", "waits", "returns", "tells"]
        changes = [(500, 500), (500, 520), (500, 550), (500, 560), (500, 565), (500, 448)]
        cells = [
            cell
            for step, (was, now) in zip(steps, changes, strict=True)
            for cell in (share(was, 1000, BEFORE, step), share(now, 1000, AFTER, step))
        ]
        found = moves(*cells)
        p = [
            two_sided((now - was) / 1000 / math.sqrt((was + now) / 2000 * (1 - (was + now) / 2000) * 2 / 1000))
            for was, now in changes
        ]
        ranked = sorted(p)
        limit = max((each for k, each in enumerate(ranked, 1) if each <= 0.05 * k / len(p)), default=-1.0)
        expected = [step for step, each in zip(steps, p, strict=True) if each <= limit]
        assert expected == ["pays", "waits", "returns", "tells"]
        assert [each.after.touchpoint for each in found.family if each.has_moved] == expected
        assert p[5] > 0.05 / 6, "alone among six it would not have been one: the larger ones let it"
        assert [each.main.after.touchpoint for each in found.movers] == ["tells", "returns", "waits", "pays"]

    def test_one_of_twenty_is_noise_that_alone_would_have_moved(self) -> None:
        pair = (share(500, 1000, BEFORE, "pays"), share(546, 1000, AFTER, "pays"))
        assert moves(*pair).movers
        others = [
            share(500, 1000, period, step, device=f"d{number}")
            for number in range(4)
            for step in ("searches", "checks-size", "waits", "returns", "tells")
            for period in (BEFORE, AFTER)
        ]
        found = moves(*pair, *others)
        assert len(found.family) == 21 and not found.movers

    @pytest.mark.parametrize(("before", "after", "size"), [(30, 30, 1), (29, 300, 0), (300, 29, 0)])
    def test_few_answers_in_either_period_never_move(self, before: int, after: int, size: int) -> None:
        found = moves(share(before, before, BEFORE), share(0, after, AFTER))
        assert (len(found.family), len(found.movers)) == (size, size)

    def test_what_is_held_back_in_one_of_the_two_periods_is_not_compared(self) -> None:
        found = moves(
            share(500, 1000, BEFORE), share(500, 1000, AFTER), share(90, 100, BEFORE, device="phone"),
            share(10, 100, AFTER, device="laptop"),
        )  # fmt: skip
        assert [each.after.segment for each in found.family] == [{}]

    def test_touchpoints_that_the_journey_no_longer_has_are_none_of_them(self) -> None:
        assert not moves(share(900, 1000, BEFORE, "gone"), share(100, 1000, AFTER, "gone")).family

    def test_the_last_period_that_is_measured_is_the_one_before(self) -> None:
        found = moves(share(900, 1000, "2026-W40"), share(100, 1000, AFTER))
        assert (found.before, found.newest, found.periods[0], len(found.periods)) == ("2026-W40", AFTER, "2026-W40", 8)
        (mover,) = found.movers
        assert [cell is not None for _, cell in mover.series] == [True, *[False] * 6, True]

    @pytest.mark.parametrize("periods", [(AFTER,), ("all",), ()])
    def test_one_period_is_compared_with_nothing(self, periods: tuple[str, ...]) -> None:
        found = moves(*(share(500, 1000, each) for each in periods))
        assert (found.before, found.family, found.movers) == ("", (), ())

    def test_importance_that_moves_is_neither_better_nor_worse(self) -> None:
        cells = [
            share(k, 1000, period)._replace(metric="importance", value=k / 100)
            for k, period in ((700, BEFORE), (500, AFTER))
        ]
        (found,) = moves(*cells).family
        assert (found.direction, found.has_moved, found.points) == (0, True, pytest.approx(-20))

    def test_a_metric_of_which_less_is_better_gets_better_by_falling(self) -> None:
        journey = golden_journey()
        csat = journey.touchpoint_by_id["searches"].metrics["csat"].replace(better="lower")
        stages = tuple(
            stage.replace(touchpoints=tuple(each.replace(metrics={"csat": csat}) for each in stage.touchpoints))
            for stage in journey.stages
        )
        journey = journey.replace(stages=stages)
        (found,) = moves(share(700, 1000, BEFORE), share(500, 1000, AFTER), journey=journey).family
        assert (found.direction, found.points) == (1, pytest.approx(20))


class TestTheMovers:
    def test_segments_of_one_metric_are_one_mover_led_by_the_clearest(self) -> None:
        found = moves(
            share(1200, 2000, BEFORE), share(1000, 2000, AFTER),
            share(600, 1000, BEFORE, device="phone"), share(400, 1000, AFTER, device="phone"),
            share(600, 1000, BEFORE, device="laptop"), share(600, 1000, AFTER, device="laptop"),
        )  # fmt: skip
        (mover,) = found.movers
        assert mover.main.after.segment == {"device": "phone"}
        assert [each.after.segment for each in mover.others] == [{}]

    def test_the_worse_come_first_and_of_these_the_real_ones(self) -> None:
        found = moved(golden_measures(), golden_journey())
        told = [(each.main.after.touchpoint, each.main.direction, is_mostly_mix(each.split)) for each in found.movers]
        assert told == [("pays", -1, False), ("waits", -1, True), ("checks-size", 1, False)]
        assert len(found.family) == 17

    def test_a_change_is_split_at_the_mix_of_the_earlier_period(self) -> None:
        before = {"phone": (400, 260), "laptop": (600, 510)}
        after = {"phone": (700, 448), "laptop": (300, 258)}
        sides = ((before, BEFORE), (after, AFTER))
        cells = [share(sum(k for _, k in each.values()), 1000, period) for each, period in sides]
        cells += [share(k, n, period, device=name) for each, period in sides for name, (n, k) in each.items()]
        (mover,) = moves(*cells, by=(("device",),)).movers
        within = sum(
            Fraction(n, 1000) * (Fraction(after[name][1], after[name][0]) - Fraction(k, n))
            for name, (n, k) in before.items()
        )
        total = Fraction(448 + 258, 1000) - Fraction(770, 1000)
        assert mover.main.after.segment == {}
        assert mover.split is not None
        assert mover.split.parts.within == pytest.approx(100 * float(within))
        assert mover.split.parts.mix == pytest.approx(100 * float(total - within))
        assert (is_mostly_mix(mover.split), is_real(mover.split)) == (True, False)
        shares = {each.segment["device"]: (each.share_before, each.share_after) for each in mover.split.groups}
        assert shares == {"phone": (0.4, 0.7), "laptop": (0.6, 0.3)}

    def test_what_is_held_back_is_no_reason_to_split_by_the_rest(self) -> None:
        cells = [share(500, 1000, BEFORE), share(300, 1000, AFTER)]
        cells += [share(480, 960, BEFORE, device="phone"), share(288, 960, AFTER, device="phone")]
        (mover,) = moves(*cells, by=(("device",),)).movers
        assert (mover.main.after.segment, mover.split, mover.unsplit) == ({}, None, "held-back")

    def test_answers_with_weights_that_do_not_add_up_by_number_are_not_split(self) -> None:
        cells = [share(500, 1000, BEFORE)._replace(value=52.0), share(300, 1000, AFTER)]
        for period, k in ((BEFORE, 250), (AFTER, 150)):
            cells += [share(k, 500, period, device=each) for each in ("phone", "laptop")]
        (mover,) = moves(*cells, by=(("device",),)).movers
        assert (mover.split, mover.unsplit) == (None, "weighted")

    def test_a_segment_is_split_by_the_cut_that_crosses_it(self) -> None:
        cells = [share(500, 1000, BEFORE, device="phone"), share(300, 1000, AFTER, device="phone")]
        for period, k in ((BEFORE, 250), (AFTER, 150)):
            cells += [share(k, 500, period, device="phone", who=each) for each in ("new", "back")]
        found = moves(*cells, by=(("device",), ("device", "who")))
        mover = next(each for each in found.movers if each.main.after.segment == {"device": "phone"})
        assert mover.split is not None and mover.split.parts.within == pytest.approx(-20)


class TestWhoseActionItIs:
    def test_actions_that_name_the_step_or_its_pain_come_before_those_of_the_stage(self) -> None:
        journey = golden_journey()
        found = {each.main.after.touchpoint: [action.id for action in each.actions] for each in
                 moved(golden_measures(), journey).movers}  # fmt: skip
        assert found == {"pays": ["a3"], "waits": [], "checks-size": ["a2"]}, "a7 is for another segment"

    def test_all_actions_on_a_step_are_known_in_the_order_of_the_file(self) -> None:
        journey = golden_journey()
        acting = {each.id: [action.id for action in acting_on(journey, each)] for each in journey.touchpoints}
        assert acting == {
            "searches": ["a1", "a2"], "checks-size": ["a2"], "pays": ["a3", "a7"], "waits": [], "returns": ["a5"],
            "tells": ["a6"],
        }  # fmt: skip
        assert [is_acted_on(journey, each) for each in journey.touchpoints] == [bool(each) for each in acting.values()]


class TestWhatActionsDid:
    @pytest.fixture
    def found(self) -> dict[str, ActionEffect]:
        journey, measures = golden_journey(), golden_measures()
        return {each.action.id: each for each in effects(measures, journey, moved(measures, journey))}

    def test_the_latest_comes_first_and_only_what_is_done(self, found: dict[str, ActionEffect]) -> None:
        assert list(found) == ["a5", "a6", "a1"]

    def test_periods_are_pooled_but_that_of_the_day_is_in_neither(self, found: dict[str, ActionEffect]) -> None:
        told = {
            each.period: each for each in golden_measures().cells if each.touchpoint == "searches" and not each.segment
        }
        effect = found["a1"]  # done on 9 October 2026, in week 41
        assert effect.before is not None and effect.after is not None and effect.difference is not None
        sides = []
        for weeks in (range(36, 41), range(42, 48)):
            cells = [told[f"2026-W{week}"] for week in weeks]
            n = sum(each.n for each in cells)
            sides.append((n, sum(round(each.n * each.value / 100) for each in cells) / n))
        (n1, p1), (n2, p2) = sides
        assert (effect.before.n, effect.after.n) == (n1, n2)
        assert (effect.before.value, effect.after.value) == pytest.approx((100 * p1, 100 * p2), abs=1e-4)
        p = (n1 * p1 + n2 * p2) / (n1 + n2)
        half = 195.996398 * math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2))
        assert effect.difference == pytest.approx((100 * (p2 - p1) - half, 100 * (p2 - p1) + half), abs=1e-4)
        assert effect.turned == 1

    def test_no_change_is_said_only_where_one_worth_seeing_would_be_seen(self, found: dict[str, ActionEffect]) -> None:
        effect = found["a6"]
        assert effect.difference is not None and effect.difference[0] < 0 < effect.difference[1]
        assert (effect.turned, effect.needed) == (0, None)
        assert max(-effect.difference[0], effect.difference[1]) <= 8

    def test_else_it_says_how_many_answers_would_show_it(self, found: dict[str, ActionEffect]) -> None:
        effect = found["a5"]
        assert effect.difference is None and effect.before is not None
        p = effect.before.value / 100
        assert effect.needed == math.ceil(2 * p * (1 - p) * (1.959964 + 0.841621) ** 2 / 0.08**2)
        assert effect.worth_seeing == 8

    def test_an_action_whose_step_was_measured_on_one_side_only_or_not_at_all(self) -> None:
        journey = golden_journey()
        actions = tuple(
            action.replace(due=dt.date(2026, 11, 18)) if action.id == "a1" else action for action in journey.actions
        )
        cells = [share(500, 1000, each, "searches") for each in (BEFORE, AFTER)]
        journey = journey.replace(actions=actions)
        measures = measures_of(cells)
        found = {each.action.id: each for each in effects(measures, journey, moved(measures, journey))}
        assert found["a1"].after is None and found["a1"].before is not None and found["a1"].needed is None
        assert found.keys() == {"a1", "a5"} and found["a5"].cell is None, "a6 was done before what is looked back on"


class TestPooling:
    def test_one_period_is_itself_and_none_is_none(self) -> None:
        one = Estimate(50, 45, 55, 100, 100.0, None, "wilson", 95, 100)
        assert pooled([one]) is one and pooled([]) is None
        assert pooled([one, one._replace(method="t")]) is None

    def test_two_halves_of_answers_are_the_whole(self) -> None:
        first = [(0.0, 20), (5.0, 30), (8.0, 40), (10.0, 60)]
        second = [(0.0, 50), (7.0, 30), (9.0, 90)]

        def of(rows: list[tuple[float, int]]) -> ScoreCounts:
            return ScoreCounts.of([(score, n, float(n), float(n)) for score, n in rows])

        for count in (nps, tgw):
            together = pooled([count(of(first)), count(of(second))])
            whole = count(of([*first, *second]))
            assert together is not None
            assert together[:5] == pytest.approx(whole[:5], rel=1e-9)


@pytest.mark.parametrize(
    ("period", "first", "last", "before"),
    [
        ("2026-W01", dt.date(2025, 12, 29), dt.date(2026, 1, 4), "2025-W52"),
        ("2021-W01", dt.date(2021, 1, 4), dt.date(2021, 1, 10), "2020-W53"),
        ("2026-01", dt.date(2026, 1, 1), dt.date(2026, 1, 31), "2025-12"),
        ("2026-Q1", dt.date(2026, 1, 1), dt.date(2026, 3, 31), "2025-Q4"),
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31), "2025"),
    ],
)
def test_the_days_of_a_period_and_the_one_before(period: str, first: dt.date, last: dt.date, before: str) -> None:
    assert days_of(period) == (first, last)
    assert period_before(period) == before


def test_weeks_may_begin_on_sunday_or_saturday_and_what_is_no_period_has_no_days() -> None:
    assert days_of("2026-W47", "sunday") == (dt.date(2026, 11, 15), dt.date(2026, 11, 21))
    assert days_of("2026-W47", "saturday") == (dt.date(2026, 11, 14), dt.date(2026, 11, 20))
    assert [days_of(each) for each in ("all", "2026-W60", "2026-13", "0000")] == [None] * 4
    assert period_before("all") is None
    assert periods_until("2026-02", "2025-11", 12) == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert periods_until("2026-02", "2020-01", 3) == ("2025-12", "2026-01", "2026-02")
    assert periods_until("all", "all", 3) == ("all",)


def shop_with(*weeks: str, done: str = "2026-11-22") -> Journey:
    """A shop with a source whose weeks begin so each, and an action that was done on a day."""
    ask = [{"column": "Q1", "touchpoint": "pays", "metric": "csat", "scale": {"from": 1, "to": 5}}]
    sources = [{"id": f"s{n}", "location": "a.csv", "time": "Date", "questions": ask, "week": each}
               for n, each in enumerate(weeks)]  # fmt: skip
    stage = {"id": "buy", "name": "Buy", "touchpoints": [{"id": "pays", "name": "Pays"}]}
    action = {"id": "a1", "title": "A till", "status": "done", "done": done}
    return journey_from({"journeymap": 1, "id": "shop", "title": "Shop", "stages": [stage], "actions": [action],
                         "sources": sources})  # fmt: skip


@pytest.mark.parametrize(("week", "first", "last"), [("iso", 16, 22), ("sunday", 15, 21), ("saturday", 14, 20)])
def test_what_is_done_in_a_week_is_so_by_the_weeks_of_its_source(week: str, first: int, last: int) -> None:
    for day, is_within in ((first - 1, False), (first, True), (last, True), (last + 1, False)):
        journey = shop_with(week, done=f"2026-11-{day:02d}")
        assert bool(done_within(journey.actions, [AFTER], week_of(journey, "s0"))) == is_within
    ended = last_day_in(journey, "s0", AFTER)
    assert ended is not None and ended.timetuple()[:3] == (2026, 11, last)


def test_weeks_of_all_sources_are_theirs_where_they_agree() -> None:
    assert week_of(shop_with("sunday", "sunday")) == "sunday"
    assert week_of(shop_with("sunday", "iso")) == week_of(shop_with()) == "iso"
