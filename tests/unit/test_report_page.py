"""The report on measures, as text: what it says of what moved, of comments and of actions, in three languages."""

from __future__ import annotations

import os

import pytest
from report_cases import GOLDEN, TODAY, golden_journey, golden_measures, measures_of, share

from journeymap.measure.measured import MeasuredComments, MeasuredQuote, Measures
from journeymap.measure.report import ReportPage, report_page
from journeymap.model import Journey
from journeymap.render.document import render_markdown
from journeymap.render.environment import environment

BEFORE, AFTER = "2026-W46", "2026-W47"


def page(measures: Measures | None = None, journey: Journey | None = None) -> ReportPage:
    return report_page(journey or golden_journey(), measures or golden_measures(), TODAY)


def quote(touchpoint: str, number: int, **fields: object) -> MeasuredQuote:
    one = MeasuredQuote(
        touchpoint, "s", {"device": "phone"}, AFTER, f"2026-11-{number:02d}", 2, (1, 5), ("fee",), f"Said {number}"
    )
    return one._replace(**fields)


@pytest.mark.parametrize("name", ["shop", "shop-he", "shop-fa"])
def test_the_report_is_as_it_was(name: str) -> None:
    text = render_markdown("report", page(journey=golden_journey(name)), environment())
    golden = GOLDEN / f"{name}.report.md"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.write_bytes(text)
    assert text.decode() == golden.read_text("utf-8")


def test_the_title_is_the_finding_and_the_lead_says_the_rest() -> None:
    found = page()
    assert found.title == "Worse at “Pays”: Phones"
    assert found.lead == (
        "3 of 17 measures moved beyond noise. Worse at 3, 4. Better at 2. Mostly because others answered: 4. "
        "No action answers 4. Late: A3."
    )


def test_a_mover_says_how_much_of_whom_and_whose_action() -> None:
    pays, waits, _ = page().movers
    assert (pays.step.number, pays.step.is_moment, pays.what) == ("3", True, "CSAT, Phones")
    assert (pays.change, pays.unit, pays.interval, pays.counts) == (
        "−9", "points", "[−15, −2]", "59% to 50%, n=461 and 488",
    )  # fmt: skip
    assert pays.task is not None and pays.task.owner == "Payments, Roni"
    assert (pays.task.due, pays.task.is_late) == ("due 1 Nov 2026, 22 days late", True)
    assert waits.parts is not None and waits.parts.told == "within −1, mix −9"
    assert waits.why == "Mostly mix: more answers from Phones."
    assert (waits.task, waits.unanswered) == (None, "No action answers this")


@pytest.mark.parametrize(
    ("now", "unanswered", "done"),
    [
        (700, "", "A1 Link every ad to its own product page, done, due 9 Oct 2026"),
        (
            300,
            "No action answers this",
            "A1 Link every ad to its own product page, done, due 9 Oct 2026, and still worse",
        ),
    ],
)
def test_what_was_done_is_named_where_something_moved_and_answers_nothing_worse(
    now: int, unanswered: str, done: str
) -> None:
    journey = golden_journey()
    journey = journey.replace(actions=tuple(each for each in journey.actions if each.id in ("a1", "a6")))
    weeks = (f"2026-W{week}" for week in range(37, 47))
    cells = [*(share(500, 1000, week, "searches") for week in weeks), share(now, 1000, AFTER, "searches")]
    (mover,) = report_page(journey, measures_of(cells), TODAY).movers
    assert (mover.task, mover.unanswered, mover.done) == (None, unanswered, (done,))
    (early,) = report_page(journey, measures_of(cells[-2:]), TODAY).movers
    assert early.done == (), "it was done before what is looked back on"


def test_rounded_values_and_their_rounded_change_do_not_contradict() -> None:
    cells = [share(5540, 10_000, BEFORE), share(4860, 10_000, AFTER)]  # 55.4 less 48.6: rounded, 55 less 49 is not 7
    (mover,) = page(measures_of(cells)).movers
    assert (mover.change, mover.counts) == ("−6.8", "55.4% to 48.6%, n=10,000 and 10,000")


def test_other_segments_that_moved_stand_beside_the_clearest() -> None:
    cells = [
        share(1200, 2000, BEFORE), share(1000, 2000, AFTER),
        share(600, 1000, BEFORE, device="phone"), share(400, 1000, AFTER, device="phone"),
    ]  # fmt: skip
    (mover,) = page(measures_of(cells)).movers
    assert (mover.what, mover.also) == ("CSAT, Phones", ("Also moved: everyone −10 [−13, −7]",))


def test_when_nothing_moved_it_says_so_with_the_size_of_the_family() -> None:
    found = page(measures_of([share(500, 1000, BEFORE), share(510, 1000, AFTER), share(3, 40, AFTER, "waits")]))
    assert found.title == "Nothing moved beyond noise"
    assert "The one measure that can be compared changed no more than chance lets it." in found.lead
    assert found.lead.endswith("The largest change is +1 point, at “Pays”.")
    assert (found.movers, len(found.dots), found.legend.series) == ((), 1, "")


