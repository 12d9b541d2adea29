"""`journeymap validate`: what it says, where it says it, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import BAD, GOOD, UNREADABLE, Run, Write


def test_a_clean_file(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD)
    done = cli("validate", "a.journey.yaml", "--select", "JM0,JM1,JM2")
    assert (done.status, done.out, done.err) == (0, "", "1 file checked: nothing found\n")


def test_a_problem_stands_with_its_place_a_caret_and_a_hint(cli: Run, write: Write) -> None:
    write("a.journey.yaml", BAD)
    done = cli("validate", "a.journey.yaml", "--select", "JM1")
    assert done.status == 1
    assert done.out == (
        "a.journey.yaml:4:1 JM101 error: a journey has no `takeway`\n"
        "  4 | takeway: The fitting room decides\n"
        "    | ^^^^^^^\n"
        "  hint: did you mean `takeaway`?\n"
    )
    assert done.err == "1 file checked: 1 error\n"


def test_what_cannot_be_read_ends_with_2_and_the_rest_is_still_checked(cli: Run, write: Write) -> None:
    write("a.journey.yaml", UNREADABLE)
    write("b.journey.yaml", BAD)
    done = cli("validate", ".")
    assert done.status == 2
    assert "a.journey.yaml:2:1 JM001 error" in done.out
    assert "b.journey.yaml:4:1 JM101 error" in done.out
    assert "1 file could not be read" in done.err


def test_json_has_the_documented_shape(cli: Run, write: Write) -> None:
    write("a.journey.yaml", BAD)
    done = cli("validate", "a.journey.yaml", "--select", "JM1", "--output-format", "json")
    shape = json.loads(done.out)
    assert shape["tool"].pop("version")
    assert shape == {
        "version": 1,
        "tool": {"name": "journeymap"},
        "summary": {"files": 1, "unreadable": 0, "errors": 1, "warnings": 0, "infos": 0},
        "diagnostics": [
            {
                "path": "a.journey.yaml",
                "line": 4,
                "column": 1,
                "end_line": 4,
                "end_column": 8,
                "code": "JM101",
                "name": "unknown-key",
                "severity": "error",
                "message": "a journey has no `takeway`",
                "hint": "did you mean `takeaway`?",
            }
        ],
    }


def test_the_report_goes_to_a_file(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", BAD)
    done = cli("validate", "a.journey.yaml", "-o", "out/report.json", "--output-format", "json")
    assert (done.status, done.out) == (1, "")
    assert json.loads((tmp_path / "out/report.json").read_text())["summary"]["errors"] == 1


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--select", "unowned-touchpoint"], 0, "JM301 warning"),
        (["--select", "JM301", "--strict"], 1, "JM301 warning"),
        (["--select", "JM3", "--severity", "JM301=error"], 1, "JM301 error"),
        (["--severity", "jm301=info", "--strict", "--select", "JM301"], 0, "JM301 info"),
        (["--severity", "JM3=off", "--severity", "JM301=error"], 1, "JM301 error"),
        (["--ignore", "JM301"], 0, ""),
        (["--ignore", "JM3", "--severity", "JM301=error"], 0, ""),
        (["--select", "JM4", "--severity", "JM301=error"], 0, ""),
        (["--select", "JM301", "--severity", "JM301=off"], 0, ""),
    ],
)
def test_rules_are_chosen_and_weighed(cli: Run, write: Write, options: list[str], status: int, said: str) -> None:
    write("a.journey.yaml", GOOD.replace("owner: lead\n", ""))
    done = cli("validate", "a.journey.yaml", *options)
    assert done.status == status
    assert said in done.out
    assert ("JM301" in done.out) == bool(said)


def test_what_is_asked_for_on_the_command_line_counts_for_more(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD.replace("owner: lead\n", ""))
    write("journeymap.toml", 'ignore = ["JM3"]\nseverity = {JM301 = "error"}\n')
    assert cli("validate").out.count("JM301") == 0
    assert "JM301 error" in cli("validate", "--select", "JM301").out
    write("journeymap.toml", 'severity = {JM301 = "error"}\n')
    assert cli("validate", "--ignore", "JM301").status == 0
    assert "JM301 info" in cli("validate", "--severity", "JM301=info").out


@pytest.mark.parametrize(
    "arguments", [["rules"], ["schema"], ["plan", "a.journey.yaml"], ["render", "a.journey.yaml", "-o", "-"]]
)
def test_a_reader_that_goes_away_ends_the_run_without_a_word(
    write: Write, tmp_path: Path, arguments: list[str]
) -> None:
    write("a.journey.yaml", GOOD)
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "journeymap", *arguments]
    done = subprocess.run(command, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_file_that_is_named_in_two_ways_is_one(cli: Run, write: Write, tmp_path: Path) -> None:
    path = write("a.journey.yaml", GOOD)
    (tmp_path / "link.journey.yaml").symlink_to(path)
    done = cli(
        "render", "a.journey.yaml", "./a.journey.yaml", path, "link.journey.yaml", "-o", "out", "--format", "svg"
    )
    assert done.status == 0
    assert "1 journey drawn" in done.err


def test_what_keeps_a_file_from_being_read_whole_cannot_be_silenced(cli: Run, write: Write) -> None:
    text = GOOD.replace("id: shop", "id: Shop # journeymap: ignore[JM104]")
    write("a.journey.yaml", text)
    for options in (["--ignore", "JM104"], ["--select", "JM4"], ["--severity", "JM104=off"]):
        done = cli("validate", "a.journey.yaml", *options)
        assert done.status == 1
        assert "JM104 error" in done.out


@pytest.mark.parametrize(
    ("code", "line"),
    [("JM218", "id: con"), ("JM219", "id: shop\nlinks: ['javascript:alert(1)']")],
)
def test_what_keeps_the_output_safe_cannot_be_silenced(cli: Run, write: Write, code: str, line: str) -> None:
    write("a.journey.yaml", GOOD.replace("id: shop", f"{line} # journeymap: ignore[{code}]", 1))
    for options in (["--ignore", code], ["--select", "JM4"], ["--severity", f"{code}=info"]):
        done = cli("validate", "a.journey.yaml", *options)
        assert f"{code} error" in done.out
        assert cli("render", "a.journey.yaml", "-o", "out", *options[:2]).status != 0


@pytest.mark.parametrize(
    ("comment", "silenced"),
    [
        ("{line} # journeymap: ignore[JM101]", True),
        ("{line} # journeymap: ignore[JM301, unknown-key]", True),
        ("{line} # journeymap: ignore", True),
        ("{line} # journeymap: ignore, as agreed", False),
        ("{line} # journeymap: ignore as agreed", True),
        ("{line} # journeymap: ignore[JM1]", True),
        ("{line} # journeymap: ignored[JM101]", False),
        ("{line} # journeymap: ignore [JM102]", False),
        ("{line} # journeymap: ignore JM102", False),
        ("{line} # journeymap: ignore[JM102", False),
        ("# journeymap: ignore[JM101]\n{line}", True),
        ("# journeymap: ignore[JM101]\n# and why\n\n{line}", True),
        ("# journeymap: ignore[JM301]\n{line} # journeymap: ignore[JM101]", True),
        ("{line} # journeymap: ignore[JM102]", False),
        ("{line}\n# journeymap: ignore[JM101]", False),
        ("id2: 3 # journeymap: ignore[JM101]\n{line}", False),
    ],
)
def test_a_comment_silences_its_line_or_the_next(cli: Run, write: Write, comment: str, silenced: bool) -> None:
    line = "takeway: The fitting room decides"
    write("a.journey.yaml", BAD.replace(line, comment.format(line=line)))
    done = cli("validate", "a.journey.yaml", "--select", "JM101")
    assert ("takeway" in done.out) is not silenced


def test_a_comment_that_names_no_rule_is_reported(cli: Run, write: Write) -> None:
    write("a.journey.yaml", GOOD.replace("id: shop", "id: shop # journeymap: ignore[JM101, JM999]"))
    done = cli("validate", "a.journey.yaml", "--select", "JM013")
    assert "a.journey.yaml:2:38 JM013 warning: there is no rule `JM999`" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "nowhere"], "nowhere: there is no such file or folder"),
        (["validate", "--select", "JM3O1"], "there is no rule `JM3O1`"),
        (["validate", "--severity", "JM301=grave"], "'grave' is not a severity"),
        (["validate", "--severity", "JM301"], "names no severity"),
        (["validate", "--output-format", "xml"], "there is no 'xml'"),
        (["validate", "--today", "tomorrow"], "'tomorrow' is not a date"),
        (["validate", "--selct", "x"], "No such option: --selct"),
        (["valdate"], "No such command 'valdate'"),
        (["validate", "."], "there is no *.journey.yaml"),
        (["rules", "JM999"], "there is no rule `JM999`"),
        (["templates", "copy"], "no folder is named"),
    ],
)
def test_wrong_use_is_one_line_and_a_hint(cli: Run, arguments: list[str], said: str) -> None:
    done = cli(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err.splitlines()[0]
    assert done.err.startswith("journeymap: ")
    assert len(done.err.splitlines()) <= 2


def test_a_folder_is_gone_through_in_order_and_loops_of_links_end(cli: Run, write: Write, tmp_path: Path) -> None:
    for name in ("b/z.journey.yaml", "a.journey.yaml", "b/c/d.journey.yaml", ".git/x.journey.yaml", "b/notes.yaml"):
        write(name, BAD)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    done = cli("validate", ".", "--select", "JM101")
    places = [line.split(":")[0] for line in done.out.splitlines() if "JM101" in line]
    assert places == ["a.journey.yaml", "b/c/d.journey.yaml", "b/z.journey.yaml"]


def test_control_characters_reach_neither_stream_raw(cli: Run, tmp_path: Path) -> None:
    name = "a\x1b[31m\u202e.journey.yaml"
    (tmp_path / name).write_text('"key\\u009b\\u0007": x\n"k\u2066ey": \x7f\n', "utf-8")
    for arguments in (["validate", name], ["validate", "no\x1bsuch"], ["validate", "--\x1b"], ["\x1b[2J"]):
        done = cli(*arguments)
        assert done.status == 2
        for control in "\x1b\x07\x9b\x7f\u202e\u2066":
            assert control not in done.out + done.err
    assert "\\x1b[31m\\u202e.journey.yaml" in cli("validate", name).out
    assert "\x1b" not in cli("validate", name, "--output-format", "json").out


def test_colour_is_asked_for_or_left_out(cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.journey.yaml", BAD.replace("takeway", "'[red]takeway[/]'"))
    plain = cli("validate", "a.journey.yaml")
    assert "\x1b" not in plain.out
    assert "[red]takeway[/]" in plain.out
    coloured = cli("validate", "a.journey.yaml", "--color", "always").out
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert "[red]takeway[/]" in coloured
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in cli("validate", "a.journey.yaml").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in cli("validate", "a.journey.yaml").out


def test_own_faults_are_confessed(cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.journey.yaml", GOOD)
    monkeypatch.setattr("journeymap.pipeline.check.load", lambda data, name: 1 / 0)
    done = cli("validate", "a.journey.yaml")
    assert done.status == 3
    assert "Traceback" in done.err
    assert "please report it" in done.err
    write("b.journey.yaml", GOOD)
    done = cli("plan", "a.journey.yaml", "b.journey.yaml")
    assert done.status == 3
    assert done.err.count("Traceback") == 1 and done.err.count("cannot be drawn: ZeroDivisionError") == 2


MEASURED = GOOD.replace("name: Enters,", "name: Enters, metrics: {csat: 80, nps: {value: 4, n: 9}},").replace(
    "name: Pays,", "name: Pays, metrics: {csat: 71},"
)


def test_metrics_that_lack_the_same_are_told_of_in_one(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", MEASURED)
    lines = cli("validate", "--select", "JM320,JM321", "--output-format", "concise").out.splitlines()
    assert [line.split(":", 3)[1] for line in lines] == ["16", "16"]
    assert lines[0].endswith('2 metrics do not say how many they rest on: csat at "Enters", csat at "Pays"')
    assert ": 3 metrics do not say when they were measured: csat at" in lines[1]
    write(
        "shop.journey.yaml", MEASURED.replace("emotions: {score: -1, evidence: observed}}", "}  # journeymap: ignore")
    )
    alone = cli("validate", "--select", "JM320", "--output-format", "concise").out
    assert alone.count("\n") == 1 and 'csat at "Enters" does not say how many' in alone


def test_that_a_file_names_no_owners_is_told_once(cli: Run, write: Write) -> None:
    plan = "actions: [{id: a, title: One}, {id: b, title: Two}]\n"
    text = GOOD.replace("owner: lead\n", "") + plan
    write("shop.journey.yaml", text.replace("owners: [{id: lead, name: Ines}]\n", ""))
    owned = ("validate", "--select", "JM301,JM306", "--output-format", "concise")
    one, two = cli(*owned).out.splitlines()
    assert 'nobody\'s, as the file names no owners: "Enters", "Pays"' in one
    assert '2 actions have no owner, as the file names none: "One", "Two"' in two
    write("shop.journey.yaml", text)
    assert len(cli(*owned).out.splitlines()) == 4
