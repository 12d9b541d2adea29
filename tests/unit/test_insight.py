"""What follows from a journey: each definition at its edges."""

from __future__ import annotations

import datetime as dt
import gc
import weakref
from typing import Any

import pytest
from journeys import journey_from

from journeymap.insight import actions, deadlines, feelings, health, pains
from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Action, Journey, Point

TODAY = dt.date(2026, 11, 21)
YESTERDAY = TODAY - dt.timedelta(days=1)


def journey(*touchpoints: dict[str, Any], **more: Any) -> Journey:
    """A journey of these touchpoints, which are called a, b, c … unless they say otherwise."""
    steps = [{"id": "abcdef"[place], "name": "Step"} | each for place, each in enumerate(touchpoints)]
    stages = [{"id": "all", "name": "All", "touchpoints": steps}]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages} | more)


def pain(severity: int | None = None, **more: Any) -> dict[str, Any]:
    return {"text": f"Pain {severity}"} | ({"severity": severity} if severity else {}) | more


def experiment(id_: str, **more: Any) -> dict[str, Any]:
    dates = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in more.items()}
    if "result" in dates:
        dates["result"] = {"date": more["result"]["date"].isoformat()}
    variants = [{"id": "control"}, {"id": "new"}]
    return {"id": id_, "touchpoint": "t1", "metric": "nps", "variants": variants} | dates


def acting(**more: Any) -> Action:
    return journey(actions=[{"id": "a1", "title": "Act"} | more]).actions[0]


def texts(found: list[Any]) -> list[str]:
    return [each.text for _, each in found]


class TestPains:
    @pytest.mark.parametrize(("severity", "severe"), [(None, False), (1, False), (3, False), (4, True), (5, True)])
    def test_four_and_five_are_severe(self, severity: int | None, severe: bool) -> None:
        read = journey({"pains": pain(severity)})
        assert pains.is_severe(read.touchpoints[0].pains[0]) is severe
        assert bool(pains.severe_pains(read)) is severe

    def test_the_unanswered_are_in_the_order_of_the_file(self) -> None:
        read = journey(
            {"pains": [pain(4, id="p1"), pain(5, id="p2"), pain(3)]},
            {"pains": [pain(5), pain(4, id="p3")], "opportunities": pain(5, id="o1")},
            actions=[
                {"id": "a1", "title": "Done", "addresses": "p2", "status": "done"},
                {"id": "a2", "title": "Dropped", "addresses": "p3", "status": "dropped"},
            ],
        )
        assert texts(pains.severe_pains(read)) == ["Pain 4", "Pain 5", "Pain 5", "Pain 4"]
        assert texts(pains.unanswered_severe_pains(read)) == ["Pain 4", "Pain 5", "Pain 4"]

    def test_harm_is_severity_times_depth_and_moments_of_truth_come_first(self) -> None:
        read = journey(
            {"emotions": [{"score": -2}, {"score": 1}], "pains": [pain(3), pain(1)]},
            {"moment_of_truth": True, "emotions": {"score": 1}, "pains": pain(2)},
            {"pains": ["Unrated"]},
        )
        ranked = pains.pains_by_harm(read)
        assert [(found.text, pains.harm(read, at, found)) for at, found in ranked] == [
            ("Pain 2", 2 * 2), ("Pain 3", 3 * 5), ("Unrated", 3 * 3), ("Pain 1", 1 * 5),
        ]  # fmt: skip

    def test_what_hurts_as_much_stays_in_the_order_of_the_file(self) -> None:
        read = journey({"pains": [pain(2, text="First"), pain(2, text="Second")]}, {"pains": pain(2, text="Third")})
        assert texts(pains.pains_by_harm(read)) == ["First", "Second", "Third"]

    def test_a_pain_that_nobody_reaches_comes_last(self):
        steps = [
            {"id": "a", "name": "A", "next": "exit", "pains": [{"text": "Mild", "severity": 1}]},
            {"id": "b", "name": "B", "moment_of_truth": True, "pains": [{"text": "Never felt", "severity": 5}]},
        ]
        stages = [{"id": "s", "name": "S", "touchpoints": steps}]
        read = journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages})
        assert texts(pains.pains_by_harm(read)) == ["Mild", "Never felt"]


