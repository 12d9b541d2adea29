"""The page as bytes: escaped, closed to the world, the same every time, and without a dead control."""

import base64
import datetime as dt
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import uharfbuzz as hb

from journeymap.io import resources
from journeymap.layout import lay_out
from journeymap.model import Journey, read_journey
from journeymap.pipeline.check import check
from journeymap.pipeline.draw import drawing_request
from journeymap.render.drawing import Drawing
from journeymap.render.environment import environment
from journeymap.render.html import page_parts, render, render_html
from journeymap.render.links import safe_link
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

TODAY = dt.date(2026, 11, 21)
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
MOST_WITH_OVERVIEW = 1.7
EVIL = "</script></style><img src=x onerror=alert(1)>\\\" onfocus='a' {{ 7*7 }} &amp;"
JOURNEY = f"""
journeymap: 1
id: shop
title: "T {EVIL}"
takeaway: "K {EVIL}"
organisation: "O {EVIL}"
links: ["javascript:alert(1)", "https://good.example/a?b=1&c=2", {{title: "L {EVIL}", url: "notes/today.md"}}]
owners: [{{id: noa, name: "N {EVIL}", role: "R {EVIL}"}}]
personas: [{{id: maya, name: "M {EVIL}", quote: "Q {EVIL}"}}]
stages:
  - id: buy
    name: "S {EVIL}"
    phase: "P {EVIL}"
    touchpoints:
      - id: look
        name: "N {EVIL}"
        moment_of_truth: true
        channels: ["C {EVIL}"]
        doing: "D {EVIL}"
        emotions: {{persona: maya, score: -1, label: "E {EVIL}", quote: "Q {EVIL}"}}
        pains: [{{id: p, text: "P {EVIL}", severity: 3}}]
        metrics: {{custom: {{name: "M {EVIL}", value: 3, unit: "U {EVIL}", method: "W {EVIL}"}}}}
custom: [{{id: mine, name: "L {EVIL}", texts: {{look: "X {EVIL}"}}}}]
actions: [{{id: a1, title: "A {EVIL}", addresses: p, owner: noa, due: 2026-11-01, measure: "M {EVIL}"}}]
swot: {{strengths: "W {EVIL}"}}
"""


def journey(text: str) -> Journey:
    tree = load(text.encode(), "shop.journey.yaml").tree
    assert tree is not None
    read, findings = read_journey(tree)
    assert read is not None and not findings, findings
    return read


def page(text: str = JOURNEY, theme: str = "default", templates: Path | None = None) -> str:
    read, words, chosen = journey(text), load_words("en"), load_theme(theme)
    scene = lay_out(read, theme=chosen, words=words, today=TODAY)
    return render_html(read, scene=scene, theme=chosen, words=words, today=TODAY, environment=environment(templates))


