"""An overlay from a file: what is wrong with it is told at its own line and column, and its words are on the page.

The map, which does not ask for it, is the same.
"""

from __future__ import annotations

import datetime as dt

from journeys import TODAY, journey_from, made_up, scene_of, svg_of
from overlay_files import counts_from

from journeymap.diagnostics import Severity
from journeymap.layout import lay_out
from journeymap.pipeline.check import check
from journeymap.render.page_overlays import with_overlays
from journeymap.render.page_records import PageField
from journeymap.render.page_view import page_view
from journeymap.render.phrases import Phrases
from journeymap.settings import Settings
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

SHOP = b"""\
journeymap: 1
id: shop
title: Shop
owner: nobody
stages:
  - {id: buy, name: Buy, touchpoints: [{id: pay, name: Pays}]}
"""
COUNTS = b"""\
{
  "touchpoint:pay/metric:csat": 84,
  "stage:buy": 1, "touchpoint:pays/metric:csat": 80
}
"""


def settings(**more: object) -> Settings:
    return Settings(today=dt.date(2026, 1, 15), **more)  # type: ignore[arg-type]


def test_an_unknown_id_is_told_in_the_file_of_the_overlay() -> None:
    counts = counts_from(COUNTS, "shop.counts.json")
    checked = check(SHOP, "shop.journey.yaml", settings(), least=Severity.ERROR, overlays=[counts])
    found = [(each.path, each.line, each.column, each.end_column, each.code) for each in checked.diagnostics]
    assert found == [
        ("shop.journey.yaml", 4, 8, 14, "JM201"),
        ("shop.counts.json", 3, 19, 48, "JM222"),
    ]
    told = checked.diagnostics[1]
    assert (told.message, told.hint) == ("there is no touchpoint `pays`", "did you mean `pay`?")
    assert told.excerpt == '  "stage:buy": 1, "touchpoint:pays/metric:csat": 80'


def test_without_the_overlay_nothing_is_told_of_it() -> None:
    checked = check(SHOP, "shop.journey.yaml", settings(), least=Severity.ERROR)
    assert [each.code for each in checked.diagnostics] == ["JM201"]


def test_settings_speak_for_overlays_too() -> None:
    counts = counts_from(COUNTS, "shop.counts.json")
    lowered = settings(severity={"JM222": Severity.INFO}, ignore=("JM201",))
    checked = check(SHOP, "shop.journey.yaml", lowered, overlays=[counts])
    assert [each.severity for each in checked.diagnostics if each.code == "JM222"] == [Severity.INFO]
    assert not [each for each in checked.diagnostics if each.code == "JM201"]


def test_a_map_is_the_same_beside_an_overlay_that_nothing_draws() -> None:
    journey = journey_from(made_up(3, language="en", stages=3, touchpoints=9, personas=2, longest=40))
    counts = counts_from(b'{"touchpoint:t1/metric:csat": 84, "stage:s1": 2, "action:a1": 3}', "made-up.counts.json")
    words = load_words(journey.language)
    beside = lay_out(journey, theme=load_theme("default"), words=words, today=TODAY, overlays=[counts])
    assert svg_of(beside) == svg_of(scene_of(journey))


def test_the_page_tells_what_an_overlay_says_in_its_place() -> None:
    journey = journey_from(made_up(3, language="en", stages=3, touchpoints=9, personas=2, longest=40))
    said = b'{"touchpoint:t1/metric:csat": 84, "touchpoint:t1": 85, "stage:s1": 2, "action:a1": 3, "journey": 4}'
    counts = counts_from(said, "made-up.counts.json")
    phrases = Phrases(journey, load_words(journey.language), TODAY)
    bare = page_view(phrases, scene_of(journey))
    page = with_overlays(bare, [counts], load_words("en"))

    def added(fields: tuple[PageField, ...]) -> list[list[str]]:
        return [[item.text for item in field.items] for field in fields if field.label == "Counts"]

    assert added(page.facts) == [["counted: 3", "counted: 4"]]
    assert [added(stage.fields) for stage in page.stages] == [[], [["counted: 2"]], []]
    steps = {each.id: added(each.fields) for stage in page.stages for each in stage.touchpoints}
    assert steps.pop("t1") == [["counted: 84", "counted: 85"]]
    assert set(steps) == {f"t{number}" for number in range(9)} - {"t1"} and not any(steps.values())
    assert with_overlays(bare, [], load_words("en")) == bare
