"""`journeymap capture`: the wall back into the file, as a workshop leaves it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import Run, Write

from journeymap.model import Journey, read_journey
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.workshop.columns import COLUMNS
from journeymap.workshop.kit.forms import capture_csv, capture_xlsx

SAMPLES = Path(__file__).parents[2] / "samples"
MAP = """\
# The map of the shop: keep this comment
journeymap: 1
id: shop
title: "A visit"   # quotes stay
takeaway: It leaks
owners: [{id: ines, name: Ines Duarte}, {id: ops, name: Shop floor}]
personas:
  - {id: mia, name: Mia}
  - {id: bo, name: Bo}
stages:
  - id: visit
    name: Visit
    touchpoints:
      - id: enter
        name: Enters
        doing: Looks around
        emotions:
          - {persona: mia, score: 1, evidence: assumed}   # a guess
          - {persona: bo, score: -1.2, evidence: measured, low: -1.5, high: -1}
        pains:
          - The door is heavy
          - {id: queue, text: Queue at the door, votes: 1}
      - id: pay
        name: Pays
        channels: [Till]

  - id: after
    name: After
    touchpoints: []
    # the end of the stages
custom:
  - {id: smells, name: Smells, texts: {enter: Bread}}

actions:
  - id: a1
    title: Oil the hinges
    owner: ops
# the end
"""
HEADS = "ref,lane,touchpoint,text,persona,score,votes,owner,due,severity,moment,impact,effort,measure\n"


def journey_of(path: Path) -> Journey:
    tree = load(path.read_bytes(), path.name).tree
    assert tree is not None
    journey, findings = read_journey(tree)
    assert journey is not None and not findings
    return journey


def filled(journey: Journey, *rows: dict[str, Any]) -> bytes:
    """The form of a journey, with rows written into it below what is laid out."""
    book = openpyxl.load_workbook(
        io.BytesIO(capture_xlsx(journey, load_words(journey.language), dt.date(2026, 11, 21)))
    )
    sheet = book.worksheets[0]
    row = next(number for number in range(2, 999) if not sheet.cell(number, 2).value)
    for number, cells in enumerate(rows, row):
        for index, column in enumerate(COLUMNS, 1):
            if column.name in cells:
                sheet.cell(number, index, cells[column.name])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv(write: Write, *lines: str) -> Path:
    return write("wall.csv", HEADS + "".join(f"{line}\n" for line in lines))


WALL = (
    "A1.2,,,Asks for a size",
    "B1,,,Tells a friend,,,,ops",
    "A2.1,,,Takes a basket",
    "A2.2,,,Waves",
    'A3.1,,,"Is it open, at all?",Mia',
    "A4,,enter,curious,mia,1.5",
    "A4.2,,,seen,Bo,-2",
    "A5.1,,,the door  IS heavy,,,4",
    "A5.1,,,Queue at the door,,,2",
    "A5.1,,,Queue at the door,,,3",
    "A7.3,,,Pay by phone,,,5",
    "A8.3,,,App",
    "A9.1,,,=Greeter",
    "A10.1,,,Wax",
    "A10.3,,,Coins",
    "B11,,,Ask for reviews,,,,Ines Duarte,2027-01-31",
    "A11.1,,,Oil the hinges,,,,ines,2027-02-01",
)


def test_a_wall_comes_back_and_everything_else_stays(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    done = cli("capture", csv(write, *WALL), "--into", path)
    assert (done.status, done.err.count(": row ")) == (0, 1), done.err
    assert path.read_text("utf-8") == MAP.replace(
        "        doing: Looks around\n", "        doing: [Looks around, Takes a basket]\n"
    ).replace(
        "score: 1, evidence: assumed}   # a guess", "score: 1.5, evidence: observed, label: curious}   # a guess"
    ).replace(
        "          - The door is heavy\n", "          - {text: The door is heavy, votes: 4}\n"
    ).replace("votes: 1}\n", "votes: 5}\n        thinking:\n          - {text: \"Is it open, at all?\", persona: mia}\n"
              "        backstage: =Greeter\n".replace("=Greeter", '"=Greeter"') + """\
      - id: asks-for-a-size
        name: Asks for a size
        doing: Waves
        emotions:
          - {persona: bo, score: -2, label: seen, evidence: observed}
