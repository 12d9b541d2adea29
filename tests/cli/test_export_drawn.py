"""`journeymap export` to draw.io and to slides, as a user has it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from commandline import GOOD, Done
from pptx import Presentation

TODAY = ("--today", "2026-11-21")


def test_files_are_named_after_their_journeys_and_always_the_same(cli: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text(GOOD, "utf-8")
    for form in ("pptx", "drawio"):
        made = []
        for folder in ("one", "two"):
            done = cli("export", "a.journey.yaml", "--to", form, "-o", folder, *TODAY)
            assert done.status == 0 and done.out == ""
            made.append((tmp_path / folder / f"shop.{form}").read_bytes())
        assert made[0] == made[1]


def test_a_theme_is_taken(cli: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "a.journey.yaml").write_text(GOOD, "utf-8")
    cli("export", "a.journey.yaml", "--to", "drawio", "-o", "out", "--theme", "dark", *TODAY)
    assert 'background="#11161E"' in (tmp_path / "out/shop.drawio").read_text("utf-8")
    cli("export", "a.journey.yaml", "--to", "pptx", "-o", "out", "--theme", "dark", *TODAY)
    deck = Presentation(BytesIO((tmp_path / "out/shop.pptx").read_bytes()))
    assert deck.core_properties.title == "A visit to the shop"


def test_without_the_extra_a_line_says_what_to_install(
    cli: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.journey.yaml").write_text(GOOD, "utf-8")
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pptx" else real(name))
    done = cli("export", "a.journey.yaml", "--to", "pptx")
    assert done.status == 2
    assert done.err.splitlines() == [
        "journeymap: writing pptx needs pptx, which is not installed",
        "  hint: pip install 'journeymap[office]'",
    ]
    assert not (tmp_path / "exports").exists()
