"""`journeymap rename`: an id and all that refers to it, and nothing else."""

from __future__ import annotations

import datetime as dt
import difflib
from pathlib import Path
from typing import Any

import pytest
from commandline import Run

from journeymap.errors import UserError
from journeymap.fixes.ids import kinds_of_ids
from journeymap.fixes.rename import Renaming, rename
from journeymap.model import LANES, Journey, read_journey
from journeymap.model.kinds import Id
from journeymap.model.shape import ListOf, MapOf, fields_of, struct_of
from journeymap.pipeline.check import check
from journeymap.rules.rewriting import File
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.source.tree import to_json

EVERY_FIELD = Path(__file__).parents[1] / "golden" / "diff" / "before.journey.yaml"
SMALL = """\
# The till, as `pays` has it
journeymap: 1
id: x
title: Buying
takeaway: 'Lost at [[pays]], [[ touchpoint:pays ]] and [[t]]'   # not at [[pays]]
x-note: pays
owner: pays
owners: [{id: pays, name: Till team}]
stages:
  - id: pays
    name: Buys
    touchpoints:
      - {id: looks, name: Looks, next: [{to: "pays", share: 50%}, exit]}
      - id: 'pays'
        name: Pays  # here
        doing: pays
      - {id: t, name: Waits}
actions:
  - {id: t, title: 'Mend [[t]] after [[action:t]] and [[u]]', touchpoints: [looks, pays]}
  - {id: u, title: 'See [[u]]'}
competitors:
  - {id: shop, name: Shop, scores: {looks: 1, pays: -1}}
custom:
  - id: smells
    name: Smells
    texts:
      pays: Floor polish
lanes: [doing, smells]
"""


def renamed(text: str, kind: str, old: str, new: str) -> str:
    return rename(text.encode(), "x", Renaming(kind, old, new)).data.decode()


def changed_lines(before: str, after: str) -> list[str]:
    return [line[2:].strip() for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] == "+"]


def test_a_touchpoint_and_all_that_refers_to_it() -> None:
    assert changed_lines(SMALL, renamed(SMALL, "touchpoint", "pays", "pays-online")) == [
        "takeaway: 'Lost at [[pays-online]], [[touchpoint:pays-online]] and [[t]]'   # not at [[pays]]",
        '- {id: looks, name: Looks, next: [{to: "pays-online", share: 50%}, exit]}',
        "- id: 'pays-online'",
        "- {id: t, title: 'Mend [[t]] after [[action:t]] and [[u]]', touchpoints: [looks, pays-online]}",
        "- {id: shop, name: Shop, scores: {looks: 1, pays-online: -1}}",
        "pays-online: Floor polish",
    ]


def test_an_id_of_another_kind_stays() -> None:
    assert changed_lines(SMALL, renamed(SMALL, "owner", "pays", "till")) == [
        "owner: till",
        "owners: [{id: till, name: Till team}]",
    ]
    assert changed_lines(SMALL, renamed(SMALL, "stage", "pays", "buys")) == ["- id: buys"]
    assert changed_lines(SMALL, renamed(SMALL, "lane", "smells", "scents")) == [
        "- id: scents",
        "lanes: [doing, scents]",
    ]


def test_a_mention_means_the_same_after_a_touchpoint_and_an_action_come_to_share_an_id() -> None:
    assert changed_lines(SMALL, renamed(SMALL, "touchpoint", "looks", "u"))[1:3] == [
        "- {id: t, title: 'Mend [[t]] after [[action:t]] and [[action:u]]', touchpoints: [u, pays]}",
        "- {id: u, title: 'See [[action:u]]'}",
    ]
    after = renamed(SMALL, "touchpoint", "t", "waits")
    assert "Lost at [[pays]], [[ touchpoint:pays ]] and [[waits]]" in after
    assert "'Mend [[waits]] after [[action:t]] and [[u]]'" in after
    after = renamed(SMALL, "action", "u", "pays")
    assert "'Mend [[t]] after [[action:t]] and [[action:pays]]'" in after


def _reference_kinds(model: type, seen: set[type]) -> set[str]:
    found: set[str] = set()
    for field in fields_of(model):
        struct = struct_of(field.kind)
        if struct and struct.model not in seen:
            seen.add(struct.model)
            found |= _reference_kinds(struct.model, seen)
        kind: Any = field.kind
        kind = kind.item if isinstance(kind, ListOf) else kind
        refers_to = kind.refers_to if isinstance(kind, Id) else kind.of if isinstance(kind, MapOf) else ""
        if refers_to:
            found.add(refers_to)
    return found


def test_all_that_fields_refer_to_can_be_renamed() -> None:
    assert _reference_kinds(Journey, set()) <= kinds_of_ids().keys()
    assert set(kinds_of_ids()) == {
        "touchpoint", "stage", "owner", "persona", "segment", "action", "pain", "gain", "opportunity", "improvement",
        "point", "competitor", "lane", "channel", "service-step", "message",
        "source", "signal", "experiment", "capability", "tree", "question",
    }  # fmt: skip


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {new if key == old else key: _replaced(each, old, new) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, old, new) for each in value]
    return new if value == old else value


