"""What `journeymap measure --write` says of the ways of a journey: set, proposed, taken by nobody, left as they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from events_cases import events, went, written

from journeymap.cli.console import Colour
from journeymap.cli.measured_metrics import MetricsWriter
from journeymap.measure.measured import Measures
from journeymap.pipeline.check import check
from journeymap.settings import Settings

NAME = "shop.journey.yaml"
STEPS = ("{id: cart, name: Cart, next: [{to: pay, share: 80%}, {to: exit, share: 20%}]}  # typed",
         "{id: pay, name: Pays, next: [{to: done, share: 90%}, {to: cart, share: 10%}]}",
         "{id: gift, name: Gift, next: [{to: done, share: 60%}, {to: cart, share: 40%}]}",
         "{id: done, name: Done}")  # fmt: skip
MEASURES = events(
    went("cart", {"pay": 623, "exit": 377}), went("pay", {"done": 800, "cart": 50, "gift": 150}),
    went("gift", {"done": 500}), went("done", {"completed": 900, "gift": 100}),
)  # fmt: skip


def write(
    path: Path, measures: Measures, *, dry_run: bool = False, quiet: bool = False, steps: tuple[str, ...] = STEPS
) -> bytes:
    """Writes what was measured into a file with these steps; the bytes it had."""
    data = written(*steps)
    path.write_bytes(data)
    settings = Settings(today=dt.date(2026, 11, 27))
    writer = MetricsWriter(Colour.NEVER, dry_run=dry_run, quiet=quiet)
    updated = writer.updated(data, check(data, NAME, settings), measures, settings)
    assert updated is not None
    writer.write(data, NAME, path, updated)
    return data


def test_it_says_what_was_assumed_what_nobody_does_and_what_the_file_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / NAME
    data = write(path, MEASURES)
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        f"{NAME}: share of cart → pay: 80% → 62.3% (n=1000)",
        f"{NAME}: share of cart → exit: 20% → 37.7% (n=1000)",
        f"{NAME}: nobody goes gift → cart (n=500)",
        f"{NAME}: the shares of pay stay as they are: customers go other ways too, which stand below: put them in, and "
        "write again",
        f"{NAME}: the shares of gift stay as they are: with those that were not measured they would be more than 100%",
        f"{NAME}: 2 shares; written",
    ]
    assert out.splitlines() == [
        f"# {NAME}: ways from pay, after 1,000 visits, as its `next`:",
        "next:",
        "  - {to: done, share: 80%, n: 1000, date: 2026-09-30}",
        "  - {to: gift, share: 15%, n: 1000, date: 2026-09-30}",
        "  - {to: cart, share: 5%, n: 1000, date: 2026-09-30}",
        f"# {NAME}: ways from done, after 1,000 visits, as its `next`:",
        "next:",
        "  - {to: exit, share: 90%, n: 1000, date: 2026-09-30}",
        "  - {to: gift, share: 10%, n: 1000, date: 2026-09-30}",
    ]
    dated = b", n: 1000, date: 2026-09-30}"
    assert path.read_bytes() == data.replace(b"share: 80%}", b"share: 62.3%" + dated, 1).replace(
        b"share: 20%}", b"share: 37.7%" + dated, 1
    )


def test_a_dry_run_writes_nothing_and_shows_the_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / NAME
    data = write(path, MEASURES, dry_run=True)
    out, err = capsys.readouterr()
    assert path.read_bytes() == data
    assert "+      - {id: cart, name: Cart, next: [{to: pay, share: 62.3%, n: 1000, date: 2026-09-30}, " in out
    assert "2 shares; nothing is written (--dry-run)" in err


def test_a_file_that_stays_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / NAME
    steps = ("{id: cart, name: Cart}", "{id: pay, name: Pays}")
    data = write(path, events(went("cart", {"pay": 100})), steps=steps)
    assert path.read_bytes() == data
    assert (
        capsys.readouterr().err == f"{NAME}: its metrics and shares are as they were measured; the file is as it was\n"
    )


def test_quietly_it_only_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / NAME
    assert write(path, MEASURES, quiet=True) != path.read_bytes()
    assert capsys.readouterr() == ("", "")
