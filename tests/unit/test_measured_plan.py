"""The action plan ranks pains by what was measured, where something was, and says what that rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from measured_shops import CELLS, MEASURES, SHOP, TODAY, measured, shop, told

from journeymap.insight.pains import harm, pains, pains_by_harm
from journeymap.model import Journey
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.render.measured import near_ends
from journeymap.render.plan import PlanView, plan_view
from journeymap.settings import Settings
from journeymap.style.locale import load_words

MINUS = "\u2212"


def with_looks(*new: dict[str, Any]) -> dict[str, Any]:
    """The measures with other cells of the new customers who looked around in the newest quarter."""
    kept = [each for each in CELLS if (each["touchpoint"], each["period"], each["segment"]) != (
        "look", "2026-Q3", {"kind": "new"})]  # fmt: skip
    return {**MEASURES, "cells": [*kept, *new]}


def plan(journey: Journey) -> PlanView:
    return plan_view(journey, load_words(journey.language), TODAY, MeasuresOverlay.among(journey.beside))


def order(journey: Journey) -> list[str]:
    return [pain.text for pain in plan(journey).pains]


def test_the_near_end_of_the_interval_ranks_pains(tmp_path: Path) -> None:
    """New customers pay at 2.2 of 5 (2.1 to 2.3), which is -0.8 (-0.9 to -0.7), and look around at 0.2 (0.1 to 0.3)."""
    journey = measured(tmp_path)
    near = near_ends(journey, MeasuresOverlay.among(journey.beside))
    assert near == {"look": pytest.approx(0.3), "pay": pytest.approx(-0.7)}
    by_text = {pain.text: harm(journey, part, pain, near) for part, pain in pains(journey)}
    assert by_text == {
        "It is dark": pytest.approx(5 * 2.7), "The queue is long": pytest.approx(4 * 3.7),
        "Nobody says how long": pytest.approx(4 * 3.2),
    }  # fmt: skip
    assert order(journey) == ["The queue is long", "It is dark", "Nobody says how long"]
    assert [pain.text for _, pain in pains_by_harm(journey)] == [
        "The queue is long", "Nobody says how long", "It is dark",
    ], "as the file has it"  # fmt: skip


def test_a_wide_interval_puts_no_pain_first(tmp_path: Path) -> None:
    wide = told("look", "2026-Q3", 40, (60, 44, 74), (3.2, 2.2, 4.2), "new")
    assert order(measured(tmp_path, measures=with_looks(wide)))[-1] == "It is dark"


@pytest.mark.parametrize("n", [29, 30])
def test_few_answers_rank_nothing(tmp_path: Path, n: int) -> None:
    few = told("look", "2026-Q3", n, (0, 0, 10), (1.2, 1.1, 1.3), "new")
    journey = measured(tmp_path, measures=with_looks(few))
    assert ("look" in near_ends(journey, MeasuresOverlay.among(journey.beside))) == (n == 30)
    assert (order(journey)[0] == "It is dark") == (n == 30)
    (said,) = (pain for pain in plan(journey).pains if pain.text == "It is dark")
    assert said.measured == f"{MINUS}1.8" and ("fewer than 30 answers" in said.rests_on) == (n == 29)


def test_the_plan_says_what_was_measured_and_how_it_ranks(tmp_path: Path) -> None:
    view = plan(measured(tmp_path))
    told_of = {pain.text: (pain.feeling, pain.measured, pain.rests_on) for pain in view.pains}
    assert told_of["The queue is long"] == (
        f"{MINUS}1", f"{MINUS}0.8", f"95% interval: {MINUS}0.9 to {MINUS}0.7 · n=160 · New customers · 2026-Q3",
    )  # fmt: skip
    assert told_of["Nobody says how long"] == (f"{MINUS}0.2", "not measured", "")
    assert view.how_ranked.endswith("that end of its interval counts which is nearer to delight.")
    assert view.measured_feeling == "Measured feeling"


def test_a_stage_has_the_worst_of_its_touchpoints(tmp_path: Path) -> None:
    text = SHOP.replace("    name: Visit\n", "    name: Visit\n    pains: [{id: all, text: All of it, severity: 5}]\n")
    pain = plan(measured(tmp_path, text)).pains[0]
    assert (pain.text, pain.measured) == ("All of it", f"{MINUS}0.8")
    assert "Pays (2) · n=160" in pain.rests_on


def test_the_map_of_a_persona_is_ranked_by_its_own_answers(tmp_path: Path) -> None:
    request = drawing_request(measured(tmp_path), Settings(today=TODAY, persona="tal"))
    near = near_ends(request.journey, MeasuresOverlay.among(request.overlays))
    assert near == {"pay": pytest.approx(0.4)}, "3.4 of 5"


def test_without_measures_the_plan_is_as_it_was(tmp_path: Path) -> None:
    view = plan(measured(tmp_path, measures={**MEASURES, "cells": []}))
    assert view.measured_feeling == "" and view.how_ranked == load_words("en")["how-ranked"]
    assert [pain.text for pain in view.pains] == ["The queue is long", "Nobody says how long", "It is dark"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", f"{MINUS}0.8<br>95% interval: {MINUS}0.9 to {MINUS}0.7 · n=160 · New customers · 2026-Q3"),
        ("he", f"\u2066{MINUS}0.8\u2069<br>רווח סמך 95%: "),
        ("fa", f"\u2066{MINUS}۰٫۸\u2069<br>"),
    ],
)
def test_markdown_and_page_say_the_same(tmp_path: Path, language: str, said: str) -> None:
    journey = measured(tmp_path, shop(language))
    made = draw(drawing_request(journey, Settings(today=TODAY)), ("plan", "html"))
    text, page = made["plan"].decode(), made["html"].decode()
    head = load_words(language)["measured-feeling"]
    assert f"| {head} |" in text and f'<th scope="col">{head}</th>' in page
    assert said in text, text
    assert said.replace("<br>", "<small>") in page
