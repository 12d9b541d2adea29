"""`journeymap describe`: the facts of journeys, as text and as JSON."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from commandline import BAD, GOOD, UNREADABLE, Run, Write

from journeymap.io import resources
from journeymap.model import Item, Journey, read_journey
from journeymap.model.shape import Struct, fields_of, struct_of
from journeymap.source import load

EVERY_FIELD = Path(__file__).parents[1] / "golden/diff/before.journey.yaml"
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
SHOP = (
    GOOD.replace(
        "emotions: {score: -1, evidence: observed}",
        "emotions: {score: -1, evidence: observed}, metrics: {csat: {value: 40, target: 50}}, "
        "next: [{to: enter, share: 20%, when: forgot the card}], "
        "pains: [{text: The till jams, severity: 4, id: till}, {text: Queue, severity: 5}]",
    )
    + """\
actions:
  - {id: a1, title: Mend the till, owner: lead, due: 2026-11-20, addresses: till}
  - {id: a2, title: Paint the door, due: 2026-11-21}
  - {id: a4, title: Mend the roof, due: 2028-01-01}
  - {id: a3, title: Sweep, due: 2026-01-01, status: done}
"""
)


def described(cli: Run, *arguments: object) -> dict[str, Any]:
    done = cli("describe", *arguments, "--format", "json")
    assert done.status == 0, done.err
    return json.loads(done.out)


def only(found: dict[str, Any]) -> dict[str, Any]:
    (journey,) = found["journeys"]
    return journey


def test_json_has_what_follows_from_the_file(cli: Run, write: Write) -> None:
    found = described(cli, write("shop.journey.yaml", SHOP).name)
    shop = only(found)
    assert (found["journeymap"], found["as_of"], shop["path"]) == (1, "2026-11-21", "shop.journey.yaml")
    assert shop["touchpoints"]["pay"] == {
        "number": 2, "name": "Pays", "stage": "visit", "owner": "lead", "moment_of_truth": False, "actions": ["a1"],
        "next": [{"to": "enter", "share": 0.2}, {"to": "exit", "share": 0.8}],
    }  # fmt: skip
    felt = shop["feelings"]["mia"]
    assert (felt["peak"]["touchpoint"], felt["lowest"]["touchpoint"], felt["ends"][0]["score"]) == ("enter", "pay", -1)
    assert [(each["text"], each["answered_by"]) for each in shop["pains"]] == [("Queue", []), ("The till jams", ["a1"])]
    assert [(each["what"], each["id"], each["days_overdue"]) for each in shop["due"]] == [
        ("action", "a1", 1), ("action", "a2", 0), ("review", None, 0), ("action", "a4", 0),
    ]  # fmt: skip
    assert shop["measures"] == [{"at": "pay", "metric": "csat", "value": 40, "target": 50, "meets_target": False}]
    assert shop["loops"] == [{"from": "pay", "to": "enter", "share": 0.2, "when": "forgot the card"}]
    assert shop["leaves"] == []
    assert shop["health"]["severe_pains_without_action"] == 1 and shop["actions"] == {"open": 3, "overdue": 1}
    assert shop["findings"]["JM305"] == 1 and sum(shop["findings"].values()) == sum(
        shop["health"][each] for each in ("errors", "warnings", "infos")
    )


def test_what_was_measured_stands_in_place_of_what_is_assumed(cli: Run, tmp_path: Path) -> None:
    for name in ("airline.journey.yaml", "airline.measures.json"):
        shutil.copy(resources.samples() / name, tmp_path)
    airline = only(described(cli, "airline.journey.yaml"))
    lowest = airline["feelings"]["eli"]["lowest"]
    assert lowest == {"touchpoint": "joins-wifi", "score": -0.9, "label": None, "evidence": "measured"}
    assert airline["lowest"]["score"] == lowest["score"] and airline["disagreement"]["persona"] == "Dana"
    assert airline["file"]["stages"]["air"]["touchpoints"]["joins-wifi"]["emotions"][0] == {
        "persona": "dana",
        "score": 0.9,
    }
    assert "Eli [eli] · Peak: +0.8 (measured) Asks the crew (8)" in cli("describe", "airline.journey.yaml").out


def test_findings_are_those_of_rules_that_are_on(cli: Run, write: Write) -> None:
    write("journeymap.toml", 'ignore = ["JM3"]\n')
    assert not [
        code for code in only(described(cli, write("shop.journey.yaml", SHOP).name))["findings"] if code[2] == "3"
    ]


def keys_of(model: type, item: Any, found: Any) -> None:
    """Everything that an item says is found, in its place."""
    for field in fields_of(model):
        value = getattr(item, field.name)
        if field.name in ("journeymap", "id") or value == field.default:
            continue
        assert field.name in found, f"{model.__name__}.{field.name}"
        struct, inner = struct_of(field.kind), found[field.name]
        if struct is None:
            assert inner not in (None, "", [], {})
        elif isinstance(field.kind, Struct):
            keys_of(struct.model, value, inner)
        else:
            values = list(value.values()) if isinstance(value, dict) else list(value)
            assert len(values) == len(inner)
            for each, told in zip(values, inner.values() if isinstance(inner, dict) else inner, strict=True):
                keys_of(struct.model, each, told)


@pytest.mark.parametrize("path", [EVERY_FIELD, *SAMPLES], ids=lambda path: path.name)
def test_all_that_a_file_says_is_in_the_json(cli: Run, path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path)
    loaded = load(path.read_bytes(), path.name)
    assert loaded.tree is not None
    journey, _ = read_journey(loaded.tree)
    assert isinstance(journey, Item)
    done = cli("describe", path.name, "--format", "json")
    if done.status == 0:
        keys_of(Journey, journey, only(json.loads(done.out))["file"])
    else:
        from journeymap.assistants.contents import contents

        keys_of(Journey, journey, contents(journey))


@pytest.mark.parametrize(("end", "days"), [("2026-11-14", 0), ("2026-11-13", 1)])
def test_an_experiment_is_overdue_when_the_site_says_so(cli: Run, write: Write, end: str, days: int) -> None:
    """It is to be read within a week of its end."""
    tried = f"""experiments:
  - {{id: x1, touchpoint: pay, metric: csat, variants: [{{id: a}}, {{id: b}}], start: 2026-10-01, end: {end}}}
