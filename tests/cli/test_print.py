"""`journeymap print`: what it says of text that is too small to read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

from journeymap.layout.sheets import fit_one
from journeymap.layout.spec import MapSpec
from journeymap.model import read_journey
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme


@pytest.mark.parametrize(("too_small_by", "is_said"), [(-0.04, False), (0.04, False), (0.06, True)])
def test_text_is_too_small_from_what_a_tenth_of_a_point_would_show(
    cli: Run, write: Write, tmp_path: Path, too_small_by: float, *, is_said: bool
) -> None:
    """Less than half of a tenth cannot be seen in the figures: it would say that 6.0 pt is less than 6.0 pt."""
    path = write("a.journey.yaml", GOOD)
    tree = load(path.read_bytes(), "a").tree
    assert tree is not None
    journey, _ = read_journey(tree)
    assert journey is not None
    spec = MapSpec(
        journey=journey, words=load_words("en"), theme=load_theme("print"), today=dt.date(2026, 11, 21), compact=False
    )
    smallest = fit_one(spec, 287, 200).smallest_text
    distance = f"{(smallest + too_small_by) / 12 * 1000:.3f}mm"  # 12 pt at one metre
    done = cli("print", path, "--paper", "A4", "--orientation", "landscape", "--distance", distance, "-o", "a.pdf")
    assert done.status == 0, done.err
    assert ("pt to read" in done.err) is is_said


def test_a_sheet_lies_or_stands_whichever_makes_the_text_larger(cli: Run, write: Write) -> None:
    steps = "".join(
        f"      - {{id: t{n}, name: Step, pains: [Slow, Dear, Far, Old, Loud, Dark, Cold]}}\n" for n in range(4)
    )
    write(
        "tall.journey.yaml",
        f"journeymap: 1\nid: tall\ntitle: T\nstages:\n  - id: s\n    name: S\n    touchpoints:\n{steps}",
    )

    def text(*options: str) -> float:
        done = cli("print", "tall.journey.yaml", "--paper", "A4", *options, "-o", "a.pdf")
        return float(done.err.split("smallest text is ")[1].split(" pt")[0])

    sizes = [text("--orientation", each) for each in ("landscape", "portrait")]
    assert text() == max(sizes) > min(sizes)


def test_a_map_of_one_who_passes_nowhere_is_not_drawn(cli: Run, write: Write) -> None:
    path = write("a.journey.yaml", """\
journeymap: 1
id: x
title: X
segments: [{id: new, name: New}, {id: old, name: Old}]
stages: [{id: s, name: S, touchpoints: [{id: t, name: T, segments: [old]}]}]
""")  # fmt: skip
    done = cli("render", path, "--segment", "new")
    assert done.status == 2 and "'x' has no touchpoint at which 'new' passes" in done.err