""").replace("[Till]\n", """\
[Till, App]
        opportunities:
          - {id: pay-by-phone, text: Pay by phone, votes: 5}
""").replace("    touchpoints: []\n    # the end of the stages\n", """\
    touchpoints:
      - id: tells-a-friend
        name: Tells a friend
        owner: ops
    # the end of the stages
""").replace("{enter: Bread}", "{enter: [Bread, Wax], pay: Coins}").replace("    owner: ops\n# the end", """\
    owner: ines
    due: 2027-02-01
    touchpoints: enter
  - id: a2
    title: Ask for reviews
    stages: [after]
    owner: ines
    due: 2027-01-31
# the end""")  # fmt: skip
    counts = "2 new touchpoints, 7 new texts, 1 new feeling, 1 new opportunity, 1 new action, 8 values changed"
    assert done.err.endswith(f"{path.as_posix()}: {counts}; written\n")
    assert done.out.startswith(f"--- {path.as_posix()}\n+++ {path.as_posix()}\n@@ ")


def test_the_same_wall_twice_changes_nothing(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    form = csv(write, *WALL)
    assert cli("capture", form, "--into", path).status == 0
    once = path.read_bytes()
    again = cli("capture", form, "--into", path)
    assert (again.status, again.out, path.read_bytes()) == (0, "", once)
    assert "nothing new" in again.err


def test_what_was_measured_stays_measured_where_the_wall_agrees(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    done = cli("capture", csv(write, "A4,,enter,,bo,-1.2"), "--into", path)
    assert (done.status, done.out, path.read_text("utf-8")) == (0, "", MAP)


def test_a_dry_run_shows_and_writes_nothing(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    done = cli("capture", csv(write, *WALL), "--into", path, "--dry-run")
    assert done.status == 0
    assert "+      - id: asks-for-a-size\n" in done.out
    assert "--dry-run" in done.err
    assert path.read_text("utf-8") == MAP


UNPLACED = {
    "G5.1,,,x": 'no stage "G"',
    "A12.1,,,x": "no lane 12; the last is 11",
    "A5.7,,,x": 'the stage "Visit" has no touchpoint 7; the last is 2',
    "A5,,,x": "A5 holds 2 touchpoints; write A5.1 to A5.2, or the touchpoint",
    "B5,,,x": 'the stage "After" has no touchpoint that it could be about',
    "there,,,x": '"there" is no place on the grid; write it as B3 or B3.1',
    ",,,x": "it does not say where it belongs; write its place, such as B3.1",
    ",Pains,nobody,x": 'no touchpoint "nobody"',
    ",Nowhere,enter,x": (
        'no lane "Nowhere"; the lanes are Touchpoints, Doing, Thinking, Feeling, Pains, Works well, Opportunities, '
        "Channels, Backstage, Smells, What we do about it, Scenario, Goal, Date, Names, Facilitator, Team, Persona, "
        "Persona · Quote, Persona · Goals, Persona · Needs, Persona · Frustrations, Owners, Decided today, Parking lot"
    ),
    "A5.1,Doing,,x": "A5.1 is in the lane Pains, but its lane column says Doing",
    "B5,,enter,x": 'no touchpoint "enter" in the stage "After"',
    "A5.1,,,,,,3": "there is no text in it",
    "A5.1,,,x,,,some": '"some" is not a number of votes',
    "A5.1,,,x,,,2.5": '"2.5" is not a number of votes',
    "A4.1,,,x,Mia,high": 'the score "high" is not a number',
    "A4.1,,,x,Mia,3": "the score 3 is off the scale, which goes from -2 to 2",
    "A4.1,,,x,,1": "whose feeling is it? One of mia, bo",
    "A4.1,,,x,Zed,1": 'no persona "Zed"; there is mia, bo',
    "A4.1,,,x,bo,1": "this feeling is measured (-1.2); a wall does not overrule that",
    "A4.2,,,,bo,,3": "a feeling needs a score or a word",
    "A11.1,,,x,,,,Inse Duarte": (
        'no owner "Inse Duarte"; if ines (Ines Duarte) is meant, write that; '
        "for someone new, add a row with the lane Owners"
    ),
    "A5.1,,,x,,,,,,6": 'the severity "6" is not a whole number from 1 to 5',
    "A11.1,,,x,,,,,,,,,high": 'the effort "high" is not a whole number from 1 to 5',
    "A1,,,x,,,,,,,third": '"third" is no moment of truth; write x, or its kind: zmot, fmot, smot, umot',
    ",Persona · Goals,,x": "it does not say which persona it is about; one of mia, bo",
    "A11.1,,,x,,,,,1/2/2027": ('"1/2/2027" may be two days, for some write the month first; write it as 2027-01-31'),
    "A11.1,,,x,,,,,31 Smarch 2027": '"31 Smarch 2027" is not a day; write it as 2027-01-31',
    "A11.1,,,x,,,,,2027-02-30": '"2027-02-30" is not a day; write it as 2027-01-31',
    "A5.1,,,bell\a": "it holds the character U+0007, which no journey file may hold",
}


@pytest.mark.parametrize(("line", "why"), UNPLACED.items(), ids=UNPLACED.values())
def test_a_row_without_a_place_is_named_and_nothing_is_written(cli: Run, write: Write, line: str, why: str) -> None:
    path = write("shop.journey.yaml", MAP)
    if why.startswith('no touchpoint "enter"'):
        why = "enter is in the stage A, not in B"
    form = csv(write, "A5.1,,,fine", line)
    done = cli("capture", form, "--into", path)
    assert done.status == 1
    assert f"wall.csv: row 3: {why}\n" in done.err
    assert "1 of the rows" in done.err
    assert path.read_text("utf-8") == MAP
    assert cli("capture", form, "--into", path, "--skip-unplaced").status == 0
    assert "text: fine" in path.read_text("utf-8")


TEAMS = MAP.replace("{id: ops, name: Shop floor}", "{id: ops, name: Floor · Sana}, {id: web, name: Joel (web)}")


@pytest.mark.parametrize(
    ("said", "owner"), [("Sana", "ops"), ("floor", "ops"), ("Floor · Sana", "ops"), ("joel", "web"), ("Web", "web")]
)
def test_the_person_or_the_team_in_a_name_is_enough(cli: Run, write: Write, said: str, owner: str) -> None:
    path = write("shop.journey.yaml", TEAMS)
    done = cli("capture", csv(write, f"A11.1,,,Paint,,,,{said}"), "--into", path)
    assert done.status == 0 and "new owner" not in done.err
    assert journey_of(path).actions[-1].owner == (owner,)


def test_a_longer_name_of_somebody_in_a_team_is_not_somebody_new_for_sure(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", TEAMS)
    done = cli("capture", csv(write, "A11.1,,,Paint,,,,Sana Levi"), "--into", path)
    assert done.status == 1 and 'no owner "Sana Levi"; if ops (Floor · Sana) is meant, write that;' in done.err


def test_of_two_in_a_team_both_are_listed(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", TEAMS.replace("Joel (web)", "Floor · Joel"))
    done = cli("capture", csv(write, "A11.1,,,Paint,,,,Floor"), "--into", path)
    assert '2 owners are called "Floor"; write the id: ops (Floor · Sana), web (Floor · Joel)' in done.err


def test_a_list_in_one_cell_is_a_note_for_each_item(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    form = csv(write, 'A5.1,,,"- The bell is loud\n- No ramp\n- The  door is heavy",,,,,,4')
    assert cli("capture", form, "--into", path).status == 0
    pains = journey_of(path).stages[0].touchpoints[0].pains
    assert [(each.text, each.severity) for each in pains] == [
        ("The door is heavy", 4), ("Queue at the door", None), ("The bell is loud", 4), ("No ramp", 4),
    ]  # fmt: skip
    assert cli("capture", form, "--into", path).out == ""


@pytest.mark.parametrize("said", ["a1", "A1", "Oil the hinges"])
def test_an_action_is_known_by_the_code_on_its_card(cli: Run, write: Write, said: str) -> None:
    path = write("shop.journey.yaml", MAP)
    form = csv(write, f"A11.1,,,{said},,,4,,2027-02-01")
    assert cli("capture", form, "--into", path).status == 0
    (action,) = journey_of(path).actions
    assert (action.title, action.votes, str(action.due)) == ("Oil the hinges", 4, "2027-02-01")
    assert cli("capture", form, "--into", path).out == ""


def test_a_pain_is_known_by_the_id_on_its_card_in_its_place(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    form = csv(write, "A5.1,,,queue,,,2", "A5.1,,,Queue at the door,,,3", "A5.2,,,queue,,,1")
    assert cli("capture", form, "--into", path).status == 0
    enter, pay = journey_of(path).stages[0].touchpoints
    assert [(each.id, each.votes) for each in enter.pains] == [(None, None), ("queue", 5)]
    assert [(each.text, each.votes) for each in pay.pains] == [("queue", 1)]
    assert cli("capture", form, "--into", path).out == ""


def test_lines_that_are_no_list_are_one_note_and_that_is_told(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    done = cli("capture", csv(write, 'A5.1,,,"The bell\nis loud"', "A5.1,,,No ramp"), "--into", path)
    assert done.err.count("its 2 lines are one note; with - before each, they would be 2") == 1
    assert [each.text for each in journey_of(path).stages[0].touchpoints[0].pains][2:] == [
        "The bell is loud",
        "No ramp",
    ]


def test_votes_of_a_list_in_one_cell_are_nobody_s(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    done = cli("capture", csv(write, 'A5.1,,,"• Loud\n• No ramp",,,4'), "--into", path)
    told = "wall.csv: row 2: its cell holds 2 notes, but not which of them has the votes; give each a row\n"
    assert done.status == 1 and told in done.err


@pytest.mark.parametrize(("typed", "score"), [("1.5-", -1.5), ("۱٫۵−", -1.5), ("1+", 1)])
def test_a_sign_may_stand_behind_its_score(cli: Run, write: Write, typed: str, score: float) -> None:
    path = write("shop.journey.yaml", MAP)
    assert cli("capture", csv(write, f"A4.2,,,,bo,{typed}"), "--into", path).status == 0
    assert journey_of(path).stages[0].touchpoints[1].emotions[-1].score == score


@pytest.mark.parametrize(
    ("language", "calendar", "typed", "written"),
    [
        ("en", "", "31/03/2027", "2027-03-31"),
        ("en", "", "3/31/2027", "2027-03-31"),
        ("en", "", "3/3/2027", "2027-03-03"),
        ("en", "", "2027/3/31", "2027-03-31"),
        ("en", "", "10.1.27", "2027-01-10"),
        ("en", "", "31 March 2027", "2027-03-31"),
        ("en", "", "Mar 31, 2027", "2027-03-31"),
        ("en", "", "31. Mar 2027", "2027-03-31"),
        ("he", "", "31 במרץ 2027", "2027-03-31"),
        ("he", "", "31 מרץ 2027", "2027-03-31"),
        ("he", "", "20 בנוב׳ 2026", "2026-11-20"),
        ("he", "", "20 Nov 2026", "2026-11-20"),
        ("fa", "persian", "۱۱ فروردین ۱۴۰۶", "1406-01-11"),
        ("fa", "persian", "1406/1/11", "1406-01-11"),
        ("fa", "persian", "۳۱ مارس ۲۰۲۷", "1406-01-11"),
        ("ar", "", "٣١ مارس ٢٠٢٧", "2027-03-31"),
    ],
)
def test_a_day_is_read_as_people_write_it(
    cli: Run, write: Write, language: str, calendar: str, typed: str, written: str
) -> None:
    said = f"language: {language}\n" + (f"calendar: {calendar}\n" if calendar else "")
    path = write("shop.journey.yaml", said + MAP)
    assert cli("capture", csv(write, f'A11,,,Oil the hinges,,,,,"{typed}"'), "--into", path).status == 0
    assert f"    due: {written}\n" in path.read_text("utf-8")


def test_the_day_of_a_workshop_is_told_in_the_calendar_of_the_journey(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", "language: en\ncalendar: persian\n" + MAP)
    form = csv(write, ",Date,,2026-11-21", ",Team,,The shop")
    assert cli("capture", form, "--into", path).status == 0
    assert journey_of(path).evidence[-1].startswith("Workshop, 30 Aban 1405 ")
    assert cli("capture", form, "--into", path).out == ""


@pytest.mark.parametrize("typed", ["تصمیم های امروز", "تصميم‌هاي امروز", "تصمیم‌های  امروز"])
def test_a_lane_is_known_whichever_keyboard_it_was_typed_with(cli: Run, write: Write, typed: str) -> None:
    path = write("shop.journey.yaml", "language: fa\n" + MAP)
    assert cli("capture", csv(write, f",{typed},,Oil the hinges"), "--into", path).status == 0
    assert journey_of(path).actions[0].status == "planned"


def test_what_a_lane_has_no_place_for_is_told(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    done = cli("capture", csv(write, "A2.1,,,x,mia,,3"), "--into", path)
    assert done.status == 0
    assert "wall.csv: row 2: persona and votes left out: the lane Doing has no such thing" in done.err


def test_a_step_that_moves_others_on_is_told(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    form = csv(write, "A1.1,,,Parks", "A1.2,,,Enters", "A2.2,,,Wipes their shoes", "A2,,pay,Counts")
    done = cli("capture", form, "--into", path)
    assert "wall.csv: row 2: it stands at A1.1; the touchpoints after it count one further\n" in done.err
    parks, enters, pay = journey_of(path).stages[0].touchpoints
    assert (parks.id, enters.doing[-1].text, [each.text for each in pay.doing]) == (
        "parks",
        "Wipes their shoes",
        ["Counts"],
    )
    assert cli("capture", form, "--into", path).out == ""


def test_two_rows_that_disagree_about_a_feeling_are_not_averaged(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    done = cli("capture", csv(write, "A4.1,,,x,Mia,1", "A4.1,,,x,Mia,2", "A4.1,,,X,Mia,1"), "--into", path)
    assert done.err.count("row 2 gives this feeling already") == 1
    assert "row 3" in done.err


def test_a_feeling_may_be_a_word_alone(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    form = csv(write, "A4.2,,,relieved,bo")
    assert cli("capture", form, "--into", path).status == 0
    new = journey_of(path).stages[0].touchpoints[1].emotions[-1]
    assert (new.persona, new.score, new.label, new.evidence) == ("bo", None, "relieved", "observed")
    assert cli("capture", form, "--into", path).out == ""
    assert cli("capture", csv(write, "A4.2,,,relieved,bo,1"), "--into", path).status == 0
    assert journey_of(path).stages[0].touchpoints[1].emotions[-1].score == 1


def test_several_owners_on_a_note(cli: Run, write: Write) -> None:
    """The first answers; who comes into that place from the others swaps with who had it, and nobody goes unsaid."""
    path = write("shop.journey.yaml", MAP)
    form = csv(write, "A11.1,,,Paint,,,,ines; OPS", 'A1,,,Sit,,,,"ops, ines"')
    assert cli("capture", form, "--into", path).status == 0
    read = journey_of(path)
    assert read.actions[-1].owner == ("ines", "ops")
    assert read.stages[0].touchpoints[-1].owner == ("ops", "ines")
    for note, owners in (("ines", ("ines", "ops")), ("ops", ("ops", "ines")), ("ines, ops", ("ines", "ops"))):
        assert cli("capture", csv(write, f'A11.1,,,Paint,,,,"{note}"'), "--into", path).status == 0
        assert journey_of(path).actions[-1].owner == owners
    oil = csv(write, 'A11.1,,,Oil the hinges,,,,"ines; ops"')
    assert cli("capture", oil, "--into", path).status == 0
    assert journey_of(path).actions[0].owner == ("ines", "ops")
    assert cli("capture", oil, "--into", path).out == ""


def test_two_rows_that_disagree_about_an_owner_are_told(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", MAP)
    rows = [
        "A11.1,,,Paint,,,,ines",
        "A11.2,,,paint,,,,ops",
        "A11.2,,,paint,,,,ines",
        "A1,,,Sit,,,,ops",
        "A1,,,Sit,,,,ines",
    ]
    done = cli("capture", csv(write, *rows), "--into", path, "--skip-unplaced")
    assert "row 3: row 2 gives another owner" in done.err
    assert "row 6: row 5 gives another owner" in done.err
    assert journey_of(path).actions[-1].touchpoints == ("enter", "pay")


def test_a_change_that_brings_errors_is_not_written(cli: Run, write: Write) -> None:
    text = MAP.replace("score: 1, evidence: assumed", "score: 1, evidence: observed, low: 0.5, high: 1.2")
    path = write("shop.journey.yaml", text)
    done = cli("capture", csv(write, "A4.1,,,x,Mia,2"), "--into", path)
    assert done.status == 1
    assert "JM112" in done.err
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [\n", ":2: not valid YAML"),
        (MAP.replace("id: shop", "id: Shop"), ':3: "Shop" cannot be an id'),
        (MAP.replace("    name: Visit", "    name: Visit\n    name: Twice"), ":13: the key `name` stands twice"),
    ],
)
def test_a_file_with_holes_is_not_written_into(cli: Run, write: Write, text: str, said: str) -> None:
    path = write("shop.journey.yaml", text)
    done = cli("capture", csv(write, "A1,,,x"), "--into", path)
    assert (done.status, path.read_text("utf-8")) == (2, text)
    assert said in done.err


def test_a_place_that_an_alias_shares_is_not_written_into(cli: Run, write: Write) -> None:
    text = MAP.replace("channels: [Till]", "channels: &all [Till]").replace("touchpoints: []", (
        "touchpoints: [{id: back, name: Back, channels: *all}]"))  # fmt: skip
    path = write("shop.journey.yaml", text)
    done = cli("capture", csv(write, "A8.2,,,App"), "--into", path)
    assert (done.status, path.read_text("utf-8")) == (2, text)
    assert "used in several places by its anchor" in done.err


def test_line_ends_and_the_byte_order_mark_stay(cli: Run, tmp_path: Path, write: Write) -> None:
    path = tmp_path / "shop.journey.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MAP.replace("\n", "\r\n").encode())
    assert cli("capture", csv(write, *WALL), "--into", path).status == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# The map")
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("name", ["online-clothing-shop-he", "intent-roadmap", "shop-five-stages"])
def test_form_to_wall_to_journey_in_every_direction(cli: Run, tmp_path: Path, name: str) -> None:
    """A workbook made for the journey, filled in by a person, merged, and merged once more."""
    path = tmp_path / f"{name}.journey.yaml"
    source = (SAMPLES / path.name).read_bytes()
    path.write_bytes(source)
    before = journey_of(path)
    form = tmp_path / "capture.xlsx"
    owner = before.owners[0]
    form.write_bytes(
        filled(
            before,
            {"ref": "A1.1", "text": "שומעת מחברה"},
            {"ref": "B5.1", "text": 'لا وقت - حقًا: "لا"', "votes": 4},
            {"ref": "B7.1", "text": "=1+1", "votes": 2},
            {
                "ref": "C11" if before.custom else "C10",
                "text": "לחבר סרטון",
                "owner": owner.name,
                "due": dt.date(2027, 1, 31),
            },
        )
    )
    done = cli("capture", form, "--into", path)
    assert done.status == 0, done.err
    after = journey_of(path)
    new = after.stages[0].touchpoints[0]
    assert (new.id, new.name) == (f"{after.stages[0].id}-step-1", "שומעת מחברה")
    target = after.stages[1].touchpoints[0]
    assert (target.pains[-1].text, target.pains[-1].votes) == ('لا وقت - حقًا: "لا"', 4)
    assert (target.opportunities[-1].text, target.opportunities[-1].votes) == ("=1+1", 2)
    assert (after.actions[-1].answerable, after.actions[-1].due) == (owner.id, dt.date(2027, 1, 31))
    assert len(after.touchpoints) == len(before.touchpoints) + 1
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in source.decode().splitlines() if line.lstrip().startswith("#") and line not in lines] == []
    merged = path.read_bytes()
    assert cli("capture", form, "--into", path).out == ""
    assert path.read_bytes() == merged
    assert cli("render", path, "-o", tmp_path / "maps", "-q").status == 0


@pytest.mark.parametrize("name", ["online-clothing-shop-he", "shop-five-stages"])
def test_the_empty_form_changes_nothing(cli: Run, tmp_path: Path, name: str) -> None:
    path = SAMPLES / f"{name}.journey.yaml"
    journey = journey_of(path)
    form = tmp_path / "capture.csv"
    form.write_bytes(capture_csv(journey, load_words(journey.language)))
    done = cli("capture", form, "--into", path, "--dry-run")
    assert (done.status, done.out) == (0, "")


@pytest.mark.parametrize("missing", ["form", "map"])
def test_a_file_that_is_not_there_is_one_line(cli: Run, write: Write, missing: str) -> None:
    form = "gone.csv" if missing == "form" else csv(write, "A1,,,x")
    into = "gone.journey.yaml" if missing == "map" else write("shop.journey.yaml", MAP)
    done = cli("capture", form, "--into", into)
    assert done.status == 2
    assert "cannot be read: No such file" in done.err


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2027-02-04", "1405-11-15"),  # as a workbook has its dates
        ("1405-11-15", "1405-11-15"),
        ("15.11.1405", "1405-11-15"),
        ("۱۴۰۵-۱۱-۱۵", "1405-11-15"),
        ("۱۴۰۵/۱۱/۱۵", "۱۴۰۵/۱۱/۱۵"),
        ("1405-Q4", "1405-Q4"),
    ],
)
def test_a_date_comes_back_in_the_calendar_of_the_journey(cli: Run, write: Write, typed: str, written: str) -> None:
    before = "calendar: persian\n" + MAP
    path = write("shop.journey.yaml", before)
    form = csv(write, f",Actions,,Oil the hinges,,,,,{typed}")
    assert cli("capture", form, "--into", path).status == 0
    assert path.read_text("utf-8") == before.replace(
        "    owner: ops\n# the end", f"    owner: ops\n    due: {written}\n# the end"
    )
    assert cli("capture", form, "--into", path).out == ""


def test_a_day_that_the_calendar_lacks_is_no_day(cli: Run, write: Write) -> None:
    path = write("shop.journey.yaml", "calendar: persian\n" + MAP)
    done = cli("capture", csv(write, "A11.1,,,Oil the hinges,,,,,1405-12-30"), "--into", path)
    assert done.status == 1 and "is not a day; write it as 1405-11-11" in done.err


def test_the_same_day_in_other_digits_is_no_change(cli: Run, write: Write) -> None:
    text = "calendar: persian\n" + MAP.replace("    owner: ops\n# the", "    owner: ops\n    due: ۱۴۰۵/۱۱/۱۵\n# the")
    path = write("shop.journey.yaml", text)
    assert cli("capture", csv(write, ",Actions,,Oil the hinges,,,,,2027-02-04"), "--into", path).out == ""
    assert path.read_text("utf-8") == text
