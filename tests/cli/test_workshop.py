"""`journeymap workshop`: the files of a kit, all or none, of true size and the same bytes every time."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from commandline import GOOD, Run, Write

from journeymap.cli.new import Starter, StarterLanguage
from journeymap.pipeline.starters import new_journey
from journeymap.source import load
from journeymap.source.tree import to_json

FILES = {"canvas.pdf", "cards.pdf", "guide.md", "guide.pdf", "capture.xlsx", "capture.csv"}


def page_sizes(pdf: Path) -> list[tuple[float, float]]:
    """The sizes of the pages of a PDF, in millimetres."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo, of poppler-utils, is not installed")
    said = subprocess.run(["pdfinfo", "-l", "9999", str(pdf)], capture_output=True, text=True, check=True).stdout
    found = re.findall(r"Page +\d+ size: +([0-9.]+) x ([0-9.]+) pts", said)
    return [(float(width) * 25.4 / 72, float(height) * 25.4 / 72) for width, height in found]


def test_a_kit_has_all_its_files_and_says_so(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", GOOD)
    done = cli("workshop", "shop.journey.yaml", "-o", "kit")
    assert (done.status, done.out) == (0, "")
    assert done.err == "6 files in kit; the canvas is 594 × 1189 mm\n".replace("594", "841")
    assert {path.name for path in Path("kit").iterdir()} == FILES


def test_pages_have_their_true_size(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", GOOD)
    assert cli("workshop", "shop.journey.yaml", "-o", "kit", "--paper", "900x1300mm").status == 0
    assert page_sizes(Path("kit/canvas.pdf")) == [pytest.approx((900, 1300), abs=0.5)]
    for name in ("cards.pdf", "guide.pdf"):
        sizes = page_sizes(Path("kit", name))
        assert sizes and all(size == pytest.approx((210, 297), abs=0.5) for size in sizes)


def test_tiled_the_canvas_is_printed_over_sheets(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", GOOD)
    done = cli("workshop", "shop.journey.yaml", "-o", "kit", "--tile", "A4")
    sheets = int(re.findall(r"on (\d+) sheets of A4", done.err)[0])
    sizes = page_sizes(Path("kit/canvas.pdf"))
    assert len(sizes) == sheets + 1
    assert all(sorted(size) == pytest.approx([210, 297], abs=0.5) for size in sizes)
    assert f"| {sheets} | A4 sheets" in Path("kit/guide.md").read_text("utf-8")


def test_the_same_bytes_every_time(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", GOOD)
    for folder in ("one", "two"):
        assert cli("workshop", "shop.journey.yaml", "-o", folder).status == 0
    for name in FILES:
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes(), name


def test_a_starter_brings_its_journey_file_and_leaves_one_that_is_there(cli: Run) -> None:
    done = cli("workshop", "--starter", "blank", "--language", "he", "-o", "kit")
    assert done.status == 0
    file = Path("kit/blank.journey.yaml")
    assert "language: he" in file.read_text("utf-8")
    assert cli("validate", str(file)).status == 0
    file.write_text("mine", encoding="utf-8")
    assert cli("workshop", "--starter", "blank", "-o", "kit").status == 0
    assert file.read_text("utf-8") == "mine"


def texts_in(data: Any) -> set[str]:
    """All texts of a file's data, but for ids and those that are words of the format."""
    if isinstance(data, dict):
        return {text for key, value in data.items() if key != "id" for text in texts_in(value)}
    if isinstance(data, list):
        return {text for value in data for text in texts_in(value)}
    return {data} if isinstance(data, str) else set()


@pytest.mark.parametrize("language", StarterLanguage)
@pytest.mark.parametrize("starter", [each for each in Starter if each is not Starter.BLANK])
def test_a_kit_of_a_starter_has_nothing_of_its_example(cli: Run, starter: str, language: str) -> None:
    assert cli("workshop", "--starter", starter, "--language", language, "-o", "kit").status == 0
    _, example = new_journey(starter, starter, language, dt.date(2026, 11, 21))
    tree = load(example.encode(), "x").tree
    assert tree is not None
    data: Any = to_json(tree)
    frame = [*data.pop("stages"), *data.pop("custom", [])]
    names = {each["name"] for each in frame} | {data.pop(key) for key in ("language", "kind")}
    left = {text for text in texts_in([data, frame]) - names if len(text.split()) > 2}  # others may be common words
    assert len(left) > 10
    file = Path(f"kit/{starter}.journey.yaml")
    made = [file.read_text("utf-8"), *(Path("kit", name).read_text("utf-8") for name in ("guide.md", "capture.csv"))]
    if shutil.which("pdftotext") is not None and language == "en":
        for name in ("canvas", "cards"):
            said = subprocess.run(["pdftotext", f"kit/{name}.pdf", "-"], capture_output=True, text=True, check=True)
            made.append(said.stdout)
    assert [text for text in left for each in made if text in each] == []
    assert cli("validate", str(file)).status == 0
    assert cli("fmt", "--check", str(file)).status == 0


def test_an_empty_journey_is_what_a_kit_of_a_starter_brings(cli: Run) -> None:
    assert cli("new", "five-stage", "--empty").status == 0
    assert cli("workshop", "--starter", "five-stage", "-o", "kit").status == 0
    schema, text = Path("five-stage.journey.yaml").read_text("utf-8").split("\n", 1)
    assert schema.startswith("# yaml-language-server")
    assert text == Path("kit/five-stage.journey.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name either a journey file or a --starter"),
        (["shop.journey.yaml", "--starter", "blank"], "name either a journey file or a --starter"),
        (["shop.journey.yaml", "--note", "huge"], "--note: 'huge' is not a size"),
        (["shop.journey.yaml", "--minutes", "20"], "--minutes: a workshop of 20 minutes"),
        (["shop.journey.yaml", "--paper", "A3"], "--paper A3: 76 × 76 mm notes need a sheet of"),
        (["shop.journey.yaml", "--paper", "napkin"], "`napkin` is no paper"),
        (["shop.journey.yaml", "--tile", "stamp"], "`stamp` is no paper"),
        (["."], "a kit is made of one journey, and here are 2"),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(cli: Run, write: Write, arguments: list[str], said: str) -> None:
    write("shop.journey.yaml", GOOD)
    write("other.journey.yaml", GOOD.replace("id: shop", "id: other"))
    done = cli("workshop", *arguments, "-o", "kit")
    assert done.status == 2
    assert said in done.err
    assert not Path("kit").exists() or not list(Path("kit").iterdir())


def test_a_journey_with_errors_gets_no_kit(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", GOOD.replace("takeaway", "takeway"))
    done = cli("workshop", "shop.journey.yaml", "-o", "kit")
    assert done.status == 1
    assert "JM101" in done.err
    assert not list(Path("kit").iterdir())
