"""`[[id]]` in any text of a journey is shown as the touchpoint's number or the action's code; on the page, a link."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from journeymap.insight.mentions import with_mentions
from journeymap.model import Item, Journey, read_journey
from journeymap.model.kinds import Text
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.render.mentions import linked, with_link_marks
from journeymap.rules.rewriting import File
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.source.writing import in_quotes
from journeymap.style.locale import load_words

EVERY_FIELD = Path(__file__).parents[1] / "golden" / "diff" / "before.journey.yaml"
SMALL = """\
journeymap: 1
id: x
title: Lost at [[pays]]
language: {language}
takeaway: "{takeaway}"
personas:
  - {{id: p, name: Pia, quote: "Never [[pays]] again"}}
stages:
  - id: s
    name: Buys
    example: She stops at [[pays]]
    touchpoints:
      - {{id: looks, name: Looks}}
      - id: pays
        name: Pays
        doing: As at [[looks]]
        pains: {{id: slow, text: "Slower than [[looks]]", severity: 5}}
        emotions: {{score: -1, label: sad}}
      - {{id: t, name: Waits}}
actions:
  - {{id: t, title: "Mend [[pays]]", due: 2027-02-01, addresses: slow, measure: "Complaints at [[pays]]"}}
  - {{id: a7, title: Then this, depends_on: t}}
swot: {{weaknesses: "The till [[pays]]"}}
"""


def journey(language: str = "en", takeaway: str = "From [[looks]] to [[a7]]") -> Journey:
    loaded = load(SMALL.format(language=language, takeaway=takeaway).encode(), "x")
    assert loaded.tree is not None
    found, findings = read_journey(loaded.tree)
    assert found is not None and not findings
    return found


def drawn(form: str, of: Journey) -> str:
    return draw(drawing_request(of, Settings(today=dt.date(2027, 1, 1))), (form,))[form].decode()


def texts_of(item: Item) -> Iterator[str]:
    """Every text of a part and of the parts in it, addresses left out."""
    for field in fields_of(type(item)):
        yield from _texts(field.kind, getattr(item, field.name))


def _texts(kind: Any, value: Any) -> Iterator[str]:
    if not value:
        return
    if isinstance(kind, Text) and not kind.is_address:
        yield value
    elif isinstance(kind, Struct):
        yield from texts_of(value)
    elif isinstance(kind, ListOf | MapOf):
        inner = kind.item if isinstance(kind, ListOf) else kind.value
        for each in value.values() if isinstance(kind, MapOf) else value:
            yield from _texts(inner, each)


def test_every_text_of_the_format_takes_mentions() -> None:
    loaded = load(EVERY_FIELD.read_bytes(), "x")
    before = read_journey(loaded.tree)[0]  # type: ignore[arg-type]
    assert before is not None and loaded.tree is not None
    some = before.touchpoints[0].id
    file = File(loaded.source.text, loaded.tree, dt.date(2026, 11, 21))
    text = loaded.source.text
    places = [each for each in file.places() if isinstance(each.kind, Text) and not each.is_key]
    for place in sorted(places, key=lambda each: each.node.start, reverse=True):
        start, end = place.node.start, place.node.end
        text = text[:start] + in_quotes(f"{place.node.text.strip()} [[{some}]]") + text[end:]
    typed = read_journey(load(text.encode(), "x").tree)[0]  # type: ignore[arg-type]
    assert typed is not None
    shown = with_mentions(typed, lambda mention: f"<{mention.kind} {mention.id}>")
    expected = [f"{each} <touchpoint {some}>" for each in texts_of(before)]
    assert len(expected) > 60
    assert list(texts_of(shown)) == expected
    assert [link.url for link in shown.links] == [f"{link.url} [[{some}]]" for link in before.links]


@pytest.mark.parametrize(
    ("takeaway", "shown"),
    [
        ("[[pays]]", "2"),
        ("[[ pays ]] and [[looks]]", "2 and 1"),
        ("[[a7]]", "A7"),
        ("[[t]]", "3"),
        ("[[touchpoint:t]]", "3"),
        ("[[action:t]]", "A1"),
        ("[[action: a7]]", "A7"),
        ("[[action:pays]]", "[[action:pays]]"),
        ("[[:pays]]", "[[:pays]]"),
        ("[[stage:pays]] [[nobody]] [[ ]]", "[[stage:pays]] [[nobody]] [[ ]]"),
        ("[[[pays]]]", "[2]"),
    ],
)
def test_a_mention_is_shown_as_number_or_code(takeaway: str, shown: str) -> None:
    drawing = drawing_request(journey(takeaway=takeaway), Settings(today=dt.date(2027, 1, 1)))
    assert drawing.numbered.takeaway == shown


@pytest.mark.parametrize(("language", "two"), [("en", "2"), ("he", "2"), ("fa", "۲")])
def test_every_surface_shows_the_numbers_of_the_map(language: str, two: str) -> None:
    of = journey(language)
    for form in ("svg", "plan", "html"):
        made = drawn(form, of)
        assert "[[" not in re.sub(r"<script>.*?</script>", "", made, flags=re.DOTALL)
        assert "\ufdd0" not in made
    assert f"Mend {two}" in drawn("plan", of)
    assert f'>Slower than <a href="#text-looks">{load_words(language).number(1)}</a>' in drawn("html", of)


def test_the_page_has_links_that_lead_somewhere_and_none_in_titles_and_attributes() -> None:
    page = drawn("html", journey())
    targets = re.findall(r'<a href="#((?:text|action)-[^"]+)">[^<]*</a>', page)
    assert {"text-pays", "text-looks", "action-a7"} <= set(targets)
    assert all(page.count(f'id="{target}"') == 1 for target in targets)
    assert "<title>Lost at 2</title>" in page
    assert '<meta name="description" content="From 1 to A7">' in page


def test_numbers_stand_without_links_inside_of_other_links() -> None:
    words = load_words("en")
    marked = with_link_marks(journey(), words).title
    assert linked(f"<p>{marked}</p>") == '<p>Lost at <a href="#text-pays">2</a></p>'
    assert linked(f'<a href="x">{marked}</a>') == '<a href="x">Lost at 2</a>'
    assert linked(f'<b title="{marked}">{marked}</b>') == '<b title="Lost at 2">Lost at <a href="#text-pays">2</a></b>'


def test_a_journey_without_mentions_is_left_as_it_is() -> None:
    plain = read_journey(load(EVERY_FIELD.read_bytes(), "x").tree)[0]  # type: ignore[arg-type]
    assert plain is not None and with_mentions(plain, lambda mention: "?") is plain


@pytest.mark.parametrize(
    ("typed", "shown"), [("as at [[pays]]", "as at 1"), ('"as at \\x5b[pays]]"', "as at 1"), ("x", "x")]
)
def test_mentions_are_found_when_the_journey_is_read_with_its_text(typed: str, shown: str) -> None:
    text = (
        "journeymap: 1\nid: x\ntitle: Lost\nstages:\n  - id: s\n    name: S\n    touchpoints:\n"
        f"      - id: pays\n        name: Pays\n        doing: {typed}\n"
    )
    found, _ = read_journey(load(text.encode(), "x").tree, text)  # type: ignore[arg-type]
    assert found is not None
    assert with_mentions(found, lambda mention: str(found.number_of[mention.id])).touchpoints[0].doing[0].text == shown