@pytest.mark.parametrize("kind", sorted(kinds_of_ids()))
def test_in_a_journey_with_every_field_nothing_else_changes(kind: str) -> None:
    data = EVERY_FIELD.read_bytes()
    loaded = load(data, "x")
    assert loaded.tree is not None
    model = kinds_of_ids()[kind]
    ids = [
        place.node.text
        for place in File(loaded.source.text, loaded.tree, dt.date(2026, 11, 21)).places()
        if place.model is model and place.key == "id" and not place.is_key
    ]
    assert ids
    for old in ids:
        done = rename(data, "x", Renaming(kind, old, "something-new"))
        after = load(done.data, "x")
        assert after.tree is not None and done.places > 0
        findings = {each.code for each in check(done.data, "x", Settings(today=dt.date(2027, 1, 1))).diagnostics}
        assert findings == {each.code for each in check(data, "x", Settings(today=dt.date(2027, 1, 1))).diagnostics}
        if data.decode().count(old) == done.places:
            assert to_json(after.tree) == _replaced(to_json(loaded.tree), old, "something-new")
        back = rename(done.data, "x", Renaming(kind, "something-new", old))
        assert back.data == data


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("touchpoint.nobody", "touchpoint.x", "there is no touchpoint `nobody` here"),
        ("touchpoint.payz", "touchpoint.x", "did you mean `pays`?"),
        ("touchpoint.pays", "touchpoint.looks", "there is a touchpoint `looks` already"),
        ("touchpoint.pays", "touchpoint.exit", "`exit` has a meaning of its own"),
        ("lane.smells", f"lane.{LANES[0]}", "has a meaning of its own"),
        ("touchpoint.pays", "stage.pay", "a touchpoint stays a touchpoint"),
        ("touchpoint.pays", "touchpoint.Pays Online", '"Pays Online" cannot be an id'),
        ("pays", "pay", "say what it names and its id"),
        ("tuchpoint.pays", "touchpoint.pay", "did you mean `touchpoint`?"),
    ],
)
def test_what_cannot_be_renamed_is_refused_and_nothing_is_written(
    cli: Run, tmp_path: Path, old: str, new: str, says: str
) -> None:
    file = tmp_path / "x.journey.yaml"
    file.write_text(SMALL, encoding="utf-8")
    done = cli("rename", old, new, str(file))
    assert done.status == 2
    assert says in done.err
    assert file.read_text(encoding="utf-8") == SMALL


def test_the_command_writes_all_files_or_none(cli: Run, tmp_path: Path) -> None:
    good, other, bad = (tmp_path / f"{name}.journey.yaml" for name in ("good", "other", "zbad"))
    good.write_text(SMALL, encoding="utf-8")
    other.write_text(SMALL.replace("id: 'pays'", "id: pay"), encoding="utf-8")
    bad.write_text('title: "a" b\n', encoding="utf-8")
    assert cli("rename", "touchpoint.pays", "touchpoint.pays-online", str(tmp_path)).status == 2
    assert good.read_text(encoding="utf-8") == SMALL
    bad.unlink()
    done = cli("rename", "touchpoint.pays", "pays-online", str(tmp_path))
    assert done.status == 0
    assert done.err.count("changed") == 1 and "good.journey.yaml: 7 places changed" in done.err
    assert good.read_text(encoding="utf-8") == renamed(SMALL, "touchpoint", "pays", "pays-online")


def test_diff_writes_nothing(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.journey.yaml"
    file.write_text(SMALL, encoding="utf-8")
    done = cli("rename", "owner.pays", "owner.till", "--diff", str(file))
    assert "+owner: till" in done.out
    assert file.read_text(encoding="utf-8") == SMALL


def test_an_anchor_that_shares_the_id_with_another_kind_is_not_cut() -> None:
    shared = SMALL.replace("owner: pays", "owner: &p pays").replace(
        "touchpoints: [looks, pays]", "touchpoints: [looks, *p]"
    )
    with pytest.raises(UserError, match="shares this id"):
        renamed(shared, "touchpoint", "pays", "pays-online")
    alike = SMALL.replace("touchpoints: [looks, pays]", "touchpoints: &t [looks, pays]").replace(
        "'See [[u]]'", "See, touchpoints: *t"
    )
    assert "touchpoints: &t [looks, pays-online]" in renamed(alike, "touchpoint", "pays", "pays-online")


def test_line_ends_and_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    done = rename(data, "x", Renaming("touchpoint", "pays", "till"))
    assert done.data == b"\xef\xbb\xbf" + renamed(SMALL, "touchpoint", "pays", "till").replace("\n", "\r\n").encode()
    assert read_journey(load(done.data, "x").tree)[1] == ()  # type: ignore[arg-type]
