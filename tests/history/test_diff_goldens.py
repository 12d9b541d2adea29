"""What is told of two journeys that differ in every field, as it was when somebody last looked at it.

To accept a change, read it, then run `JOURNEYMAP_UPDATE_GOLDENS=1 pytest tests/history/test_diff_goldens.py`.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap.history.compare import difference
from journeymap.history.pairing import Compared
from journeymap.history.report.json import to_json
from journeymap.history.report.markdown import markdown
from journeymap.history.report.text import plain
from journeymap.history.textconv import textconv
from journeymap.io import resources
from journeymap.layout import lay_out
from journeymap.model import Journey, read_journey
from journeymap.render.environment import environment
from journeymap.render.html import render_html
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

GOLDEN = Path(__file__).parent.parent / "golden" / "diff"
LANGUAGES = ("en", "he")


def read(path: Path, language: str = "en") -> Journey:
    text = path.read_text("utf-8").replace("\nlanguage: en", f"\nlanguage: {language}")
    loaded = load(text.encode(), path.name)
    assert loaded.tree is not None
    journey, findings = read_journey(loaded.tree)
    assert journey is not None and not findings, findings
    return journey


def both(language: str) -> tuple[Journey, Journey]:
    return read(GOLDEN / "before.journey.yaml", language), read(GOLDEN / "after.journey.yaml", language)


def compared(old: Journey, new: Journey) -> list[Compared]:
    return [Compared("before", "after", difference(old, new))]


def page_of(journey: Journey) -> str:
    words, theme, today = load_words(journey.language), load_theme("default"), dt.date(2026, 11, 21)
    scene = lay_out(journey, theme=theme, words=words, today=today)
    return render_html(journey, scene=scene, theme=theme, words=words, today=today, environment=environment())


def text_in(markup: str) -> str:
    """What a page says, a line an element; addresses of links in brackets."""
    markup = re.sub(r'<a href="([^"#]+)"[^>]*>', r"[\1] ", markup)
    lines = (html.unescape(re.sub(r"<[^>]+>", " ", line)) for line in markup.splitlines())
    return "".join(f"{line}\n" for line in (" ".join(line.split()) for line in lines) if line)


def page_text(journey: Journey) -> str:
    """What the page says but the map."""
    page = page_of(journey)
    head = text_in(page[page.index('<div class="masthead"') : page.index('<section id="map"')])
    return head + text_in(page[page.index('<section id="text"') : page.index("</main>")])


DIFFS: dict[str, Callable[[list[Compared]], str]] = {
    "diff.json": lambda found: re.sub(r'("name": "journeymap",\s*"version": )"[^"]+"', r'\1"…"', to_json(found)),
    "diff.txt": plain,
    "diff.md": markdown,
}
TEXTS: dict[str, Callable[[Journey], str]] = {"textconv.txt": textconv, "page.txt": page_text}


def hold(name: str, text: str) -> None:
    """The text is the golden of this name."""
    golden = GOLDEN / name
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", DIFFS)
def test_the_difference_is_told_as_it_was(form: str, language: str) -> None:
    hold(f"{language}.{form}", DIFFS[form](compared(*both(language))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", TEXTS)
def test_a_journey_is_told_as_it_was(form: str, language: str) -> None:
    for side, journey in zip(("before", "after"), both(language), strict=True):
        hold(f"{language}.{side}.{form}", TEXTS[form](journey))


PAIRS = (
    ("loyalty-project-as-is", "loyalty-project-to-be"),
    ("online-clothing-shop", "online-clothing-shop-he"),
    ("decision-journey", "shop-five-stages"),
)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_samples_differ_as_they_did(old: str, new: str) -> None:
    sides = [read(resources.samples() / f"{name}.journey.yaml") for name in (old, new)]
    told = json.loads(to_json(compared(sides[0], sides[1])))["journeys"][0]["changes"]
    hold(f"{old}..{new}.txt", "".join(f"{change['weight']} {change['text']}\n" for change in told))