"""
    shop = only(described(cli, write("shop.journey.yaml", SHOP + tried).name))
    (due,) = [each for each in shop["due"] if each["what"] == "experiment"]
    assert due["days_overdue"] == days
    assert shop["experiments"] == {"to_read": 1, "overdue": int(days > 0)}


def test_text_has_facts_first_and_then_the_file(cli: Run, write: Write) -> None:
    done = cli("describe", write("shop.journey.yaml", SHOP).name)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("# A visit to the shop [shop] · shop.journey.yaml\n\nAs of 21 Nov 2026\nOwner: Ines\n")
    for line in (
        "Ines [lead]: enter, pay",
        "Mia [mia] · Peak: +1 (observed) Enters (1) [enter] · Low: −1 (observed) Pays (2) [pay] · End: −1 (observed) "
        "Pays (2) [pay]",
        "Queue · Pays (2) [pay] · Severity: 5 of 5 · No action yet",
        "The till jams [till] · Pays (2) [pay] · Severity: 4 of 5 · Addressed by: A1",
        "20 Nov 2026 · 1 day overdue · Mend the till [a1] · Ines",
        "21 Nov 2026 · Paint the door [a2] · No owner",
        "CSAT: 40% [csat] · Pays (2) [pay] · Target: 50% (target missed)",
        "Pays (2) [pay] · 20% · forgot the card · goes to Enters (1)",
        "Severe pains open: 1 of 2",
    ):
        assert f"\n{line}\n" in done.out
    assert "\n  Touchpoint: Pays [pay]\n" in done.out.partition("## The journey as text")[2]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("he", "מה כואב יותר מכול"),
        ("fa", "آنچه بیش از همه آزار می‌دهد"),
        ("ar", "الأكثر إيلامًا"),
        ("de", "What hurts most"),
    ],
)
def test_text_is_in_the_language_of_the_journey(cli: Run, write: Write, language: str, heading: str) -> None:
    done = cli("describe", write("shop.journey.yaml", f"language: {language}\n{SHOP}"))
    assert done.status == 0
    headings = re.findall("^## (.*)$", done.out, re.MULTILINE)
    assert heading in headings and len(headings) == 7
    assert not set(done.out) & set("\u202a\u202b\u2066\u2067\u2068\u2069")


def test_many_of_a_folder_and_standard_input_are_told_the_same_every_time(
    cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a/shop.journey.yaml", SHOP)
    write("b/shop.journey.yaml", GOOD)
    assert [each["path"] for each in described(cli, ".")["journeys"]] == ["a/shop.journey.yaml", "b/shop.journey.yaml"]
    assert cli("describe", ".").out == cli("describe", "a", "b").out
    with Path("a/shop.journey.yaml").open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert only(described(cli, "-"))["path"] == "<stdin>"


def test_what_cannot_be_told_is_said_and_the_rest_is_told(cli: Run, write: Write) -> None:
    write("bad.journey.yaml", BAD)
    write("good.journey.yaml", GOOD)
    done = cli("describe", ".", "--format", "json")
    assert done.status == 1 and "JM101" in done.err and "bad.journey.yaml" in done.err
    assert only(json.loads(done.out))["id"] == "shop"
    write("unreadable.journey.yaml", UNREADABLE)
    assert cli("describe", ".").status == 2
    alone = cli("describe", "unreadable.journey.yaml")
    assert (alone.status, alone.out) == (2, "") and "unreadable.journey.yaml" in alone.err
    assert cli("describe", "none.journey.yaml").status == 2


def test_the_day_and_the_place_are_as_asked(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", SHOP)
    done = cli("describe", path, "--format", "json", "--today", "2027-03-01", "-o", "shop.json")
    assert (done.status, done.out) == (0, "")
    found = json.loads(Path("shop.json").read_text("utf-8"))
    assert found["as_of"] == "2027-03-01" and only(found)["review"]["overdue"]
    assert cli("describe", path, "--format", "yaml").status == 2


def test_a_text_cannot_command_a_runner(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", SHOP.replace("The till jams", "'##[error] jams'"))
    for form in ("text", "json"):
        done = cli("describe", path, "--format", form)
        assert done.status == 0 and "\\u0023#[error]" in done.out and "##[" not in done.out
