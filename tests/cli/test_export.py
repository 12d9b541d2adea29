"""`journeymap export`: all files or none, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import BAD, GOOD, Run, Write

from journeymap.exchange.export.formats import EXPORT_FORMATS

PER_JOURNEY = [each for each in EXPORT_FORMATS.values() if not each.gathers]
OTHER = GOOD.replace("id: shop\n", "id: other\n")


@pytest.mark.parametrize("form", PER_JOURNEY, ids=lambda form: form.name)
def test_files_are_named_after_ids(form, cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    write("b.journey.yaml", OTHER)
    done = cli("export", str(tmp_path), "--to", form.name, "-o", str(tmp_path / "out"))
    assert done.status == 0, done.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"other{form.suffix}", f"shop{form.suffix}"]
    assert "2 journeys written: 2 files in" in done.err and done.out == ""


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_where_one_journey_has_errors_nothing_is_written(form: str, cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    write("b.journey.yaml", BAD)
    done = cli("export", str(tmp_path), "--to", form, "-o", str(tmp_path / "out"))
    assert done.status == 1
    assert "b.journey.yaml" in done.err and "nothing is written: 1 of 2 journeys cannot be" in done.err
    assert not (tmp_path / "out").exists()


def test_two_journeys_of_one_id_are_refused(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    write("b.journey.yaml", GOOD)
    done = cli("export", str(tmp_path), "--to", "csv", "-o", str(tmp_path / "out"))
    assert done.status == 2
    assert "its id shop is already that of" in done.err
    assert not (tmp_path / "out").exists()


def test_what_a_format_has_no_place_for_is_said(cli: Run, write: Write, tmp_path: Path) -> None:
    path = write("shop.journey.yaml", GOOD)
    done = cli("export", str(path), "--to", "mermaid", "-o", str(tmp_path / "out"))
    assert "shop.mmd: not in it: id, takeaway, " in done.err and "channels (2)" in done.err
    assert cli("export", str(path), "--to", "mermaid", "-o", str(tmp_path / "out"), "-q").err == ""


def test_one_file_goes_to_standard_output(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", GOOD)
    done = cli("export", str(path), "--to", "mermaid", "-o", "-", "-q")
    assert done.out.startswith("journey\n    title A visit to the shop\n")
    done = cli("export", str(path), "--to", "json", "-o", "-")
    assert done.status == 2 and "5 files do not fit on standard output" in done.err


def test_tables_have_all_journeys(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD)
    write("b.journey.yaml", OTHER)
    assert cli("export", str(tmp_path), "--to", "json", "-o", str(tmp_path / "out")).status == 0
    rows = json.loads((tmp_path / "out/touchpoints.json").read_bytes())
    assert [(row["journey"], row["id"]) for row in rows] == [
        ("shop", "enter"), ("shop", "pay"), ("other", "enter"), ("other", "pay"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say what to write them as"),
        (["--to", "xlxs"], "did you mean `xlsx`?"),
        (["--to", "xlsx", "-o", "plan.xlsx"], "looks like a file"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", GOOD)
    done = cli("export", str(path), *arguments)
    assert done.status == 2 and said in done.err


def test_without_what_a_format_needs_one_line_says_what_to_install(
    cli: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    path = write("shop.journey.yaml", GOOD)
    done = cli("export", str(path), "--to", "parquet", "-o", str(tmp_path / "out"))
    assert done.status == 2
    assert "writing parquet needs duckdb, which is not installed" in done.err
    assert "pip install 'journeymap[data]'" in done.err


def test_what_was_exported_is_imported(cli: Run, write: Write, tmp_path: Path) -> None:
    path = write("shop.journey.yaml", GOOD)
    cli("export", str(path), "--to", "xlsx", "-o", str(tmp_path / "out"))
    back = tmp_path / "back.journey.yaml"
    done = cli("import", str(tmp_path / "out/shop.xlsx"), "-o", str(back))
    assert done.status == 0, done.err
    assert cli("diff", str(path), str(back)).out == ""
    crosswalk = str(tmp_path / "map.yaml")
    refused = cli("import", str(tmp_path / "out/shop.xlsx"), "-o", str(back), "--force", "--crosswalk", crosswalk)
    assert refused.status == 2 and "a crosswalk is for tables" in refused.err
