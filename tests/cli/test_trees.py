"""`journeymap flow --trees` and `--walk`: what they write and say, and every way of a sample's tree in a terminal."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import GOOD

from journeymap.cli import run

SAMPLES = Path(__file__).parents[2] / "samples"
SHOP = str(SAMPLES / "online-clothing-shop.journey.yaml")
DECISION = str(SAMPLES / "decision-journey.journey.yaml")


def walked(answers: str, monkeypatch: pytest.MonkeyPatch, path: str = SHOP, tree: str = "wants-to-return") -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    return run(["flow", path, "--walk", tree, "--today", "2026-11-26"])


def test_a_picture_or_chart_holds_one_tree_and_a_page_or_pdf_all(tmp_path: Path) -> None:
    formats = "svg,png,pdf,html,mermaid"
    assert run(["flow", SHOP, "--trees", "-o", str(tmp_path), "--format", formats, "-q"]) == 0
    shop, tree = "online-clothing-shop", "online-clothing-shop.wants-to-return.tree"
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        f"{shop}.trees.html", f"{shop}.trees.pdf", f"{tree}.mmd", f"{tree}.png", f"{tree}.svg",
    ]  # fmt: skip
    assert "flowchart LR" in (tmp_path / f"{tree}.mmd").read_text("utf-8")


def test_the_trees_of_a_stage_are_drawn_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flow", SHOP, "--trees", "--stage", "retention", "-o", str(tmp_path), "-q"]) == 0
    assert len(list(tmp_path.iterdir())) == 1
    assert run(["flow", SHOP, "--trees", "--stage", "advocacy", "-o", str(tmp_path), "-q"]) == 2
    assert "no action tree is for a touchpoint of 'advocacy'" in capsys.readouterr().err


def test_a_journey_without_trees_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.journey.yaml"
    path.write_text(GOOD)
    assert run(["flow", str(path), "--trees", "-o", str(tmp_path)]) == 2
    assert "the journey 'shop' has no action trees" in capsys.readouterr().err
    assert run(["flow", str(path), "--walk", "x"]) == 2
    assert "has no tree 'x'\n  hint: write trees under `trees`" in capsys.readouterr().err


def test_a_tree_with_an_error_is_neither_drawn_nor_walked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.journey.yaml"
    question = "{id: q, question: Q?, branches: [{when: x, go_to: q}, {when: y}]}"
    path.write_text(f"{GOOD}trees:\n  - {{id: a, title: A, interaction: I, questions: [{question}]}}\n")
    assert run(["flow", str(path), "--walk", "a"]) == 1
    said = capsys.readouterr().err
    assert "x.journey.yaml:19:101 JM604 error: this question leads to itself" in said
    assert "x.journey.yaml:19:106 JM102 error: " in said


def test_answers_come_from_standard_input_by_number_or_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert walked("2\nPick-up point\n", monkeypatch) == 0
    said = capsys.readouterr().out
    assert "Ask: Is it for a day that is less than a week away?\n  1  Yes\n  2  No\n" in said
    assert said.endswith(
        "Do: A3 · Refund when the counter scans the parcel, and say so\n"
        "  Owner: Payments · Sana\n  Within: at once\n  Needs:\n"
        "    - Pick-up points\n    - Refund on scan · from 31 Mar 2027\n  Until then: Refund by hand, within 3 days\n"
    )


def test_one_can_go_back_and_stop(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert walked("1\nb\nb\n2\nq\n", monkeypatch) == 0
    said = capsys.readouterr().out
    assert said.count("Is it for a day") == 3 and "Do:" not in said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("", "the answers end at the question 'Is it for a day that is less than a week away?'"),
        ("1\n", "the answers end at the question 'Is another size in stock?'"),
        ("perhaps\n", "'perhaps' is no answer to 'Is it for a day that is less than a week away?'"),
        ("3\n", "write a number from 1 to 2, or the answer itself"),
    ],
)
def test_answers_that_end_or_fit_nothing_are_told(
    answers: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert walked(answers, monkeypatch) == 2
    assert said in capsys.readouterr().err


def test_what_cannot_be_walked_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert walked("1\n", monkeypatch, tree="wants-to-retrun") == 2
    assert "did you mean `wants-to-return`" in capsys.readouterr().err
    assert run(["flow", SHOP, DECISION, "--walk", "service-call"]) == 2
    assert "2 journeys cannot be walked at once" in capsys.readouterr().err
    assert run(["flow", "-", "--walk", "service-call"]) == 2
    assert "name the journey's file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "other"),
    [
        (["--walk", "wants-to-return"], ["--trees"]),
        (["--walk", "wants-to-return"], ["--as", "funnel"]),
        (["--walk", "wants-to-return"], ["--stage", "retention"]),
        (["--walk", "wants-to-return"], ["--segment", "season"]),
        (["--walk", "wants-to-return"], ["--format", "svg"]),
        (["--walk", "wants-to-return"], ["-o", "elsewhere"]),
        (["--walk", "wants-to-return"], ["--dpi", "150"]),
        (["--walk", "wants-to-return"], ["--width", "800"]),
        (["--walk", "wants-to-return"], ["--theme", "print"]),
        (["--walk", "wants-to-return"], ["--pdf-standard", "a-2b"]),
        (["--trees"], ["--as", "funnel"]),
        (["--trees"], ["--min-share", "5%"]),
        (["--trees"], ["--engine", "dot"]),
    ],
)
def test_what_does_not_go_with_a_tree_is_refused(
    given: list[str], other: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["flow", SHOP, *given, *other, "-o", str(tmp_path)]) == 2
    named = " ".join(other) if other[0] == "--as" else other[0]
    assert f"{given[0]} and {named} do not go together" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_in_a_terminal_a_wrong_answer_is_asked_again() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "journeymap", "flow", DECISION, "--walk", "service-call"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE) as process:
        os.close(theirs)
        os.write(ours, b"9\n1\n")
        said = process.communicate()[0].decode()
        os.close(ours)
    assert process.returncode == 0
    assert "מקלידים את מספר התשובה" in said and "עונים במספר מ־1 עד 2" in said
    assert "\u200fעושים: לנתק את המפסק, ולשלוח טכנאי עוד היום\n" in said
