"""The house keeps its arrows: who may import whom, and where third parties live."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "journeymap"
FILES = sorted(ROOT.rglob("*.py"))
BASE = {"diagnostics", "errors", "processes", "resources"}

# What each part may import of the house, beside itself and what stands at its base.
ARROWS: dict[str, set[str]] = {
    "diagnostics": set(),
    "errors": set(),
    "resources": set(),
    "processes": set(),
    "source": set(),
    "model": {"source"},
    "insight": {"model"},
    "overlays": {"model", "source"},
    "rules": {"insight", "model", "overlays", "source"},
    "formatting": {"model", "source"},
    "style": {"source"},
    "layout": {"insight", "model", "overlays", "style"},
    "render": {"insight", "layout", "model", "overlays", "style"},
    "spreadsheet": set(),
    "workshop": {"insight", "layout", "model", "pipeline", "render", "settings", "source", "spreadsheet", "style"},
    "history": {
        "__init__",
        "inputs",
        "insight",
        "layout",
        "model",
        "output",
        "overlays",
        "pipeline",
        "render",
        "report",
        "settings",
        "source",
        "style",
    },
    "report": {"__init__"},
    "settings": set(),
    "silence": {"rules", "source"},
    "triage": {"rules", "settings", "silence", "source"},
    "pipeline": {
        "inputs",
        "layout",
        "model",
        "output",
        "overlays",
        "render",
        "rules",
        "settings",
        "source",
        "style",
        "triage",
    },
    "fixing": {"pipeline", "rules", "settings", "source", "triage"},
    "output": set(),
    "inputs": {"source"},
    "starters": {"model", "source"},
    "build": {
        "__init__",
        "history",
        "inputs",
        "insight",
        "layout",
        "model",
        "output",
        "overlays",
        "pipeline",
        "render",
        "rules",
        "settings",
        "spreadsheet",
        "style",
        "triage",
    },
}
# What hands files to a library that takes nothing else, in a passing folder of its own.
WRITE_FOR_A_LIBRARY = ("render/pinned.py", "render/typeset.py")
# What turns a request into bytes, and the templates that it does so with.
DRAWN_BY_THE_PIPELINE = (
    *(f"journeymap.render.{name}" for name in ("svg", "html", "plan", "png", "pdf", "confined")),
    "journeymap.render.environment.environment",
    "journeymap.layout.lay_out",
    "journeymap.layout.compose.lay_out",
)
UPPERMOST = {"cli", "__main__", "__init__"}

# Third parties, and the only places that may know them.
HOMES: dict[str, tuple[str, ...]] = {
    "yaml": ("source/",),
    "jinja2": ("render/environment.py",),
    "markupsafe": ("render/",),
    "typer": ("cli/",),
    "rich": ("cli/", "report/text.py"),
    "uharfbuzz": ("style/",),
    "icu4py": ("style/",),
    "fontpkg_rubik": ("style/",),
    "typst": ("render/typeset.py",),
    "resvg_py": ("render/png.py",),
    "xlsxwriter": ("workshop/forms.py",),
    "python_calamine": ("workshop/workbook.py",),
}


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, and every name that it takes from one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_is_a_house_to_look_at() -> None:
    assert len(FILES) > 60
    assert {_part(path) for path in FILES} >= {"cli", "layout", "model", "render", "report", "rules", "source", "style"}


@pytest.mark.parametrize("path", FILES, ids=_where)
def test_imports_follow_the_arrows(path: Path) -> None:
    part = _part(path)
    if part in UPPERMOST:
        return
    assert part in ARROWS, f"{part} has no place in the house yet"
    parts = {each.relative_to(ROOT).parts[0].removesuffix(".py") for each in FILES}
    for module in _imports(path):
        names = module.split(".")
        if names[0] == "journeymap" and len(names) > 1 and names[1] in parts:
            assert names[1] in ARROWS[part] | BASE | {part}, f"{_where(path)} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=_where)
def test_third_parties_stay_home(path: Path) -> None:
    for module in _imports(path):
        name = module.split(".")[0]
        if name in sys.stdlib_module_names or name == "journeymap":
            continue
        assert name in HOMES, f"{_where(path)} imports {name}, which has no home"
        assert _where(path).startswith(HOMES[name]), f"{_where(path)} imports {module}"


@pytest.mark.parametrize("path", [path for path in FILES if _part(path) != "cli"], ids=_where)
def test_nothing_but_the_command_line_prints(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        assert called not in ("print", "sys.stdout.write", "sys.stderr.write", "input"), _where(path)


@pytest.mark.parametrize("path", FILES, ids=_where)
def test_only_the_writer_writes(path: Path) -> None:
    if _where(path) in ("output.py", *WRITE_FOR_A_LIBRARY):
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("write_text", "write_bytes", "mkdir", "unlink", "rename"), _where(path)


@pytest.mark.parametrize("path", FILES, ids=_where)
def test_there_is_one_way_to_draw(path: Path) -> None:
    """Who wants a drawing asks `pipeline.draw` for it, which knows the user's templates and their sandbox."""
    if _part(path) in ("layout", "render", "pipeline"):
        return
    for module in _imports(path):
        assert not module.startswith(DRAWN_BY_THE_PIPELINE), f"{_where(path)} imports {module}"
