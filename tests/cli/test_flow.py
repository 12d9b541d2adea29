"""`journeymap flow`: what it writes, and what it says to wrong options."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.cli import run

SAMPLES = Path(__file__).parents[2] / "samples"
SHOP = str(SAMPLES / "book-shop-he.journey.yaml")


def test_a_file_is_named_after_the_journey(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flow", SHOP, "-o", str(tmp_path), "--format", "svg,png"]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["book-shop-he.flow.png", "book-shop-he.flow.svg"]
    assert "1 journey drawn: 2 files" in capsys.readouterr().err


def test_a_stage_alone_has_its_id_in_the_name(tmp_path: Path) -> None:
    stage = "chooses"
    assert run(["flow", SHOP, "-o", str(tmp_path), "--stage", stage, "-q"]) == 0
    assert [each.name for each in tmp_path.iterdir()] == [f"book-shop-he.{stage}.flow.svg"]


def test_one_goes_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["flow", SHOP, "-o", "-", "-q"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"<svg ")


def test_the_graph_is_written_for_other_programs(tmp_path: Path) -> None:
    assert run(["flow", SHOP, "-o", str(tmp_path), "--format", "dot,mermaid", "-q"]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["book-shop-he.flow.dot", "book-shop-he.flow.mmd"]
    assert (tmp_path / "book-shop-he.flow.dot").read_text("utf-8").startswith("digraph")
    assert "flowchart RL\n" in (tmp_path / "book-shop-he.flow.mmd").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--stage", "choses"], "did you mean `chooses`"),
        (["--min-share", "five"], "--min-share: 'five' is no share"),
        (["--min-share", "120%"], "--min-share: '120%' is no share"),
        (["--format", "svgg"], "did you mean `svg`"),
        (["--segment", "none"], "--segment: the journey 'book-shop-he' has no segment 'none'"),
        (["-o", "flow.svg"], "looks like a file"),
        (["-o", "-", "--format", "svg,png"], "do not fit on standard output"),
        (["--engine", "dott"], "did you mean `dot`"),
        (["--theme", "nope"], "there is no theme 'nope'"),
    ],
)
def test_wrong_options_are_told(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["flow", SHOP, *options]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.svg"))


@pytest.mark.parametrize(("said", "merged"), [("6%", True), ("0.06", True), ("1 %", False)])
def test_thin_ways_are_left_out_and_listed(said: str, merged: bool, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["flow", SHOP, "-o", "-", "-q", "--min-share", said]) == 0
    drawn = capsysbinary.readouterr().out.decode()
    assert ('data-from="book" data-to="home"' in drawn) is not merged
    assert (", שהושמטו" in drawn) is merged


def test_the_page_has_every_way_and_can_have_a_template_of_ones_own(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["flow", SHOP, "-o", "-", "-q", "--format", "html"]) == 0
    page = capsysbinary.readouterr().out.decode()
    assert page.count("<article ") == 8
    ways, out = page.count('class="flow-way"'), page.count('data-to="exit"') + page.count('data-to="completed"')
    assert page.count("<li>") == 2 * (ways - out) + out  # each where it begins and where it ends
    (tmp_path / "flow.j2.html").write_text("{{ flow.stages | length }} stages of {{ flow.title }}\n", "utf-8")
    assert run(["flow", SHOP, "-o", "-", "-q", "--format", "html", "--templates", str(tmp_path)]) == 0
    assert capsysbinary.readouterr().out.decode() == "3 stages of לקנות ספר באתר\n"


def test_a_language_without_words_of_flows_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.journey.yaml"
    text = "journeymap: 1\nid: x\ntitle: X\nlanguage: de\nstages: [{id: s, name: S, touchpoints: [{id: a, name: A}]}]\n"
    path.write_text(text, "utf-8")
    assert run(["flow", str(path), "-o", str(tmp_path / "maps")]) == 0
    assert "the flow is in English, since there are no words in `de`" in capsys.readouterr().err


def test_a_journey_without_touchpoints_is_an_empty_sheet(tmp_path: Path) -> None:
    path = tmp_path / "x.journey.yaml"
    path.write_text("journeymap: 1\nid: x\ntitle: X\nstages: [{id: s, name: S}]\n", "utf-8")
    assert run(["flow", str(path), "-o", str(tmp_path / "maps"), "--format", "svg,html", "-q"]) == 0


def test_a_flow_of_too_many_is_refused_and_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "many.journey.yaml"
    steps = "".join(f"  - {{id: t{number}, name: Name}}\n" for number in range(301))
    path.write_text(
        f"journeymap: 1\nid: many\ntitle: Many\nstages:\n- id: s\n  name: S\n  touchpoints:\n{steps}", "utf-8"
    )
    assert run(["flow", str(path), "-o", str(tmp_path / "out"), "-q"]) != 0
    said = capsys.readouterr().err
    assert "a flow of 301 touchpoints is too large to be drawn" in said and "--stage" in said
    assert run(["flow", str(path), "-o", str(tmp_path / "out"), "-q", "--format", "dot,mermaid"]) == 0


def test_a_flow_of_many_is_printed_on_pages(tmp_path: Path) -> None:
    path = tmp_path / "many.journey.yaml"
    stages = "".join(
        f"- id: s{stage}\n  name: Stage {stage}\n  touchpoints:\n"
        + "".join(f"  - {{id: t{stage}-{number}, name: Name}}\n" for number in range(10))
        for stage in range(12)
    )
    path.write_text(f"journeymap: 1\nid: many\ntitle: Many\nstages:\n{stages}", "utf-8")
    assert run(["flow", str(path), "-o", str(tmp_path / "out"), "--format", "svg,pdf", "-q", "--engine", "dot"]) == 0
    svg, pdf = ((tmp_path / "out" / f"many.flow.{suffix}").read_bytes() for suffix in ("svg", "pdf"))
    assert svg.count(b'class="node"') == svg.count(b"data-touchpoint=") == 120
    assert b"/Type/Pages/Count 2/" in pdf and b"/MediaBox[0 0 1190.55" in pdf


def test_a_funnel_is_drawn_from_the_same_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flow", SHOP, "-o", str(tmp_path), "--as", "funnel", "--format", "svg,pdf,png"]) == 0
    names = ["book-shop-he.funnel.pdf", "book-shop-he.funnel.png", "book-shop-he.funnel.svg"]
    assert sorted(each.name for each in tmp_path.iterdir()) == names
    assert run(["flow", SHOP, "-o", str(tmp_path), "--as", "funnel", "--segment", "phone", "-q"]) == 0
    assert (tmp_path / "book-shop-he.phone.funnel.svg").is_file()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--stage", "chooses"], "a funnel is of all stages and ways"),
        (["--min-share", "5%"], "a funnel is of all stages and ways"),
        (["--segment", "none"], "has no segment 'none'"),
    ],
)
def test_what_does_not_go_with_a_funnel_is_told(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["flow", SHOP, "-o", "-", "--as", "funnel", *options]) == 2
    assert said in capsys.readouterr().err
    assert run(["flow", SHOP, "-o", "-", "--as", "tunnel"]) == 2
    assert "--as: there is no 'tunnel'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("touchpoints", "said"),
    [(31, "'x' has 31 steps, and a funnel has room for 30"), (0, "'x': a journey without touchpoints")],
)
def test_a_journey_that_has_no_funnel_is_told(
    touchpoints: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points = "".join(f"\n  - {{id: t{at}, name: T}}" for at in range(touchpoints)) or " []"
    path = tmp_path / "x.journey.yaml"
    path.write_text(f"journeymap: 1\nid: x\ntitle: X\nstages:\n- id: s\n  name: S\n  touchpoints:{points}\n", "utf-8")
    assert run(["flow", str(path), "-o", str(tmp_path / "out"), "--as", "funnel"]) == 2
    assert said in capsys.readouterr().err
