"""Built-in templates are compiled once for all runs, and again when their text or their compiler is another."""

import os
import shutil
import sys
from pathlib import Path

import jinja2
import pytest

from journeymap.io import resources
from journeymap.io.owned import owned_folder
from journeymap.render.compiled_templates import kept_between_runs
from journeymap.render.environment import Environment

_PLAN = "plans/plain.j2.md"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of built-in templates with one template, beside an empty folder for caches."""
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = tmp_path / "templates"
    (folder / _PLAN).parent.mkdir(parents=True)
    (folder / _PLAN).write_text("Plan of {{ title }}\n", "utf-8")
    monkeypatch.setattr(resources, "templates", lambda: folder)
    return folder


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that are compiled from now on."""
    names: list[str | None] = []
    compile_ = jinja2.Environment.compile

    def recorded(
        self: jinja2.Environment, source: str, name: str | None = None, *args: object, **kwargs: object
    ) -> object:
        names.append(name)
        return compile_(self, source, name, *args, **kwargs)

    monkeypatch.setattr(jinja2.Environment, "compile", recorded)
    return names


def _rendered() -> str:
    """The plan, as the first that a run renders."""
    return Environment().get_template(_PLAN).render(title="a*b")


def test_a_template_is_compiled_in_the_first_run_alone(templates: Path, compiled: list[str | None]) -> None:
    assert [_rendered(), _rendered()] == ["Plan of a\\*b\n"] * 2
    assert compiled == [_PLAN]
    (kept,) = owned_folder().iterdir()
    assert kept.name.endswith(f"-{sys.implementation.cache_tag}.kept")


def test_a_changed_text_is_compiled_again(templates: Path, compiled: list[str | None]) -> None:
    _rendered()
    (templates / _PLAN).write_text("The plan of {{ title }}\n", "utf-8")
    assert [_rendered(), _rendered()] == ["The plan of a\\*b\n"] * 2
    assert compiled == [_PLAN] * 2
    assert len(list(owned_folder().iterdir())) == 1


def test_another_compiler_compiles_again(templates: Path, compiled: list[str | None], tmp_path: Path) -> None:
    settings = tmp_path / "environment.py"
    for text in ("one", "one", "another"):
        if not (settings.exists() and settings.read_text("utf-8") == text):
            settings.write_text(text, "utf-8")
            os.utime(settings, (0, 0))  # what has just changed may change again, and is not relied on
        loader = jinja2.FileSystemLoader(templates)
        jinja2.Environment(loader=loader, bytecode_cache=kept_between_runs(settings)).get_template(_PLAN)
    assert compiled == [_PLAN] * 2


def test_code_that_is_damaged_is_compiled_again(templates: Path, compiled: list[str | None]) -> None:
    _rendered()
    (kept,) = owned_folder().iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert [_rendered(), _rendered()] == ["Plan of a\\*b\n"] * 2
    assert compiled == [_PLAN] * 2


def test_nothing_is_kept_where_no_bytecode_is_wanted(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _rendered() == "Plan of a\\*b\n"
    assert not owned_folder().exists()


def test_templates_of_users_are_not_kept(templates: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(templates, own)
    assert Environment(own).get_template(_PLAN).render(title="x") == "Plan of x\n"
    assert not owned_folder().exists()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_code_that_others_can_write_is_not_run(templates: Path, compiled: list[str | None]) -> None:
    _rendered()
    owned_folder().chmod(0o777)
    assert _rendered() == "Plan of a\\*b\n"
    assert compiled == [_PLAN] * 2