class Reader(HTMLParser):
    """Notes each element with its attributes, the text outside of script and style, and what is hidden."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.raw: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.raw[self.open[-1]] = data
        else:
            self.text.append(data)


def test_texts_stay_texts() -> None:
    read = Reader(page())
    names = {tag for tag, _ in read.elements}
    assert "img" not in names
    assert [tag for tag, _ in read.elements].count("script") == 1
    attributes = {name for _, attributes in read.elements for name in attributes}
    assert not {name for name in attributes if name.startswith("on") or name == "style"}
    evil = EVIL.replace('\\"', '"')
    for letter in "TKONRMQSPDEAWXL":
        assert f"{letter} {evil}" in "".join(read.text), letter


@pytest.mark.parametrize(("sign", "entity"), [("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "#34"), ("'", "#39")])
def test_each_special_character_is_escaped_without_the_others(sign: str, entity: str) -> None:
    stages = "stages: [{id: s, name: S, touchpoints: [{id: t, name: T}]}]"
    html = page(f"journeymap: 1\nid: x\ntitle: {json.dumps(f'A {sign} B')}\n{stages}\n")
    assert f"<title>A &{entity}; B</title>" in html and f"A {sign} B" not in html


def test_only_safe_links_can_be_followed() -> None:
    hrefs = [attributes["href"] for tag, attributes in Reader(page()).elements if tag == "a"]
    outward = [href for href in hrefs if href and not href.startswith("#")]
    assert outward == ["https://good.example/a?b=1&c=2", "notes/today.md"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://a.example", True), ("HTTP://a.example", True), ("mailto:a@b.example", True), ("notes/a.md", True),
     ("../a.md#b", True), ("?q=1", True), ("javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False),
     ("java\tscript:alert(1)", False), (" javascript:alert(1)", False), ("data:text/html,x", False),
     ("file:///etc/passwd", False), ("vbscript:x", False), ("//evil.example", False), ("\\\\evil\\x", False),
     ("/\\evil.example", False)],
)  # fmt: skip
def test_what_a_safe_link_is(url: str, safe: bool) -> None:
    assert safe_link(url) == (url if safe else None)


def test_every_link_within_the_page_leads_somewhere() -> None:
    read = Reader(page())
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    references = {attributes["href"] for tag, attributes in read.elements if tag == "a"}
    assert {reference[1:] for reference in references if reference and reference.startswith("#")} <= set(ids)
    labels = {name for _, attributes in read.elements for name in (attributes.get("aria-labelledby") or "").split()}
    assert labels <= set(ids)


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name.partition(".")[0])
def drawing(request: pytest.FixtureRequest) -> Drawing:
    checked = check(
        request.param.read_bytes(), request.param.name, Settings(today=TODAY), folder=str(resources.samples())
    )
    assert checked.journey is not None
    return drawing_request(checked.journey, Settings(today=TODAY))


def test_overview_and_curve_add_less_than_seven_tenths_to_a_page(drawing: Drawing) -> None:
    whole = render(drawing, environment())
    parts = page_parts(
        drawing.journey, scene=drawing.map, theme=drawing.theme, words=drawing.words, today=TODAY,
        environment=environment(), overlays=drawing.overlays,
    )  # fmt: skip
    assert len("".join(parts).encode()) < len(whole) <= MOST_WITH_OVERVIEW * len("".join(parts).encode())


def test_drawings_that_are_put_in_later_make_the_page_that_a_template_makes_with_them(
    drawing: Drawing, tmp_path: Path
) -> None:
    assert render(drawing, environment()) == render(drawing, environment(tmp_path))


def test_the_drawings_of_a_page_share_no_id(drawing: Drawing) -> None:
    text = render(drawing, environment()).decode()
    read = Reader(text)
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {f"{name}-title" for name in ("map", "overview", "curve")} <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)
    assert text.count("@font-face") == text[: text.index("</style>")].count("@font-face")


def test_a_page_has_a_font_of_each_weight_since_browsers_print_those_as_text() -> None:
    assert re.findall(r"@font-face\{[^}]*?font-weight:([^;]+)", page()) == ["400", "500", "600"]


def test_style_and_script_are_ascii_so_that_the_fonts_with_them_take_a_byte_a_letter() -> None:
    text = page()
    style, script = (text[text.index(f"<{tag}>") : text.index(f"</{tag}>")] for tag in ("style", "script"))
    assert style.isascii() and script.isascii()


def test_the_policy_lets_in_only_what_is_there() -> None:
    text = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    raw = Reader(text).raw
    for part in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(raw[part].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]


def test_the_same_journey_gives_the_same_bytes() -> None:
    assert page() == page()


def test_the_fonts_have_every_character_of_the_page_and_alphabets_whole() -> None:
    made = page(JOURNEY.replace('takeaway: "K', 'takeaway: "Žluťoučký שלום'))
    fonts = [base64.b64decode(data) for data in re.findall(r"data:font/ttf;base64,([A-Za-z0-9+/=]+)", made)]
    assert len(fonts) == 3
    for font in fonts:
        drawn = set(map(chr, hb.Face(hb.Blob(font)).unicodes))
        assert set("".join(Reader(made).text)) - {"\n", "\u202a", "\u202b", "\u202c"} <= drawn
        assert set(map(chr, [*range(0x20, 0x7F), *range(0x5D0, 0x5EB)])) <= drawn


def test_pages_that_say_other_things_share_their_head() -> None:
    one, other = (Reader(page(JOURNEY.replace(f"T {EVIL}", title))) for title in ("quartz", "Jazz"))
    assert one.raw == other.raw


def test_a_theme_colours_the_page_and_paper_stays_grey() -> None:
    style = Reader(page(theme="contrast")).raw["style"]
    contrast, dark, grey = (load_theme(name).tokens["pain"] for name in ("contrast", "dark", "print"))
    assert ":root{color-scheme:light;--paper:#FFFFFF" in style
    assert style.index(contrast) < style.index(dark) < style.index("@media print")
    assert f"--pain:{grey}" in style[style.index("@media print") :]


def test_a_dark_theme_starts_dark_and_has_a_light_side() -> None:
    text = page(theme="dark")
    style = Reader(text).raw["style"]
    assert '<html lang="en" dir="ltr" data-scheme="dark">' in text
    assert style.index(load_theme("default").tokens["stage"]) < style.index(load_theme("dark").tokens["stage"])
    assert "data-scheme" not in page()[:200]


def test_controls_wait_for_the_script() -> None:
    text = page()
    opener = re.search(r'<button type="button" id="tools"[^>]* hidden>.*?</button>', text)
    assert opener is not None
    before, _, controls = text.replace(opener[0], "").partition('<div class="controls"')
    assert "hidden>" in controls[:200]
    assert not re.search(r"<(button|input|summary|select)\b", before)
    after = controls[controls.index("</header>") :]
    assert not re.search(r"<(button|input|summary|select)\b", after[: after.index("<dialog")])


def test_a_template_of_the_users_own_can_extend_the_built_in_one(tmp_path: Path) -> None:
    own = '{% extends "builtin/page.j2.html" %}{% block plan %}<p>Own & <b>{{ page.title }}</b></p>{% endblock %}'
    (tmp_path / "page.j2.html").write_text(own, encoding="utf-8")
    text = page(templates=tmp_path)
    assert "<p>Own & <b>T &lt;/script&gt;" in text
    assert 'id="plan-heading"' not in text and 'id="text-heading"' in text


def test_a_journey_without_a_plan_has_no_plan_section() -> None:
    text = page("journeymap: 1\nid: a\ntitle: A\nstages: [{id: s, name: S, touchpoints: [{id: t, name: T}]}]\n")
    assert 'id="plan"' not in text and 'href="#plan"' not in text
