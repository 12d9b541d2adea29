"""A map is never drawn with a text left out: fonts that are found, fonts that are named, and what no font has."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

from journeymap.style.fallback import typefaces

LACKING = "goal: Eye 𓂀 and 𓃠\n"
TOLD = (
    "journeymap: a.journey.yaml: no font has 𓂀 (U+13080), 𓃠 (U+130E0)\n"
    "  hint: name a font that has them under `fonts`, in journeymap.toml or in the theme;"
    " or draw boxes: --allow-missing\n"
)


@pytest.mark.parametrize(
    "command",
    [
        ("render", "a.journey.yaml", "-o", "maps", "--format", "svg"),
        ("render", "a.journey.yaml", "-o", "maps", "--format", "html"),
        ("render", "a.journey.yaml", "-o", "maps", "--format", "png"),
        ("render", "a.journey.yaml", "-o", "maps", "--format", "pdf"),
        ("render", "a.journey.yaml", "-o", "-", "--format", "svg"),
        ("build", "-o", "maps"),
        ("print", "a.journey.yaml", "-o", "maps/a.pdf"),
    ],
    ids=lambda command: " ".join((command[0], *command[-1:])),
)
def test_what_no_font_has_is_told_and_not_drawn_unless_that_is_allowed(
    cli: Run, write: Write, tmp_path: Path, command: tuple[str, ...]
) -> None:
    write("a.journey.yaml", GOOD + LACKING)
    (tmp_path / "maps").mkdir()
    done = cli(*command)
    assert done.status == 1
    assert done.err.startswith(TOLD)
    assert not [path for path in (tmp_path / "maps").iterdir() if path.suffix in (".svg", ".png", ".pdf")]
    assert cli(*command, "--allow-missing").status == 0


def test_one_file_keeps_no_other_from_being_drawn(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD + LACKING)
    write("b.journey.yaml", GOOD.replace("id: shop", "id: other"))
    done = cli("render", "-o", "maps", "--format", "png")
    assert (done.status, done.err) == (1, TOLD + "1 journey drawn: 1 file in maps; 1 not drawn\n")


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_symbols_emoji_and_other_scripts_are_drawn_by_themselves(
    cli: Run, write: Write, tmp_path: Path, form: str
) -> None:
    write("a.journey.yaml", GOOD + "goal: Pays → ✓ ★ 🚚 क्षेत्र น้ำใจ வாடிக்கையாளர் 顾客\n")
    done = cli("render", "a.journey.yaml", "-o", "maps", "--format", form)
    assert (done.status, done.err) == (0, "1 journey drawn: 1 file in maps\n")
    assert "JM408" not in cli("validate", "a.journey.yaml").out


def test_fonts_in_the_settings_are_used_by_rule_and_drawing(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", GOOD + LACKING)
    assert "JM408 warning: no font has 𓂀" in cli("validate", "a.journey.yaml").out
    arrow = typefaces()[1]
    (tmp_path / "own.ttf").write_bytes(arrow.cut(400, "→"))
    write("journeymap.toml", 'fonts = ["own.ttf", "fontpkg-noto-sans-thai"]\nallow-missing = true\n')
    assert cli("render", "a.journey.yaml", "-o", "maps", "--format", "png").status == 0


def test_a_wrong_font_is_an_error_of_the_settings(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD)
    write("journeymap.toml", 'fonts = ["nowhere.otf"]\n')
    done = cli("render", "a.journey.yaml", "-o", "maps")
    assert done.status == 2
    assert "there is no font file" in done.err and "nowhere.otf" in done.err


def test_a_journey_names_no_font(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD + "fonts: [fontpkg-noto-sans-thai]\n")
    assert "JM101" in cli("validate", "a.journey.yaml").out
