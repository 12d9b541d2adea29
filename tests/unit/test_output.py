"""The writer: everything of one input or nothing, and never over something else."""

import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from unittest.mock import Mock

import pytest

from journeymap.errors import UserError
from journeymap.io.output import folder, write_file


def _content(path: Path) -> dict[str, str]:
    return {each.name: each.read_text() for each in path.iterdir() if each.is_file()}


def test_outputs_are_put_in_place(tmp_path: Path) -> None:
    with folder(tmp_path / "new" / "maps") as target:
        staged = target.stage({"a.svg": b"1", "a.html": b"2"})
        assert not (tmp_path / "new/maps/a.svg").exists()
        target.place(staged, "a.journey.yaml")
    assert _content(tmp_path / "new/maps") == {"a.svg": "1", "a.html": "2"}
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        assert (tmp_path / "new/maps/a.svg").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("names", list(permutations(("a.svg", "a.html", "a.plan.md"))), ids=" ".join)
def test_a_move_that_fails_takes_the_others_back(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "a.svg").write_text("old")
    (tmp_path / "a.plan.md").mkdir()
    with folder(tmp_path) as target:
        staged = target.stage(dict.fromkeys(names, b"new"))
        with pytest.raises(UserError, match="cannot write"):
            target.place(staged, "a.journey.yaml")
    assert _content(tmp_path) == {"a.svg": "old"}


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_an_interrupt_between_moves_takes_them_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    (tmp_path / "a.svg").write_text("old")
    if not links:
        monkeypatch.setattr(os, "link", Mock(side_effect=PermissionError(1, "Operation not permitted")))
    with pytest.raises(KeyboardInterrupt), folder(tmp_path) as target:
        staged = target.stage({"a.svg": b"new", "a.html": b"new"})
        replace = os.replace

        def interrupted(file: str, place: str) -> None:
            if Path(place).name == "a.html":
                raise KeyboardInterrupt
            replace(file, place)

        monkeypatch.setattr(os, "replace", interrupted)
        target.place(staged, "a.journey.yaml")
    assert _content(tmp_path) == {"a.svg": "old"}


def test_what_was_staged_and_never_placed_is_gone(tmp_path: Path) -> None:
    with folder(tmp_path) as target:
        target.stage({"a.svg": b"1"})
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["con.svg", "lpt1.html", "../a.svg", "A.svg", "a", ".a.svg", "a.svg\n", "a b.svg", ""])
def test_names_that_cannot_be_files_are_refused(tmp_path: Path, name: str) -> None:
    with folder(tmp_path) as target, pytest.raises(UserError):
        target.stage({"good.svg": b"1", name: b"2"})
    assert list(tmp_path.iterdir()) == []


def test_two_inputs_with_one_output_are_both_named(tmp_path: Path) -> None:
    with folder(tmp_path) as target:
        target.place(target.stage({"a.svg": b"1"}), "one.journey.yaml")
        with pytest.raises(UserError, match=r"two\.journey\.yaml: its output a\.svg is already that of one\.journey"):
            target.place(target.stage({"a.svg": b"2"}), "two.journey.yaml")
    assert _content(tmp_path) == {"a.svg": "1"}


def test_a_name_that_differs_only_in_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Shop.svg").write_text("mine")
    with folder(tmp_path) as target, pytest.raises(UserError, match=r"differs only in case from Shop\.svg"):
        target.place(target.stage({"shop.svg": b"1"}), "shop.journey.yaml")
    assert _content(tmp_path) == {"Shop.svg": "mine"}


def test_a_file_is_not_written_over_unasked(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_text("mine")
    link.symlink_to("nowhere")
    for taken in (path, link):
        with pytest.raises(UserError, match="is there already"):
            write_file(taken, b"x", overwrite=False)
    assert link.is_symlink()
    write_file(path, b"x")
    assert _content(tmp_path) == {"a": "x"}


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("mine")
    path.chmod(0o440)
    write_file(path, b"x")
    assert path.stat().st_mode & 0o7777 == 0o440 and path.read_bytes() == b"x"


@pytest.mark.parametrize("name", [".", "folder"])
def test_a_file_that_is_a_folder_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="this is a folder, and a file is meant"):
        write_file(Path(name), b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_file(pipe, b"new")
        assert reader.communicate(timeout=60)[0] == b"new"
    assert pipe.is_fifo() and list(tmp_path.iterdir()) == [pipe]


def test_a_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("")
    for path in (tmp_path / "maps", tmp_path / "maps/of/ours"):
        with pytest.raises(UserError, match="maps: this is a file, and a folder is meant") as caught, folder(path):
            pass
        assert caught.value.hint == "name a folder, or move it"


@pytest.mark.skipif(os.name != "posix", reason="the size of files is bounded with POSIX's resource limits")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("old")
    program = """
import resource, signal, sys
from itertools import permutations
from pathlib import Path
from unittest.mock import Mock
from journeymap.errors import UserError
from journeymap.io.output import folder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with folder(Path(sys.argv[1])) as target:
        target.place(target.stage({"b.svg": b"x", "a.svg": b"x" * 2000}), "a")
except UserError as error:
    print(error.message)
"""
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False)
    assert "cannot write: File too large" in done.stdout, done.stderr
    assert _content(tmp_path) == {"a.svg": "old"}
