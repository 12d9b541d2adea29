"""Ranks and orders by Graphviz: what places and what does not, the limits, and the cache of the compiled module."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from flows import flow_of

from journeymap.errors import UserError
from journeymap.flow import engines
from journeymap.flow.engines import placed_by_package
from journeymap.flow.placing import MOST_NODES, MOST_WAYS, check_size, place
from journeymap.io.owned import owned_folder, read_owned, write_owned

FAN = flow_of(
    {"a": {"c": "50%", "d": "10%", "b": "40%"}, "b": {"e": "100%"}, "c": {"e": "100%"}, "d": {"e": "100%"}, "e": {}},
    {"f": {"a": "30%", "g": "70%"}, "g": {"f": "20%"}, "h": {}},
)


def test_ways_ahead_place_and_ways_back_do_not() -> None:
    ranks = place(FAN).ranks
    assert [sorted(rank) for rank in ranks] == [["a"], ["b", "c", "d"], ["e"], ["f"], ["g"], ["h"]]
    straight = flow_of(
        {"a": {"c": "50%", "d": "10%", "b": "40%"}, "b": {"e": "100%"}, "c": {"e": "100%"}, "d": {}, "e": {}},
        {"f": {}, "g": {}, "h": {}},
    )
    assert [sorted(rank) for rank in place(straight).ranks] == [["a"], ["b", "c", "d"], ["e"], ["f"], ["g"], ["h"]]


def test_a_stage_has_its_own_ranks() -> None:
    assert [sorted(rank) for rank in place(FAN).of_stage(FAN, 0)] == [["a"], ["b", "c", "d"], ["e"]]
    assert place(FAN).of_stage(FAN, 1) == (("f",), ("g",), ("h",))


def test_order_within_a_rank_spares_crossings() -> None:
    crossed = flow_of(
        {"a": {"b": "50%", "c": "50%"}, "b": {"e": "100%"}, "c": {"d": "100%"}, "d": {"f": "100%"}, "e": {}, "f": {}}
    )
    ranks = place(crossed).ranks
    assert [sorted(rank) for rank in ranks] == [["a"], ["b", "c"], ["d", "e"], ["f"]]
    assert [{"b": "e", "c": "d"}[each] for each in ranks[1]] == list(ranks[2])


def test_ranks_are_the_same_each_time_and_by_each_engine() -> None:
    first = place(FAN)
    assert place(FAN) == first
    assert [set(rank) for rank in place(FAN, "dot").ranks] == [set(rank) for rank in first.ranks]


def test_any_number_is_placed_and_none() -> None:
    graph = flow_of({f"t-{number}": {} for number in range(3)})
    assert place(graph).ranks == (("t-0",), ("t-1",), ("t-2",))
    assert place(flow_of({})).ranks == ()


def test_what_is_too_large_is_refused_before_it_is_tried() -> None:
    with pytest.raises(UserError, match=f"a flow of {MOST_NODES + 1} touchpoints") as caught:
        check_size(MOST_NODES + 1, 0)
    assert "--stage" in caught.value.hint
    with pytest.raises(UserError, match=f"a flow with {MOST_WAYS + 1} ways ahead") as caught:
        check_size(10, MOST_WAYS + 1)
    assert "--min-share" in caught.value.hint


def test_long_ways_are_placed_with_less_effort() -> None:
    """Without it this takes more than the child has: ways past ten thousand ranks in all."""
    ids = [f"t{number}" for number in range(150)]
    stage = {
        each: {ids[(place * 7 + step) % 150]: "30%" for step in (90, 120)} if place < 149 else {}
        for place, each in enumerate(ids)
    }
    assert len(place(flow_of(stage)).ranks) == 150


def test_memory_is_limited() -> None:
    nodes = ";".join(f"n{number}" for number in range(20_000))
    with pytest.raises(UserError, match="placing the touchpoints takes more than 3 MB") as caught:
        placed_by_package(f"digraph {{ {nodes} }}", 3 * 1024 * 1024)
    assert "--stage" in caught.value.hint


def test_a_missing_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserError, match="--engine dot: Graphviz is not installed here") as caught:
        place(FAN, "dot")
    assert "leave `--engine` out" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_failing_program_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho 'no plugins here' >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UserError, match="failed: no plugins here"):
        place(FAN, "dot")


def test_the_module_is_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    place(FAN)
    (compiled,) = owned_folder().iterdir()
    assert compiled.stat().st_size > 1_000_000
    monkeypatch.setattr(engines, "_compile", None)
    assert place(FAN).ranks[0] == ("a",)


posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")


@posix
def test_a_folder_that_others_can_use_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    write_owned("code.module", b"mine")
    folder = owned_folder()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert read_owned("code.module") == b"mine"
    for mode in (0o770, 0o707, 0o702):
        folder.chmod(mode)
        assert read_owned("code.module") is None
        write_owned("other.module", b"mine")
        assert not (folder / "other.module").exists()


@posix
def test_a_link_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    owned_folder().symlink_to(elsewhere)
    write_owned("code.module", b"mine")
    assert list(elsewhere.iterdir()) == []
    assert read_owned("code.module") is None


def test_a_damaged_file_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME" if sys.platform != "win32" else "LOCALAPPDATA", str(tmp_path))
    write_owned("code.module", b"mine")
    path = owned_folder() / "code.module"
    path.write_bytes(path.read_bytes()[:-1])
    assert read_owned("code.module") is None
    assert read_owned("another.module") is None


def test_a_folder_that_cannot_be_made_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    write_owned("code.module", b"mine")
    assert read_owned("code.module") is None
