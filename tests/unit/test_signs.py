"""Signs stay beside their words where the text around them runs the other way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from journeys import TODAY, journey_from, scene_of

from journeymap.render.environment import environment
from journeymap.render.html import render_html
from journeymap.render.markup import scene_markup
from journeymap.render.plan import render_plan
from journeymap.style.locale import load_words
from journeymap.style.signs import keep_signs, keep_signs_in
from journeymap.style.theme import load_theme


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("שדרוג ל־Pro+ עכשיו", "שדרוג ל־Pro+> עכשיו"),
        ("ارتقا به Pro+ و C++.", "ارتقا به Pro+> و C++>."),
        ("Pro+", "Pro+>"),
        ("(Pro+), וגם C#", "(Pro+>), וגם C#>"),
        ("iPhone 15+ חדש", "iPhone 15+> חדש"),
        ("Rubik™ חדש", "Rubik™> חדש"),
        ("עם .NET או @shop", "עם >.NET או >@shop"),
        ("ירידה של -12.5%, השנה", "ירידה של >-12.5%<, השנה"),
        ("تغییر −۱۲٫۵٪ بود", "تغییر >−۱۲٫۵٪< بود"),
        ("עלייה של +5, 10 איש", "עלייה של >+5<, 10 איש"),
        ("חייגו +972 3 555 1234 היום", "חייגו >+972 3 555 1234< היום"),
        ("בני 50+", "בני 50+"),
        ("ל-50 איש, 5-10 ימים, 2026-11-05", "ל-50 איש, 5-10 ימים, 2026-11-05"),
        ("- פריט + פריט", "- פריט + פריט"),
        ("נמדד ב־2026-Q3, לפני כן 2026-W07", "נמדד ב־>2026-Q3, לפני כן >2026-W07"),
        ("A+B", "A+B"),
        ("Pro + בסיס", "Pro + בסיס"),
        ("C++ + C#", "C++> + C#>"),
        ("a" * 100_000 + "/@ " + "9" * 100_000, "a" * 100_000 + "/@ " + "9" * 100_000),
        ("+" * 100_000 + " " + "+1 2" * 50_000, "+" * 100_000 + " >+1< 2" + "+1 2" * 49_999),
        ("שלום", "שלום"),
    ],
)
def test_in_right_to_left_text(typed: str, marked: str) -> None:
    assert keep_signs(typed, rtl=True) == marked.replace(">", "\u200e").replace("<", "\u200f")


@pytest.mark.parametrize(
    ("typed", "marked"),
    [("The פלוס+ plan", "The פלוס+< plan"), ("Pro+ and -5", "Pro+ and -5"), ("Café Pro+ – C#", "Café Pro+ – C#")],
)
def test_in_left_to_right_text(typed: str, marked: str) -> None:
    assert keep_signs(typed, rtl=False) == marked.replace("<", "\u200f")


def test_the_map_the_page_and_the_plan_keep_them() -> None:
    step = {"id": "t", "name": "בוחרים Pro+ כאן", "pains": "C# קשה", "emotions": {"score": 1}}
    stages = [{"id": "s", "name": "קנייה", "touchpoints": [step]}]
    journey = journey_from({"journeymap": 1, "id": "x", "title": "שלום", "language": "he", "stages": stages})
    markup = "".join(scene_markup(scene_of(journey)).parts)
    assert "בוחרים Pro+&#x200E; כאן" in markup and "\u200e" not in markup.replace("<title>", "")
    titles = re.findall("<title>(.*)</title>", markup)
    assert any("Pro+&#x200E; כאן" in title for title in titles), titles
    words, scene = load_words("he"), scene_of(journey)
    page = render_html(
        journey, scene=scene, theme=load_theme("default"), words=words, today=TODAY, environment=environment()
    )
    assert '<span class="step-name">בוחרים Pro+\u200e כאן</span>' in page and "<dd>C#\u200e קשה" in page
    assert page.count("C#\u200e קשה") > 1, "in the plan at the end of the page, too"
    plan = render_plan(journey, words=words, today=TODAY, environment=environment())
    assert "בוחרים Pro+\u200e כאן" in plan and "C#\u200e קשה" in plan


@dataclass(frozen=True)
class Row:
    id: str
    href: str
    texts: tuple[str, ...]


class Line(NamedTuple):
    id: str
    href: str
    texts: tuple[str, ...]


@pytest.mark.parametrize("view", [Row, Line])
def test_ids_and_addresses_stay_as_they_are(view: type[Row] | type[Line]) -> None:
    row = view("Pro+", "https://example.org/Pro+", ("Pro+",))
    assert keep_signs_in(row, rtl=True) == view("Pro+", "https://example.org/Pro+", ("Pro+\u200e",))
    assert keep_signs_in(row, rtl=False) is row


def test_lines_of_ascii_are_kept_apart_from_others() -> None:
    stages = [{"id": "s", "name": "Buy", "touchpoints": [{"id": "t", "name": "Wähle", "doing": "Look"}]}]
    scene = scene_of(journey_from({"journeymap": 1, "id": "x", "title": "Shop", "stages": stages}))
    parts = scene_markup(scene).parts
    assert {part.isascii() for part in parts} == {True, False}
    assert all(line.isascii() == part.isascii() for part in parts for line in part.splitlines())
