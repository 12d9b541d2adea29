"""A journey is somebody's pull request: it reads files of its project, runs nothing, and no message quotes a cell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from answer_files import CSAT, answers, counted, journey_with, of_all

from journeymap.errors import UserError
from journeymap.measure.answers import AnswersError, NoFileError, files_of
from journeymap.measure.answers.engine import engine

posix = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a secret beside it."""
    answers(tmp_path, "Q1\n5\n", "secret.csv")
    answers(tmp_path / "project", "", "journeymap.toml")
    answers(tmp_path / "project" / "maps", "Q1\n4\n", "data/a.csv")
    return tmp_path / "project"


def names(project: Path, location: str, data: Path | None = None) -> list[str]:
    journey = journey_with(location=location)
    return [file.name for file in files_of(journey.sources[0], project / "maps", data)]


@pytest.mark.parametrize(
    "location",
    [
        "../../secret.csv", "../../*.csv", "data/../../../secret.csv", "../../**/*.csv",
        "data/*/../../../../secret.csv", "/etc/passwd", "~/x.csv", "file:///etc/passwd", "https://example.com/a.csv", "s3://bucket/a.csv",
        "//host/a.csv", "sqlite:a.db", "C:/a.csv", "data\\a.csv",
    ],
)  # fmt: skip
def test_a_location_out_of_the_project_is_refused(project: Path, location: str) -> None:
    with pytest.raises(AnswersError) as caught:
        names(project, location)
    journey = journey_with(location=location)
    assert caught.value.span == journey.sources[0].at("location")


@pytest.mark.parametrize(
    "location", ["data/a.csv", "../maps/data/*.csv", "../**/*.csv", "data/[a-c].csv", "./data/a.csv"]
)
def test_a_location_inside_is_found(project: Path, location: str) -> None:
    assert names(project, location) == ["data/a.csv"]


def test_the_folder_that_the_user_names_comes_first_and_bounds_it(project: Path, tmp_path: Path) -> None:
    elsewhere = answers(tmp_path / "elsewhere", "Q1\n1\n", "data/a.csv")
    journey = journey_with(location="data/a.csv")
    found = files_of(journey.sources[0], project / "maps", elsewhere)
    assert [file.path for file in found] == [(elsewhere / "data/a.csv").resolve()]
    assert names(project, "data/a.csv", tmp_path / "empty") == ["data/a.csv"]
    with pytest.raises(AnswersError, match="leads out"):
        names(project, "../secret.csv", elsewhere)


@posix
@pytest.mark.parametrize("location", ["data/link.csv", "data/*.csv", "data/**", "out/secret.csv", "**/secret.csv"])
def test_a_link_out_of_the_project_is_refused_or_not_followed(project: Path, tmp_path: Path, location: str) -> None:
    (project / "maps/data/link.csv").symlink_to(tmp_path / "secret.csv")
    (project / "maps/out").symlink_to(tmp_path)
    try:
        found = names(project, location)
    except AnswersError as error:
        assert "leads out" in error.message
    else:
        assert found == []


@posix
def test_a_link_inside_the_project_is_one_file_with_what_it_leads_to(project: Path) -> None:
    (project / "maps/data/b.csv").symlink_to(project / "maps/data/a.csv")
    assert names(project, "data/*.csv") == ["data/a.csv"]


@posix
def test_only_regular_files_are_read(project: Path) -> None:
    os.mkfifo(project / "maps/data/pipe.csv")
    assert names(project, "data/pipe.csv") == []


def test_hidden_folders_are_not_looked_through(project: Path) -> None:
    answers(project / "maps" / ".git", "Q1\n1\n", "b.csv")
    assert names(project, "**/*.csv") == ["data/a.csv"]


def test_a_name_with_stars_is_that_file_alone(tmp_path: Path) -> None:
    answers(tmp_path, "Q1\n5\n", "a[1].csv")
    answers(tmp_path, "Q1\n4\n", "a1.csv")
    assert of_all(counted(tmp_path, location="a[[]1].csv")) == {5: 1}


