"""What the page says in words, seen before a template places it."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import TODAY, journey_from, scene_of

from journeymap.layout.spec import persona_token
from journeymap.overlays import ItemPath, Overlay
from journeymap.render.page_overlays import with_overlays
from journeymap.render.page_records import PageView
from journeymap.render.page_view import page_view
from journeymap.render.phrases import Phrases
from journeymap.style.locale import load_words


def data(personas: int = 1, **touchpoint: Any) -> dict[str, Any]:
    """A journey of two touchpoints; the keywords are those of the first."""
    people = [{"id": f"p{number}", "name": f"Person {number}"} for number in range(personas)]
    feelings = [{"persona": each["id"], "score": 1} for each in people] or {"score": 1}
    first = {"id": "pays", "name": "Pays", "emotions": feelings, **touchpoint}
    stage = {"id": "buy", "name": "Buy", "touchpoints": [first, {"id": "leaves", "name": "Leaves"}]}
    return {"journeymap": 1, "id": "shop", "title": "Shop", "personas": people, "stages": [stage]}


def view_of(data: dict[str, Any]) -> PageView:
    journey = journey_from(data)
    return page_view(Phrases(journey, load_words("en"), TODAY), scene_of(journey))


def said(page: PageView) -> str:
    """All that is said of the first touchpoint, and in the tables."""
    fields = [f"{item.text} {item.note}" for field in page.stages[0].touchpoints[0].fields for item in field.items]
    tables = [cell for table in (page.emotions, page.metrics) if table for row in table.rows for cell in row]
    return "\n".join((*fields, *tables))


@pytest.mark.parametrize("end", ["low", "high"])
def test_half_an_interval_is_none(end: str) -> None:
    feeling = {"persona": "p0", "score": 1, end: 1}
    page = view_of(data(emotions=feeling, metrics={"csat": {"value": 60, end: 60}}))
    assert "60" in said(page) and "nterval" not in said(page)


@pytest.mark.parametrize(("personas", "shown"), [(0, 0), (1, 0), (2, 2)])
def test_one_persona_alone_is_not_to_be_switched_off(personas: int, shown: int) -> None:
    assert len(view_of(data(personas)).personas_shown) == shown


def test_personas_have_the_colours_of_their_curves() -> None:
    colours = [persona.colour for persona in view_of(data(8)).personas]
    assert [f"persona-{colour}" for colour in colours] == [persona_token(index) for index in range(8)]


def test_what_a_persona_that_is_not_there_feels_is_in_the_table() -> None:
    page = view_of(data(emotions=[{"persona": "p0", "score": 1}, {"persona": "nobody", "score": -2}]))
    assert page.emotions is not None
    assert page.emotions.heads == ("Touchpoint", "Person 0", "Feeling")
    assert [cell[:2] for cell in page.emotions.rows[0][1:]] == ["+1", "−2"]


def test_what_an_overlay_says_stands_where_it_belongs_and_there_alone() -> None:
    paths = {"stage": ItemPath.to(stage="buy"), "step": ItemPath.to(touchpoint="pays"), "top": ItemPath.to(journey="")}
    overlay = Overlay[Any](name="n", title="Seen", values={}, texts={path: (name,) for name, path in paths.items()})
    page = with_overlays(view_of(data()), [overlay], load_words("en"))
    (stage,) = page.stages
    places = {"top": page.facts, "stage": stage.fields, "step": stage.touchpoints[0].fields}
    found = {name: [i.text for f in fields if f.label == "Seen" for i in f.items] for name, fields in places.items()}
    assert found == {"top": ["top"], "stage": ["stage"], "step": ["step"]}


def test_a_field_that_has_no_form_of_its_own_is_told_by_its_kind() -> None:
    journey = journey_from({**data(), "segments": [{"id": "new", "name": "New", "share": "34.5%"}]})
    phrases = Phrases(journey, load_words("en"), TODAY)
    assert [fact.text for fact in phrases.remaining_fields(journey.segments[0], ("id", "name"))] == ["34.5%"]


@pytest.mark.parametrize(
    ("unit", "said"),
    [("ימים", "\u200f4.2 ימים"), ("min", "\u20664.2 min\u2069"), ("%", "\u20664.2%\u2069"), (None, "\u20664.2\u2069")],
)
def test_a_number_and_its_unit_are_read_as_the_unit_runs(unit: str | None, said: str) -> None:
    metrics = {"wait": {"name": "המתנה", "value": 4.2, **({"unit": unit} if unit else {})}}
    journey = journey_from({**data(metrics=metrics), "language": "he"})
    phrases = Phrases(journey, load_words("he"), TODAY)
    assert phrases.metric("wait", journey.touchpoints[0].metrics["wait"]).text == f"המתנה: {said}"


def test_below_zero_the_sign_stays_before_a_number_whose_unit_runs_right_to_left() -> None:
    metrics = {"wait": {"name": "המתנה", "value": -4.2, "unit": "ימים"}}
    journey = journey_from({**data(metrics=metrics), "language": "he"})
    phrases = Phrases(journey, load_words("he"), TODAY)
    told = phrases.metric("wait", journey.touchpoints[0].metrics["wait"]).text
    assert told == "המתנה: \u200f\u200e\u22124.2\u200f ימים"


def test_the_table_of_measures_has_no_column_in_which_nothing_stands() -> None:
    page = view_of(data(metrics={"csat": {"value": 60, "method": "Survey"}, "nps": {"value": 12}}))
    assert page.metrics is not None
    assert page.metrics.heads == ("Touchpoint", "Measure", "Value", "Method")
    assert [row[1:] for row in page.metrics.rows] == [("CSAT", "60%", "Survey"), ("NPS", "+12", "")]