def test_with_one_period_there_is_nothing_to_compare() -> None:
    found = page(measures_of([share(500, 1000, AFTER)]))
    assert found.title == "Nothing to compare yet"
    assert found.lead == "Only one period is measured: 47, to 22 Nov 2026. The next one will show what moves."
    assert [each.label for each in found.facts] == ["Week", "Answers", "Held back", "Left out"]
    whole = page(measures_of([share(500, 1000, "all")], period="all"))
    assert whole.lead.startswith("All answers are counted as one period.")


def test_with_too_few_answers_there_is_nothing_to_compare() -> None:
    found = page(measures_of([share(9, 10, BEFORE), share(1, 10, AFTER)]))
    assert (found.title, found.family, found.dots) == ("Too few answers to compare", "", ())
    assert found.lead == "No measure has 30 answers or more in both periods."


def test_quotes_are_those_of_the_steps_that_moved_ten_at_most_in_turn() -> None:
    told = [quote("pays", number) for number in range(1, 13)] + [quote("waits", 20), quote("tells", 21)]
    old = quote("pays", 22, period=BEFORE)
    comments = (MeasuredComments("pays", "s", {}, AFTER, 164, {"fee": 9}),)
    found = page(golden_measures()._replace(quotes=(*told, old), comments=comments))
    assert [each.step.number for each in found.quotes] == ["3"] * 9 + ["4"]
    assert (found.quotes[0].text, found.quotes[0].note) == ("“Said 1”", "Phones · 1 Nov 2026 · rated 2 of 5")
    assert (found.quotes_heading, found.signals) == ("10 comments", ())
    assert found.quotes_note == "from 164 at the steps above, masked; picked by signal, not by tone"


def test_quotes_of_the_same_text_are_taken_once() -> None:
    told = (quote("pays", 1), quote("waits", 2, text="said 1"), quote("waits", 3), quote("pays", 4, text="Said 1"))
    found = page(golden_measures()._replace(quotes=told))
    assert sorted(each.text for each in found.quotes) == ["“Said 1”", "“Said 3”"]


def test_without_quotes_the_signals_are_counted_and_without_these_nothing_is_said() -> None:
    comments = (
        MeasuredComments("pays", "s", {}, AFTER, 164, {"fee": 9, "late": 12}),
        MeasuredComments("pays", "s", {"device": "phone"}, AFTER, 64, {"fee": 9}),
        MeasuredComments("tells", "s", {}, AFTER, 64, {"fee": 9}),
    )
    found = page(golden_measures()._replace(comments=comments))
    (step,) = found.signals
    assert [(each.label, each.text) for each in step.signals] == [("late", "12"), ("fee", "9")]
    assert (step.step.name, step.note) == ("Pays", "of 164 comments")
    assert (page().quotes, page().signals) == ((), ())


def test_what_actions_did_claims_no_cause() -> None:
    verdicts = {each.code: (each.verdict, each.is_said) for each in page().effects}
    assert verdicts == {
        "A5": ("Cannot be said yet: 60 answers since. 532 are needed to see 8 points.", False),
        "A6": ("No change shown. Anything beyond 3.5 points either way is unlikely.", True),
        "A1": ("Higher by 5.7 to 8.8 points since. No control group: other causes are not ruled out.", True),
    }


def test_an_effect_that_was_measured_on_one_side_only_cannot_be_said() -> None:
    weeks = [share(500, 1000, each, "pays") for each in ("2026-W40", BEFORE, AFTER)]
    before = measures_of([*weeks, share(50, 100, "2026-W40", "returns")])
    since = measures_of([*weeks, share(50, 100, AFTER, "returns")])
    told = [[each.verdict for each in page(measures).effects if each.code == "A5"] for measures in (before, since)]
    assert told == [
        ["Cannot be said yet: nothing has been measured since."], ["Cannot be said: nothing was measured before."],
    ]  # fmt: skip
    assert "Cannot be said: nothing is measured there." in [each.verdict for each in page(before).effects]


def test_a_language_without_words_for_reports_has_them_in_english_and_keeps_its_direction() -> None:
    found = page(journey=golden_journey().replace(language="ur"))
    assert (found.is_rtl, found.said_in, found.title) == (True, "en", "Worse at “Pays”: Phones")


def test_where_nothing_moved_it_tells_how_the_figures_stand() -> None:
    cells = [share(500, 1000, AFTER), share(9, 10, AFTER, "searches"), share(1, 10, AFTER, device="phone")]
    told = page(measures_of(cells)).standing
    assert [(each.step.name, each.what, each.whisker.text, each.whisker.value, each.few) for each in told] == [
        ("Searches", "CSAT", "90%", 0.9, True), ("Pays", "CSAT", "50%", 0.5, False),
    ]  # fmt: skip
    assert told[1].whisker.interval == "47%–53%" and told[1].sample == "n=1,000"
    assert page().standing == ()


def test_in_hebrew_the_zero_of_an_interval_stays_behind_its_sign() -> None:
    """A mark that keeps the sign of the first number would turn what follows round, so another one stands after it."""
    found = measures_of([share(5400, 31_400, "2026-W46"), share(5400, 32_900, "2026-W47")])
    (mover,) = report_page(golden_journey("shop-he"), found, TODAY).movers
    assert mover.interval == "\u2066[\u200e−1\u200f\u200e, 0]\u2069"
