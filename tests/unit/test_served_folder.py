"""The folder that assistants are let into: journeys in it, and nothing else."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from journeymap.assistants.server.folder import ServedFolder
from journeymap.assistants.server.pictures import MOST_PIXELS, PictureRequest
from journeymap.assistants.server.tools import JourneyTools
from journeymap.editing.operations import SetField
from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.ignoring import FolderRules
from journeymap.settings import Settings
from journeymap.source.limits import MAX_BYTES

SHOP = "journeymap: 1\nid: shop\ntitle: Shop\nstages: [{id: s, name: S, touchpoints: [{id: t, name: T}]}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> ServedFolder:
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "shop.journey.yaml").write_text(SHOP, "utf-8")
    (root / "notes.txt").write_text("x", "utf-8")
    (root / "folder.journey.yaml").mkdir()
    (tmp_path / "out.journey.yaml").write_text(SHOP, "utf-8")
    return ServedFolder(root, lambda path: FolderRules())


def tools_of(folder: ServedFolder, **given: object) -> JourneyTools:
    settings = Settings(today=dt.date(2026, 11, 28))
    return JourneyTools(folder, lambda each: settings.replace(**given))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "no journey can be called"),
        ("a\0b.journey.yaml", "no journey can be called"),
        ("a\nb.journey.yaml", "no journey can be called"),
        ("sub\\x.journey.yaml", "no journey can be called"),
        ("/etc/passwd", "by its path from the folder"),
        ("~/x.journey.yaml", "by its path from the folder"),
        ("C:/x.journey.yaml", "by its path from the folder"),
        ("../out.journey.yaml", "leads out of the folder"),
        ("sub/../../out.journey.yaml", "leads out of the folder"),
        (".git/x.journey.yaml", "is hidden"),
        ("notes.txt", "only journeys are served"),
        ("shop.journey.yaml/x", "only journeys are served"),
        ("shop.journey.yaml/x.journey.yaml", "there is no such file"),
        ("folder.journey.yaml", "cannot be read"),
        ("shp.journey.yaml", "there is no such file"),
    ],
)
def test_every_other_path_is_refused_in_words(folder: ServedFolder, path: str, why: str) -> None:
    with pytest.raises(UserError, match=why) as refused:
        folder.find(path)
    if path == "shp.journey.yaml":
        assert refused.value.hint == "did you mean `shop.journey.yaml`?"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes, and links need a right of their own")
def test_links_out_pipes_and_other_files_behind_links_are_refused(folder: ServedFolder, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "link.journey.yaml").symlink_to(tmp_path / "out.journey.yaml")
    (root / "text.journey.yaml").symlink_to(root / "notes.txt")
    (root / "inner.journey.yaml").symlink_to(root / "shop.journey.yaml")
    os.mkfifo(root / "pipe.journey.yaml")
    for name, why in (("link", "a link leads out"), ("text", "only journeys"), ("pipe", "not a regular file")):
        with pytest.raises(UserError, match=why):
            folder.find(f"{name}.journey.yaml")
    assert folder.find("inner.journey.yaml").data == SHOP.encode()


def test_a_huge_file_is_refused(folder: ServedFolder, tmp_path: Path) -> None:
    (tmp_path / "root/huge.journey.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(UserError, match="larger than the 5 MB"):
        folder.find("huge.journey.yaml")


def test_a_file_that_was_changed_meanwhile_is_not_written(folder: ServedFolder, tmp_path: Path) -> None:
    path = tmp_path / "root/shop.journey.yaml"
    found = folder.find("shop.journey.yaml")
    path.write_text(SHOP + "# mine\n", "utf-8")
    with pytest.raises(UserError, match="changed meanwhile"):
        folder.write(found, b"x")
    new = folder.new("sub/new.journey.yaml", SHOP)
    (tmp_path / "root/sub/new.journey.yaml").write_text("# mine\n", "utf-8")
    with pytest.raises(UserError, match="changed meanwhile"):
        folder.write(new, SHOP.encode())
    assert (path.read_text("utf-8"), len(list(path.parent.iterdir()))) == (SHOP + "# mine\n", 4)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("shop.journey.yaml", "it is there already"),
        ("no/new.journey.yaml", "there is no such folder"),
        ("con.journey.yaml", "Windows keeps for a device"),
        ("new.yaml", "only journeys are served"),
        ("../new.journey.yaml", "leads out"),
    ],
)
def test_a_new_file_has_a_place_and_a_name_of_its_own(folder: ServedFolder, path: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        folder.new(path, SHOP)


def test_no_picture_outside_of_the_folder_is_drawn(folder: ServedFolder, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()  # so that the picture is in the journey's project, and beside the folder
    sample = next((resources.samples() / "pictures").iterdir())
    (tmp_path / "secret.png").write_bytes(sample.read_bytes())
    pictured = SHOP.replace("title:", "image: {file: ../secret.png, alt: x}\ntitle:")
    (tmp_path / "root/shop.journey.yaml").write_text(pictured, "utf-8")
    tools = tools_of(folder)
    for call in (tools.validate, tools.describe):
        with pytest.raises(UserError, match=r"`\.\./secret\.png`: this picture is outside"):
            call("shop.journey.yaml")


def test_an_edit_is_dry_and_then_written(folder: ServedFolder, tmp_path: Path) -> None:
    path, tools = tmp_path / "root/shop.journey.yaml", tools_of(folder)
    edit = [SetField("set", "touchpoint:t", "name", "Tries")]
    dry = tools.edit_journey("shop.journey.yaml", edit, dry_run=True)
    assert (dry.written, path.read_text("utf-8")) == (False, SHOP)
    done = tools.edit_journey("shop.journey.yaml", edit, expect=tools.validate("shop.journey.yaml").digest)
    assert done.diff == dry.diff
    assert done.digest == tools.validate("shop.journey.yaml").digest
    assert path.read_text("utf-8") == SHOP.replace("name: T}", "name: Tries}")
    with pytest.raises(UserError, match="it says so already"):
        tools.edit_journey("shop.journey.yaml", edit)
    with pytest.raises(UserError, match="0 edits are asked for"):
        tools.edit_journey("shop.journey.yaml", [])


def test_a_picture_is_never_larger_than_an_assistant_can_take_in(folder: ServedFolder) -> None:
    steps = "".join(f"      - {{id: t{number}, name: Step}}\n" for number in range(3))
    points = ", ".join(f"'{number} is a reason to leave'" for number in range(400))
    tall = f"journeymap: 1\nid: tall\ntitle: T\nstages:\n  - id: s\n    name: S\n    pains: [{points}]\n"
    tall += f"    touchpoints:\n{steps}"
    png, said = tools_of(folder).render(PictureRequest("full", "", "", "", ("pains",), 2000), text=tall)
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert height <= MOST_PIXELS + 1
    assert f"{width} × {height} pixels; made smaller" in said
    for width in (199, 2401):
        with pytest.raises(UserError, match="a width of"):
            tools_of(folder).render(PictureRequest("full", "", "", "", (), width), "shop.journey.yaml")


def test_long_answers_say_where_they_are_cut(folder: ServedFolder) -> None:
    tools = tools_of(folder)
    steps = "".join(f"      - {{id: t{number}, name: {'long ' * 30}, nmae: x}}\n" for number in range(400))
    text = f"journeymap: 1\nid: l\ntitle: L\nstages:\n  - id: s\n    name: S\n    touchpoints:\n{steps}"
    found = tools.validate(text=text)
    assert (len(found.findings), found.errors) == (50, 400)
    assert found.left_out == found.errors + found.warnings + found.remarks - 50
    assert {each.severity for each in found.findings} == {"error"}
    told = tools.describe(text=text.replace(", nmae: x", ""))
    assert len(told) < 40_100
    assert "… cut here: " in told.splitlines()[-1]