class TestActions:
    @pytest.mark.parametrize(
        ("status", "is_open", "answers"),
        [("idea", True, True), ("planned", True, True), ("in-progress", True, True),
         ("blocked", True, True), ("done", False, True), ("dropped", False, False)],
    )  # fmt: skip
    def test_what_is_dropped_is_neither_open_nor_an_answer(self, status: str, is_open: bool, answers: bool) -> None:
        read = journey(
            {"pains": pain(5, id="p1"), "opportunities": pain(id="o1")},
            {},
            actions=[{"id": "a1", "title": "Act", "addresses": ["p1", "o1"], "touchpoints": "b", "status": status}],
        )
        first, second = read.touchpoints
        assert actions.is_open(read.actions[0]) is is_open
        for point in (*first.pains, *first.opportunities):
            assert [action.id for action in actions.answering(read, point)] == (["a1"] if answers else [])
        assert actions.is_acted_on(read, first) is answers
        assert actions.is_acted_on(read, second) is answers

    def test_an_action_that_names_a_point_twice_answers_it_once(self) -> None:
        read = journey(
            {"pains": [pain(5, id="p1"), pain(5)]},
            actions=[
                {"id": "a2", "title": "Act", "addresses": ["p1", "p1"]},
                {"id": "a1", "title": "Act too", "addresses": "p1"},
            ],
        )
        named, nameless = read.touchpoints[0].pains
        assert [action.id for action in actions.answering(read, named)] == ["a2", "a1"]
        assert actions.answering(read, nameless) == ()

    @pytest.mark.parametrize(
        ("impact", "effort", "expected"),
        [(5, 1, "quick-win"), (3, 2, "quick-win"), (3, 3, "big-bet"), (2, 2, "fill-in"), (2, 3, "time-sink"),
         (None, 3, None), (3, None, None)],
    )  # fmt: skip
    def test_the_middle_of_a_rating_counts_as_much(
        self, impact: int | None, effort: int | None, expected: str | None
    ) -> None:
        rated = {name: value for name, value in (("impact", impact), ("effort", effort)) if value is not None}
        assert actions.quadrant(acting(**rated)) == expected
        assert actions.quadrant(acting(**rated, status="done")) == expected
        assert actions.quadrant(acting(**rated, status="dropped")) is None


class TestDeadlines:
    def test_an_action_is_overdue_from_the_day_after(self) -> None:
        for due, late in ((YESTERDAY, 1), (TODAY, 0), (TODAY + dt.timedelta(days=1), 0)):
            action = acting(due=due.isoformat())
            assert deadlines.is_overdue(action, TODAY) is bool(late)
            assert deadlines.days_overdue(deadlines.deadline(action), TODAY) == late

    @pytest.mark.parametrize("more", [{"status": "done"}, {"status": "dropped"}])
    def test_what_is_not_open_is_never_overdue(self, more: dict[str, str]) -> None:
        assert not deadlines.is_overdue(acting(due=YESTERDAY.isoformat(), **more), TODAY)

    def test_without_a_day_nothing_is_overdue(self) -> None:
        assert not deadlines.is_overdue(acting(), TODAY)
        assert not deadlines.is_review_overdue(journey(), TODAY)
        assert deadlines.days_overdue(None, TODAY) == 0

    def test_a_review_is_overdue_from_the_day_after(self) -> None:
        read = journey(review={"last": "2026-07-21", "every": "4 months"})
        assert deadlines.review_deadline(read) == TODAY
        assert not deadlines.is_review_overdue(read, TODAY)
        assert deadlines.is_review_overdue(read, TODAY + dt.timedelta(days=1))

    @pytest.mark.parametrize(
        ("last", "every", "due"),
        [
            ("2026-01-31", "1 month", "2026-02-28"),
            ("2028-01-31", "1 month", "2028-02-29"),
            ("2026-01-31", "3 months", "2026-04-30"),
            ("2026-08-31", "4 months", "2026-12-31"),
            ("2026-10-31", "2 months", "2026-12-31"),
            ("2026-12-31", "2 months", "2027-02-28"),
            ("2028-02-29", "1 year", "2029-02-28"),
            ("2026-02-28", "1 month", "2026-03-28"),
            ("2026-12-25", "2 weeks", "2027-01-08"),
            ("2026-12-31", "1 day", "2027-01-01"),
            ("9999-09-30", "3 months", "9999-12-30"),
            ("9999-12-31", "1 day", None),
            ("9999-10-01", "4 months", None),
        ],
    )
    def test_the_next_review(self, last: str, every: str, due: str | None) -> None:
        review = journey(calendar="gregorian", review={"last": last, "every": every}).review
        assert review is not None
        assert deadlines.next_review(review) == (dt.date.fromisoformat(due) if due else None)

    def test_every_deadline_counts_and_nothing_else(self) -> None:
        read = journey(
            review={"last": "2026-01-31", "every": "1 month"},
            actions=[
                {"id": "a1", "title": "A", "due": "2026-05-01"},
                {"id": "a2", "title": "B", "due": "2026-06-01", "status": "done"},
                {"id": "a3", "title": "C"},
            ],
        )
        assert list(deadlines.deadlines(read)) == [dt.date(2026, 2, 28), dt.date(2026, 5, 1)]


