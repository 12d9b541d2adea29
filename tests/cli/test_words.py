"""Words in the journey's language, or English with one note, in every command that writes words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

from journeymap.workshop.columns import COLUMNS


def in_language(language: str, id_: str = "shop") -> str:
    return GOOD.replace("id: shop\n", f"id: {id_}\nlanguage: {language}\n")


def notes(err: str) -> list[str]:
    return [line for line in err.splitlines() if line.startswith("journeymap: note:")]


def test_a_language_without_words_is_noted_once_a_run(cli: Run, write: Write, tmp_path: Path) -> None:
    for number, language in enumerate(("fi", "fi", "pl", "de", "en")):
        write(f"{number}.journey.yaml", in_language(language, f"map-{number}"))
    done = cli("render", ".", "-o", "maps", "--format", "svg")
    assert done.status == 0
    assert [re.findall("`(..)`", note)[0] for note in notes(done.err)] == ["fi", "pl"]
    assert "Touchpoints" not in (tmp_path / "maps/map-3.svg").read_text("utf-8")
    assert not notes(cli("render", ".", "-o", "maps", "--format", "svg", "--quiet").err)


@pytest.mark.parametrize(
    "command",
    [
        ("render", "a.journey.yaml", "-o", "-", "--format", "svg"),
        ("plan", "a.journey.yaml"),
        ("print", "a.journey.yaml", "-o", "a.pdf"),
        ("build", "a.journey.yaml"),
        ("workshop", "a.journey.yaml", "-o", "kit"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_that_draws_notes_it(cli: Run, write: Write, command: tuple[str, ...]) -> None:
    write("a.journey.yaml", in_language("fi"))
    done = cli(*command)
    assert done.status == 0, done.err
    assert len([note for note in notes(done.err) if "the map" in note]) == 1


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (("workshop", "a.journey.yaml", "-o", "kit"), "the guide of the workshop is in English"),
        (("build", "a.journey.yaml"), "the index is in English"),
        (("diff", "a.journey.yaml", "b.journey.yaml"), "what changed is told in English"),
        (("diff", "a.journey.yaml", "b.journey.yaml", "--output-format", "svg"), "what changed is told in English"),
    ],
    ids=["workshop", "build", "diff", "map of a difference"],
)
def test_what_only_the_map_has_words_for_is_noted(cli: Run, write: Write, command: tuple[str, ...], what: str) -> None:
    write("a.journey.yaml", in_language("de"))
    write("b.journey.yaml", in_language("de").replace("A visit", "A short visit"))
    write("journeymap.toml", '[build]\nlanguage = "de"\n')
    done = cli(*command)
    assert done.status == 0, done.err
    (note,) = notes(done.err)
    assert what in note and "`de`" in note


def test_words_are_copied_translated_and_used(cli: Run, write: Write, tmp_path: Path) -> None:
    write("journeymap.toml", 'templates = "house"\n')
    assert cli("templates", "copy", "house", "--language", "fi").status == 0
    file = tmp_path / "house/locales/fi.yaml"
    text = file.read_text("utf-8")
    assert not (tmp_path / "house/page.j2.html").exists()
    assert cli("templates", "copy", "house", "--language", "fi").status == 2
    file.write_text(
        text.replace("lane-feeling: Feeling", "lane-feeling: Tunne").replace("  legend: Legend\n", ""), "utf-8"
    )
    write("a.journey.yaml", in_language("fi-FI"))
    done = cli("render", "a.journey.yaml", "-o", "maps", "--format", "svg,html,plan")
    assert done.status == 0, done.err
    (note,) = notes(done.err)
    assert "fi.yaml lacks words, which are in English: `legend`" in note
    for name in ("shop.svg", "shop.html"):
        assert "Tunne" in (tmp_path / "maps" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("copy", "--language", "fi"), "no folder is named"),
        (("copy", "house", "--language", "../fi"), "'../fi' is not the code of a language"),
        (("list", "--language", "fi"), "templates list takes no --language"),
    ],
)
def test_words_that_cannot_be_copied_are_told(cli: Run, arguments: tuple[str, ...], said: str) -> None:
    done = cli("templates", *arguments)
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize("language", ["de", "ja", "ur", "fi"])
def test_a_form_is_read_back_in_the_language_of_its_headings(
    cli: Run, write: Write, tmp_path: Path, language: str
) -> None:
    write("a.journey.yaml", in_language(language))
    assert cli("workshop", "a.journey.yaml", "-o", "kit").status == 0
    form = tmp_path / "kit/capture.csv"
    lines = form.read_text("utf-8-sig").splitlines()
    heads = lines[0].split(",")
    assert len(heads) == len(COLUMNS)
    form.write_text("\n".join([lines[0], "A2.1,,,Looks around,,,,,"]), "utf-8")
    done = cli("capture", str(form), "--into", "a.journey.yaml")
    assert done.status == 0, done.err
    assert "Looks around" in (tmp_path / "a.journey.yaml").read_text("utf-8")
    write("b.journey.yaml", GOOD)
    assert cli("capture", str(form), "--into", "b.journey.yaml", "--dry-run").status == 0


def test_a_form_is_read_back_with_the_words_of_a_folder(cli: Run, write: Write, tmp_path: Path) -> None:
    write("house/locales/fi.yaml", "words: {form-text: Lappu, form-ref: Paikka}\n")
    write("a.journey.yaml", in_language("fi"))
    assert cli("workshop", "a.journey.yaml", "-o", "kit", "--templates", "house").status == 0
    form = tmp_path / "kit/capture.csv"
    head = form.read_text("utf-8-sig").splitlines()[0]
    assert head.startswith("Paikka,Lane,Touchpoint,Lappu")
    form.write_text(f"{head}\nA2.1,,,Looks around,,,,,", "utf-8")
    assert cli("capture", str(form), "--into", "a.journey.yaml", "--dry-run").status == 2
    assert cli("capture", str(form), "--into", "a.journey.yaml", "--templates", "house").status == 0
