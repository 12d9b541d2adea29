"""Pages printed from a browser, by the words and boxes of the PDF that a real Chromium makes of them."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image

from journeymap.io import resources
from journeymap.model import Journey

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed"),
]
ROOT = Path(__file__).parents[2]
ENGLISH, HEBREW, PERSIAN = "online-clothing-shop", "online-clothing-shop-he", "home-loan-fa"
A3, A4, LETTER = (1191, 842), (595, 842), (792, 612)
MOST_SHEETS = 6
MOST_WHITE = 0.7
_CELL = 8.0
_NUMBER = r'="([-\d.]+)"'
_WORD = re.compile(rf"<word xMin{_NUMBER} yMin{_NUMBER} xMax{_NUMBER} yMax{_NUMBER}>(.*?)</word>")
_PAGE = re.compile(rf"<page width{_NUMBER} height{_NUMBER}>(.*?)</page>", re.DOTALL)


class Word(NamedTuple):
    """A word on a sheet, and its box in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


class Sheet(NamedTuple):
    """A page of a PDF: its size in points, its words, and how much of it is white, of 1, in cells of 8 mm."""

    size: tuple[float, float]
    words: list[Word]
    white: float


def sheets_of(pdf: bytes, folder: Path) -> list[Sheet]:
    """The pages of a PDF. Characters that only direct a line, which poppler takes for words, are left out."""
    file = folder / "printed.pdf"
    file.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "40", "-gray", str(file), str(folder / "sheet")], check=True)
    said = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True).stdout.decode()
    pictures = sorted(folder.glob("sheet-*.pgm"))
    sheets = []
    for (width, height, inside), picture in zip(_PAGE.findall(said), pictures, strict=True):
        words = [Word(*map(float, box), html.unescape(text)) for *box, text in _WORD.findall(inside)]
        shown = [word for word in words if any(map(str.isalnum, word.text))]
        sheets.append(Sheet((float(width), float(height)), shown, _white(picture)))
        picture.unlink()
    return sheets


def _white(picture: Path) -> float:
    with Image.open(picture) as image:
        side = round(_CELL / 25.4 * 40)
        ink = image.point(lambda grey: 255 * (grey < 250))
        columns, rows = ink.width // side, ink.height // side
        corners = [(x * side, y * side) for x in range(columns) for y in range(rows)]
        blank = sum(ink.crop((x, y, x + side, y + side)).getbbox() is None for x, y in corners)
        return blank / len(corners)