class TestFeelings:
    PERSONAS = ({"id": "dana", "name": "Dana"}, {"id": "yossi", "name": "Yossi"})

    def felt(self) -> Journey:
        def both(dana: float, yossi: float) -> dict[str, Any]:
            return {"emotions": [{"persona": "yossi", "score": yossi}, {"persona": "dana", "score": dana}]}

        return journey(
            both(1, 0), both(-1.5, 2), {}, both(1, -1.5), {"emotions": {"persona": "dana", "score": 0}},
            personas=list(self.PERSONAS),
        )  # fmt: skip

    def test_the_first_of_the_lowest_is_the_lowest(self) -> None:
        read = self.felt()
        found = feelings.lowest(read)
        assert found is not None
        assert (found[0].id, found[1].persona, found[1].score) == ("b", "dana", -1.5)
        persona = feelings.whose(read, found[1])
        assert persona is not None and persona.name == "Dana"
        low = feelings.lowest_at(read, read.touchpoints[3])
        assert low is not None and (low.persona, low.score) == ("yossi", -1.5)

    def test_at_one_touchpoint_too_the_first_of_the_lowest_is_the_lowest(self) -> None:
        same = journey({"emotions": [{"score": -1, "label": "first"}, {"score": -1, "label": "second"}]})
        low = feelings.lowest_at(same, same.touchpoints[0])
        assert low is not None and low.label == "first"

    def test_what_was_measured_counts_before_what_the_file_has(self) -> None:
        found = feelings.with_measured(self.felt(), {("b", "dana"): 0.5, ("c", "yossi"): -1.75, ("d", "yossi"): -1})
        low = feelings.lowest(found)
        assert low is not None and (low[0].id, low[1].persona, low[1].score) == ("c", "yossi", -1.75)
        scores = {key: {n: each.score for n, each in curve.items()} for key, curve in feelings.curves(found).items()}
        assert scores == {"dana": {1: 1, 2: 0.5, 4: 1, 5: 0}, "yossi": {1: 0, 2: 2, 3: -1.75, 4: -1}}
        assert not feelings.is_assumed(low[1])

    def test_of_a_stage_nothing_holds_where_a_step_was_measured(self) -> None:
        stage = {"id": "s", "name": "S", "emotions": {"score": 1}, "touchpoints": [{"id": "a", "name": "A"}]}
        read = journey_from({"journeymap": 1, "id": "x", "title": "X", "emotion_scale": [1, 5], "stages": [stage]})
        found = feelings.lowest(feelings.with_measured(read, {("a", ""): 1.0}))
        assert found is not None and (found[0].id, found[1].score) == ("a", 4)

    def test_without_emotions_there_is_no_lowest(self) -> None:
        read = journey({})
        assert feelings.lowest(read) is None
        assert feelings.lowest_at(read, read.touchpoints[0]) is None
        assert feelings.curves(read) == {}

    def test_a_curve_for_each_persona_in_their_order(self) -> None:
        curves = feelings.curves(self.felt())
        scores = {whose: {at: felt.score for at, felt in curve.items()} for whose, curve in curves.items()}
        assert list(scores) == ["dana", "yossi"]
        assert scores == {"dana": {1: 1, 2: -1.5, 4: 1, 5: 0}, "yossi": {1: 0, 2: 2, 4: -1.5}}

    def test_peak_and_lowest_of_a_curve(self) -> None:
        curve = {1: 1.0, 2: -1.5, 4: 1.0, 5: -1.5, 6: 0.0}
        backwards = dict(reversed(curve.items()))
        for each in (curve, backwards):
            assert (feelings.peak_of(each), feelings.lowest_of(each)) == (1, 2)
        assert (feelings.peak_of({}), feelings.lowest_of({})) == (None, None)

    def test_the_first_emotion_of_a_persona_at_a_touchpoint_counts(self) -> None:
        read = journey({"emotions": [{"score": -2}, {"score": 1}]}, {"emotions": {"score": 2}})
        assert {whose: emotion.score for whose, emotion in feelings.by_persona(read, read.touchpoints[0]).items()} == {
            "": -2
        }
        assert [emotion.score for emotion in feelings.curves(read)[""].values()] == [-2, 2]

    def test_what_nobody_in_particular_feels_is_on_no_personas_curve(self) -> None:
        read = journey({"emotions": {"score": 2}}, personas=list(self.PERSONAS))
        assert feelings.curves(read) == {}
        assert feelings.whose(read, read.touchpoints[0].emotions[0]) is None

    def test_scores_of_other_scales_are_feelings_too(self) -> None:
        read = journey({"emotions": {"score": 1, "low": 1, "high": 3}}, emotion_scale=[1, 5])
        assert feelings.feeling(read, read.touchpoints[0].emotions[0]) == (-2, -2, 0)

    def test_on_a_scale_of_one_value_every_feeling_is_neutral(self) -> None:
        read = journey({"emotions": {"score": 1}, "pains": pain(2)}, emotion_scale=[1, 1])
        assert feelings.feeling(read, read.touchpoints[0].emotions[0]) == (0, None, None)
        assert pains.harm(read, read.touchpoints[0], read.touchpoints[0].pains[0]) == 2 * 3