def test_the_engine_reads_the_files_of_the_source_and_no_others(tmp_path: Path) -> None:
    answers(tmp_path, "Q1\n5\n", "mine.csv")
    answers(tmp_path, "Q1\n5\n", "other.csv")
    with engine([tmp_path / "mine.csv"], tmp_path) as database:
        assert database.execute(f"SELECT count(*) FROM read_csv('{tmp_path}/mine.csv')").fetchall() == [(1,)]
        for query in (
            f"SELECT * FROM read_csv('{tmp_path}/other.csv')", f"SELECT * FROM '{tmp_path}/*.csv'",
            f"COPY (SELECT 1) TO '{tmp_path}/new.csv'", f"ATTACH '{tmp_path}/new.db'", "INSTALL httpfs", "LOAD sqlite",
            "SET enable_external_access = true", "SET allowed_paths = ['/']", "SET memory_limit = '99GB'",
            "SELECT * FROM read_csv('https://example.com/a.csv')",
        ):  # fmt: skip
            with pytest.raises(duckdb.Error):
                database.execute(query)


HOSTILE = [
    "a'b",
    'a"b',
    "'; DROP TABLE x; --",
    "\") FROM read_csv('/etc/passwd') --",
    "c0",
    "why",
    "{x}",
    "%s",
    "$1",
    "?",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_is_sql_is_a_name(tmp_path: Path, name: str) -> None:
    quoted = name.replace('"', '""')
    answers(tmp_path, f'"{quoted}","{quoted} by","w{quoted}"\n5,"{quoted}",2\n"{quoted}",,1\n')
    segments = {"class": {"column": f"{name} by", "map": {name: "business"}}}
    found = counted(tmp_path, questions=[{**CSAT, "column": name}], segments=segments, by=[("class",)],
                    weight=f"w{name}", respondent=f"{name} by", repeats="latest")  # fmt: skip
    assert {(row.segments, row.score, row.w) for row in found.scores} == {(("",), 5, 2), (("business",), 5, 2)}


@pytest.mark.parametrize("date", ["%d'); --", "%Q", "%", "%z", ""])
def test_a_form_of_dates_that_is_sql_or_nonsense_does_no_harm(tmp_path: Path, date: str) -> None:
    answers(tmp_path, "T,Q1\n2026-01-01,5\n")
    if not date:
        return
    try:
        found = counted(tmp_path, time="T", format={"date": date})
    except AnswersError as error:
        assert "date" in error.message
    else:
        assert found.report.kept == 0


SECRET = "hunter2 the secret of a customer"


@pytest.mark.parametrize(
    "content",
    [f"Q1,x\n{SECRET},1\n5\n", f"Q1,T\n5,{SECRET}\n", f'Q1,T\n5,"{SECRET}', f"Q1,T\n{SECRET}\n\n1,2,3,{SECRET}\n"],
)
def test_no_message_quotes_a_cell(tmp_path: Path, content: str) -> None:
    answers(tmp_path, content)
    for source in ({}, {"time": "T"}, {"weight": "T"}, {"format": {"date": "%d/%m/%Y"}, "time": "T"}):
        try:
            told = repr(counted(tmp_path, **source))
        except AnswersError as error:
            told = f"{error.message} {error.hint}"
        assert SECRET not in told


def test_without_the_engine_the_line_to_type_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from journeymap.errors import UserError

    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UserError) as caught:
        counted(answers(tmp_path, "Q1\n5\n"))
    assert "pip install 'journeymap[data]'" in caught.value.hint


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    counted(answers(tmp_path, "Q1\r5\r"))
    with pytest.raises(NoFileError):
        counted(tmp_path, location="none.csv")
    assert list(scratch.iterdir()) == []


def test_the_engine_has_as_much_memory_as_is_said(tmp_path: Path) -> None:
    with engine([], tmp_path, memory=120_000_000) as database:
        assert database.execute("SELECT current_setting('memory_limit')").fetchone() == ("114.4 MiB",)
    too_much = "SELECT len(list(range)) FROM range(30_000_000)"  # one list cannot be kept in a file
    with (
        pytest.raises(UserError, match=r"^120 MB of memory are too little"),
        engine([], tmp_path, memory=120_000_000) as database,
    ):
        database.execute(too_much)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent to oneself as on Unix")
@pytest.mark.parametrize("after", [0.02, 0.05, 0.1, 0.5])
def test_a_query_that_the_user_stops_is_no_fault(after: float, tmp_path: Path) -> None:
    """Also where the user stops it before it began: while the engine is loaded or opened."""
    script = f"""
import os, signal, threading
from pathlib import Path
from journeymap.measure.answers.engine import engine
threading.Timer({after}, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    with engine([], Path({str(tmp_path)!r})) as database:
        database.execute("SELECT sum(hash(a.range + b.range)) FROM range(10000000) a, range(10000000) b").fetchall()
except KeyboardInterrupt:
    print("stopped")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.returncode) == ("stopped\n", 0), done.stderr
