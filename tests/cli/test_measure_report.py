"""`journeymap measure report`: which journeys it is made for, in which formats, and where it goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

GOLDEN = Path(__file__).parent.parent / "golden" / "report"


@pytest.fixture
def shop(write: Write) -> Path:
    write("shop.measures.json", (GOLDEN / "shop.measures.json").read_text("utf-8"))
    return write("shop.journey.yaml", (GOLDEN / "shop.journey.yaml").read_text("utf-8"))


def test_it_is_markdown_on_standard_output(cli: Run, shop: Path) -> None:
    done = cli("measure", "report", "--today", "2026-11-23")
    assert (done.status, done.out) == (0, (GOLDEN / "shop.report.md").read_text("utf-8"))
    assert done.err == "shop.journey.yaml: Worse at “Pays”: Phones\n"
    assert cli("measure", "report", "-q", "shop.journey.yaml").err == ""


def test_it_is_told_in_another_language(cli: Run, shop: Path) -> None:
    done = cli("measure", "report", "--language", "he", "-q")
    assert "# הרעה: ״Pays״" in done.out
    done = cli("measure", "report", "--language", "nonsense words")
    assert (done.status, done.err.splitlines()[0]) == (2, "journeymap: --language: 'nonsense words' is no language")


def test_dates_are_compared_with_the_day_that_is_given(cli: Run, shop: Path) -> None:
    assert "due 1 Nov 2026, 22 days late" in cli("measure", "report", "--today", "2026-11-23", "-q").out
    assert "due 1 Nov 2026<" not in cli("measure", "report", "--today", "2026-10-23", "-q").out
    assert "late" not in cli("measure", "report", "--today", "2026-10-23", "-q").out


def test_a_folder_called_report_is_measured_when_it_is_named_as_one(cli: Run, write: Write) -> None:
    write("report/plain.journey.yaml", GOOD)
    done = cli("measure", "./report")
    assert (done.status, done.err.splitlines()[0]) == (2, "journeymap: no journey here has `sources`")


def test_help_of_both_names_the_other(cli: Run) -> None:
    outer, inner = cli("measure", "--help"), cli("measure", "report", "--help")
    assert outer.out.startswith("Usage: journeymap measure [OPTIONS] [PATHS]...")
    assert "Commands:\n  report  Tell what moved beyond noise since the last period.\n" in outer.out
    assert inner.out.startswith("Usage: journeymap measure report [OPTIONS] [PATHS]...")
    assert "contrast, dark, default, editorial, print or wall" in " ".join(inner.out.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "svg"], "--format: there is no 'svg'"),
        (["--format", "md,html"], "--output -: 1 report in 2 formats do not fit on standard output"),
        (["-o", "x.pdf"], "--output: x.pdf looks like a file"),
        (["-"], "measures stand beside a file, and standard input has none"),
        (["--nonsense"], "No such option: --nonsense"),
    ],
)
def test_wrong_use_ends_with_2(cli: Run, shop: Path, options: list[str], said: str) -> None:
    done = cli("measure", "report", *options)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0].removeprefix("journeymap: ").startswith(said)


def test_a_journey_that_was_never_measured_has_none(cli: Run, write: Write, shop: Path) -> None:
    write("plain.journey.yaml", GOOD)
    done = cli("measure", "report", "plain.journey.yaml")
    assert (done.status, done.err.splitlines()[0]) == (2, "journeymap: plain.journey.yaml has never been measured")
    both = cli("measure", "report", "-o", "out", "--format", "md")
    assert both.status == 0 and "1 journey without measures is left out" in both.err
    assert sorted(path.name for path in Path("out").iterdir()) == ["shop.report.md"]


def test_a_wrong_file_of_measures_is_told_with_its_place(cli: Run, shop: Path) -> None:
    Path("shop.measures.json").write_text('{"schema": 1,\n"sources": 3}', "utf-8")
    done = cli("measure", "report")
    assert (done.status, done.out) == (1, "")
    assert "shop.measures.json:2:12" in done.err


def test_with_one_period_the_report_says_that_there_is_nothing_to_compare(cli: Run, shop: Path) -> None:
    measures = json.loads(Path("shop.measures.json").read_text("utf-8"))
    measures["cells"] = [cell for cell in measures["cells"] if cell["period"] == "2026-W47"]
    Path("shop.measures.json").write_text(json.dumps(measures), "utf-8")
    done = cli("measure", "report")
    assert done.status == 0
    assert "# Nothing to compare yet" in done.out
    assert done.err == "shop.journey.yaml: Nothing to compare yet\n"


def test_means_need_scipy_and_it_says_what_to_type(cli: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeymap.pipeline.reports.find_spec", lambda name: None)
    assert cli("measure", "report", "-q").status == 0
    text = Path("shop.measures.json").read_text("utf-8").replace('"method": "wilson"', '"method": "t"')
    Path("shop.measures.json").write_text(text, "utf-8")
    done = cli("measure", "report")
    assert done.status == 2
    assert "comparing means needs scipy" in done.err and "pip install 'journeymap[data]'" in done.err


def test_a_template_of_ones_own_says_it_otherwise(cli: Run, shop: Path, write: Write) -> None:
    write("own/report.j2.md", "# {{ report.title }} – {{ report.movers | length }}\n")
    assert cli("measure", "report", "--templates", "own", "-q").out == "# Worse at “Pays”: Phones – 3\n"


def test_a_folder_gets_all_three_formats(cli: Run, shop: Path) -> None:
    done = cli("measure", "report", "-o", "out", "--today", "2026-11-23")
    assert done.status == 0
    assert done.err.splitlines()[-1] == "1 journey drawn: 3 files in out"
    files = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    assert sorted(files) == ["shop.report.html", "shop.report.md", "shop.report.pdf"]
    cli("measure", "report", "-o", "again", "--today", "2026-11-23")
    assert files == {path.name: path.read_bytes() for path in Path("again").iterdir()}
    assert files["shop.report.pdf"].startswith(b"%PDF")


def test_the_page_is_sealed_and_has_its_text(cli: Run, shop: Path) -> None:
    page = cli("measure", "report", "--format", "html", "--language", "he", "-q").out
    assert '<html lang="he" dir="rtl">' in page and "default-src 'none'" in page
    assert page.count(" dir=") == 1, "all of the page reads in one direction"
    assert page.count("<svg") == 1 and "<h1>הרעה: ״Pays״, Phones</h1>" in page
    assert not {each for each in ("http://", "https://") if each in page.replace("http://www.w3.org/2000/svg", "")}
    dark = cli("measure", "report", "--format", "html", "--theme", "dark", "-q").out
    assert 'data-scheme="dark"' in dark