def test_health_counts() -> None:
    read = journey(
        {"owner": "lead", "pains": [pain(5, id="p1"), pain(4)], "emotions": [{"score": 1, "evidence": "measured"}]},
        {"emotions": [{"score": 1}, {"score": 0}], "metrics": {"nps": {"value": 1, "date": "2026-08-31"}, "csat": 80}},
        {"metrics": {"nps": {"value": 1, "date": "2026-09-01"}}, "owner": "nobody"},
        owners=[{"id": "lead", "name": "Ines"}],
        review={"last": "2026-10-01", "every": "1 month"},
        actions=[
            {"id": "a1", "title": "A", "due": YESTERDAY.isoformat(), "addresses": "p1"},
            {"id": "a2", "title": "B", "due": TODAY.isoformat()},
            {"id": "a3", "title": "C", "due": YESTERDAY.isoformat(), "status": "dropped"},
        ],
        experiments=[
            experiment("x1", end=YESTERDAY),
            experiment("x2", end=TODAY),
            experiment("x3", end=TODAY - dt.timedelta(days=8)),
            experiment("x4", end=YESTERDAY, result={"date": YESTERDAY}),
        ],
    )
    assert health.health(read, TODAY) == health.Health(
        touchpoints=3,
        unowned_touchpoints=2,
        severe_pains=2,
        severe_pains_without_action=1,
        emotions=3,
        emotions_beyond_assumed=1,
        measures=3,
        measures_older_than_review=1,
        open_actions=2,
        overdue_actions=1,
        experiments_to_read=2,
        overdue_experiments=1,
    )


def test_an_answer_is_worked_out_once_and_goes_with_its_journey() -> None:
    asked: list[str] = []

    @once_per_journey
    def points(journey: Journey) -> list[Point]:
        asked.append(journey.id)
        return [point for _, point, _ in journey.points()]

    read, other = journey({"pains": pain(5)}), journey({})
    assert points(read) is points(read)
    assert points(other) == []
    assert asked == ["x", "x"]
    forgotten = weakref.ref(read)
    del read
    gc.collect()
    assert forgotten() is None
