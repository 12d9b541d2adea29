"""`journeymap import` of tables, with a crosswalk that is written once, edited, and used again."""

from __future__ import annotations

from pathlib import Path

from commandline import Run, Write

TABLE = ",Aware,Buy\nActions,Looks,Pays\nRisks,rain,\nFeelings,meh,vexed\nOwner,Ops,Ops Team\nPains,—,dear\n"


def test_a_table_is_imported_checked_and_drawn(cli: Run, write: Write, tmp_path: Path) -> None:
    table, out = write("way.csv", TABLE), tmp_path / "way.journey.yaml"
    done = cli("import", table, "-o", out)
    assert done.status == 0 and done.out == ""
    assert 'way.csv: cell A3: "Risks" is not known; it becomes a lane of its own\n' in done.err
    assert 'way.csv: cell C4: how good "vexed" feels is not known; it has no score\n' in done.err
    assert "is written: 2 stages, 2 touchpoints\n" in done.err
    assert cli("render", out, "-o", tmp_path / "maps").status == 0
    assert cli("import", table, "-o", out).status == 2, "it is not written over"


def test_the_crosswalk_is_written_once_edited_and_used_again(cli: Run, write: Write, tmp_path: Path) -> None:
    table, out, crosswalk = write("way.csv", TABLE), tmp_path / "way.journey.yaml", tmp_path / "map.yaml"
    done = cli("import", table, "-o", out, "--crosswalk", crosswalk)
    assert done.status == 0 and "map.yaml is written: it says how the table was read" in done.err
    written = crosswalk.read_text("utf-8")
    assert written.endswith(
        """\
crosswalk: 1
language: en
stages: across
stage-names: row 1
labels: column A
lanes:
  Actions: doing
  Risks: custom
  Feelings: emotions
  Owner: owner
  Pains: pains
feelings:
  meh: 0
  vexed: unknown
people:
  Ops: ops
  Ops Team: ops-team
ignored:
  B6: it says nothing
"""
    )
    edited = written.replace("Risks: custom", "Risks: pains").replace("vexed: unknown", "vexed: -2")
    edited = edited.replace("ops-team", "ops").replace("B6: it says nothing", "B4: said in jest")
    crosswalk.write_text(edited, "utf-8")
    done = cli("import", table, "-o", out, "--crosswalk", crosswalk, "--force")
    assert done.status == 0 and "map.yaml" not in done.err
    assert crosswalk.read_text("utf-8") == edited, "what a person edited stays"
    journey = out.read_text("utf-8")
    assert "pains: [rain]" in journey and "{score: -2, label: vexed}" in journey
    assert "custom:" not in journey and "meh" not in journey and "ops-team" not in journey
    table.write_text(TABLE + "KPI,NPS: 3,\n", "utf-8")
    done = cli("import", table, "-o", out, "--crosswalk", crosswalk, "--force")
    assert 'cell A7: "KPI" is not in the crosswalk; it is read as "metrics"' in done.err


def test_what_is_wrong_in_the_crosswalk_has_its_place_and_nothing_is_written(
    cli: Run, write: Write, tmp_path: Path
) -> None:
    crosswalk = write("map.yaml", "crosswalk: 1\nlanes:\n  Goals: gaols\n")
    done = cli("import", write("way.csv", TABLE), "-o", tmp_path / "way.journey.yaml", "--crosswalk", crosswalk)
    assert done.status == 2
    assert 'map.yaml:3:10: "gaols" is nothing that a row can be' in done.err
    assert not (tmp_path / "way.journey.yaml").exists()


def test_a_crosswalk_is_for_tables(cli: Run, write: Write, tmp_path: Path) -> None:
    diagram, crosswalk = write("day.mmd", "journey\n  section Noon\n  Tea: 5: Me\n"), tmp_path / "map.yaml"
    done = cli("import", diagram, "-o", tmp_path / "day.journey.yaml", "--crosswalk", crosswalk)
    assert done.status == 2 and "a crosswalk is for tables" in done.err
    assert not crosswalk.exists() and not (tmp_path / "day.journey.yaml").exists()
    crosswalk.write_text("crosswalk: 1\n", "utf-8")
    done = cli("import", diagram, "-o", tmp_path / "day.journey.yaml", "--crosswalk", crosswalk)
    assert done.status == 2 and "a crosswalk is for tables" in done.err


def test_the_same_table_gives_the_same_bytes(cli: Run, write: Write, tmp_path: Path) -> None:
    table = write("way.csv", TABLE)
    outs = [tmp_path / "a" / "way.journey.yaml", tmp_path / "b" / "way.journey.yaml"]
    for out in outs:
        assert cli("import", table, "-o", out).status == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