def overlapping(words: list[Word]) -> list[str]:
    """The pairs of words that lie on each other, by a point of their width and half of their height."""
    found = []
    for one, other in combinations(sorted(words), 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        if across > 1 and down > 0.5 * min(one.bottom - one.top, other.bottom - other.top):
            found.append(f"{one.text} | {other.text}")
    return found


def outside(sheet: Sheet) -> list[Word]:
    width, height = sheet.size
    return [word for word in sheet.words if min(word[:2]) < 0 or word.right > width or word.bottom > height]


def check(sheets: list[Sheet]) -> None:
    """Every sheet can be read and, but for the last, is used."""
    assert [overlapping(sheet.words) for sheet in sheets] == [[]] * len(sheets)
    assert [outside(sheet) for sheet in sheets] == [[]] * len(sheets)
    assert [round(sheet.white, 2) for sheet in sheets[:-1] if sheet.white > MOST_WHITE] == []


Print = Callable[..., list[Sheet]]


@pytest.fixture
def print_page(browser: Any, tmp_path: Path) -> Print:
    """Prints a file as the browser of a phone does: on the page's own paper, or scaled to another."""

    def print_it(file: Path, *, style: str = "", **paper: Any) -> list[Sheet]:
        context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
        page = context.new_page()
        page.goto(file.as_uri())
        if style:
            page.add_style_tag(content=style)
        pdf = page.pdf(print_background=True, **(paper or {"prefer_css_page_size": True}))
        context.close()
        return sheets_of(pdf, tmp_path)

    return print_it


def in_order(sheets: list[Sheet], text: str) -> bool:
    """Whether a sheet has the words of a text after each other in one line."""
    wanted = text.split()
    for sheet in sheets:
        words = sheet.words
        for start in range(len(words)):
            line = words[start : start + len(wanted)]
            if [word.text for word in line] == wanted and max(w.top for w in line) - min(w.top for w in line) < 2:
                return True
    return False


@pytest.mark.parametrize("id_", [ENGLISH, HEBREW, PERSIAN])
def test_a_page_is_a_sheet_for_the_map_and_a_few_for_text_and_plan(
    print_page: Print, files: Callable[[str], Path], id_: str
) -> None:
    sheets = print_page(files(id_))
    check(sheets)
    assert 3 <= len(sheets) <= MOST_SHEETS
    assert {tuple(map(round, sheet.size)) for sheet in sheets} == {A3}
    words = sheets[0].words
    across = max(word.right for word in words) - min(word.left for word in words)
    down = max(word.bottom for word in words) - min(word.top for word in words)
    assert across > 0.9 * A3[0] or down > 0.85 * A3[1], "the map is as large as its sheet"
    if id_ == ENGLISH:
        assert [in_order([sheet], "The journey as text") for sheet in sheets[:2]] == [False, True]


def test_measures_of_many_periods_take_few_sheets(print_page: Print, tmp_path: Path) -> None:
    """The figures of every period with their intervals and numbers, in eight sheets, and not in twelve."""
    file = made(tmp_path, "map", "book-shop-he")
    sheets = print_page(file)
    check(sheets)
    assert len(sheets) <= 8
    measured = file.read_text("utf-8").partition('<section id="measured"')[2].partition("</section>")[0]
    told = [set(re.findall(r"[\d.,]+%?", each)) for each in re.findall(r"</b> <small>(.*?)</small>", measured)]
    numbers = {word for sheet in sheets for text in sheet.words for word in re.findall(r"[\d.,]+%?", text.text)}
    assert len(told) > 300 and [each - numbers for each in told if not each <= numbers] == []


def test_columns_are_wide_enough_to_read(
    print_page: Print, files: Callable[[str], Path], journeys: dict[str, Journey]
) -> None:
    sheets = print_page(files(ENGLISH))[1:]
    doings = [each.doing[0].text for each in journeys[ENGLISH].touchpoints if each.doing]
    openings = [" ".join(text.split()[:4]) for text in doings if len(text.split()) > 4]
    assert len(openings) > 8
    assert [opening for opening in openings if not in_order(sheets, opening)] == []


@pytest.mark.parametrize(
    ("paper", "size"),
    [({"format": "A4", "landscape": True}, A4[::-1]), ({"format": "Letter", "landscape": True}, LETTER)],
)
def test_on_smaller_paper_all_is_there_but_smaller(
    print_page: Print, files: Callable[[str], Path], paper: dict[str, Any], size: tuple[int, int]
) -> None:
    sheets = print_page(files(HEBREW), **paper)
    check(sheets)
    assert len(sheets) <= MOST_SHEETS
    assert all(tuple(map(round, sheet.size)) == pytest.approx(size, abs=1) for sheet in sheets)


@pytest.mark.parametrize(("paper", "size"), [("A4 portrait", A4), ("letter landscape", LETTER)])
@pytest.mark.parametrize("id_", [ENGLISH, PERSIAN])
def test_a_browser_that_has_its_own_paper_gets_columns_for_it(
    print_page: Print, files: Callable[[str], Path], id_: str, paper: str, size: tuple[int, int]
) -> None:
    sheets = print_page(files(id_), style=f"@page{{size:{paper}}}")
    check(sheets)
    assert all(tuple(map(round, sheet.size)) == pytest.approx(size, abs=1) for sheet in sheets)


COMMANDS = {
    "map": ("render", "{id}", "--format", "html", "-o", "."),
    "flow": ("flow", "{id}", "--format", "html", "-o", "."),
    "trees": ("flow", "{id}", "--trees", "--format", "html", "-o", "."),
    "report": ("measure", "report", "{id}", "--format", "html", "-o", "."),
    "beside": ("render", "{id}", "--beside", "{other}", "--format", "html", "-o", "."),
    "diff": ("diff", "{id}", "{other}", "--output-format", "html", "-o", "diff.html"),
    "index": ("build", "{samples}", "--format", "html", "-o", "."),
}
LOYALTY = ("loyalty-project-as-is", "loyalty-project-to-be")


def made(folder: Path, kind: str, id_: str, other: str = "") -> Path:
    """The page that a command makes in a folder."""
    samples = resources.samples()
    paths = {"id": f"{samples / id_}.journey.yaml", "other": f"{samples / other}.journey.yaml", "samples": str(samples)}
    options = [word.format(**paths) for word in COMMANDS[kind]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "journeymap", *options, "--today", "2026-11-21"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return folder / "index.html" if kind == "index" else min(folder.glob("*.html"))


@pytest.mark.parametrize(
    ("kind", "id_", "other"),
    [
        ("map", "book-shop-he", ""),
        ("flow", ENGLISH, ""),
        ("flow", "book-shop-he", ""),
        ("trees", "decision-journey", ""),
        ("trees", ENGLISH, ""),
        ("report", "airline", ""),
        ("report", "book-shop-he", ""),
        ("beside", *LOYALTY),
        ("diff", *LOYALTY),
        ("index", "", ""),
    ],
)
def test_other_pages_are_read_on_paper_too(print_page: Print, tmp_path: Path, kind: str, id_: str, other: str) -> None:
    sheets = print_page(made(tmp_path, kind, id_, other))
    check(sheets)
    size = A4 if kind == "report" else A3
    assert {tuple(map(round, sheet.size)) for sheet in sheets} == {size}


def test_no_table_is_wider_than_its_column(browser: Any, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1512, "height": 1047})
    page = context.new_page()
    page.goto(made(tmp_path, "map", "book-shop-he").as_uri())
    page.emulate_media(media="print")
    over = page.locator(".scroll").evaluate_all("all => all.map((each) => each.scrollWidth - each.clientWidth)")
    context.close()
    assert len(over) > 40 and set(over) == {0}


def test_rules_for_narrow_windows_are_not_for_paper() -> None:
    """Browsers take paper for a narrow window, whatever its size."""
    for path in sorted((resources.templates() / "partials").glob("*.css")):
        queries = re.findall(r"@media ([^{]*width[^{]*)\{", path.read_text(encoding="utf-8"))
        assert [query for query in queries if not query.startswith("screen and ")] == [], path.name
