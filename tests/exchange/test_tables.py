"""Tables as people make them become journeys: their shapes, labels, feelings, people and measures."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.labels import label_of, languages, says_nothing
from journeymap.exchange.importing.reading import read_foreign
from journeymap.exchange.importing.tables.cells import items_in
from journeymap.exchange.importing.tables.crosswalk import Crosswalk, crosswalk_text, read_crosswalk
from journeymap.exchange.importing.tables.scores import likely_scale, scored, told_scale
from journeymap.exchange.importing.writing import text_of
from journeymap.io import resources
from journeymap.model import Journey
from journeymap.pipeline.check import check
from journeymap.settings import Settings

SETTINGS = Settings(today=dt.date(2026, 11, 26))
GYM = """\
The journey of a new member,,,
Persona: Nora,,,
,1. Aware,2. Consider,3. Join
User goals,Find a gym nearby,Compare three gyms,Start this week
Actions,"Searches the web
Asks a friend",Visits two gyms; Reads reviews,Signs
Touchpoints,"Google, Friends","Front desk, Website",App
Thinking,"\"\"Is there one on my way?\"\"",“Why so expensive?”,[Thought]
Emotions (1-5),3,2 - unsure,4 (hopeful)
Pain points,—,No prices online,n/a
KPI,Visits: 1200,Trial bookings,Conversion: 31%
Owner,Marketing,"Sales, Marketing",Sales
Risks,,Competitor opens,
"""


def read(text: str, name: str = "table.csv", told: Crosswalk | None = None) -> tuple[Journey, Imported]:
    """The journey that a table becomes, without an error, and what was said about it."""
    return read_data(text.encode(), name, told)


def read_data(data: bytes, name: str, told: Crosswalk | None = None) -> tuple[Journey, Imported]:
    imported = read_foreign(data, name, crosswalk=told)
    checked = check(text_of(imported.journey, "t.journey.yaml").encode(), "t.journey.yaml", SETTINGS)
    assert [each.message for each in checked.diagnostics if each.severity.name == "ERROR"] == []
    assert checked.journey is not None
    return checked.journey, imported


def saved(fill: Callable[[Any], object]) -> bytes:
    """A workbook whose first sheet was filled."""
    book = openpyxl.Workbook()
    fill(book.worksheets[0])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def told(imported: Imported) -> list[str]:
    return [f"{each.at}: {each.text}" for each in [*imported.remarks, *imported.unplaced]]


def test_stages_across_without_steps_become_stages_with_a_touchpoint_an_action() -> None:
    journey, imported = read(GYM)
    assert (journey.title, journey.language, journey.emotion_scale) == ("The journey of a new member", "en", (1, 5))
    assert [persona.name for persona in journey.personas] == ["Nora"]
    assert [(stage.name, [step.name for step in stage.touchpoints]) for stage in journey.stages] == [
        ("Aware", ["Searches the web", "Asks a friend"]),
        ("Consider", ["Visits two gyms", "Reads reviews"]),
        ("Join", ["Signs"]),
    ]
    aware, consider, join = journey.stages
    assert [stage.goal for stage in journey.stages] == ["Find a gym nearby", "Compare three gyms", "Start this week"]
    assert [[(felt.score, felt.label) for felt in stage.emotions] for stage in journey.stages] == [
        [(3, None)], [(2, "unsure")], [(4, "hopeful")],
    ]  # fmt: skip
    assert [step.channel_texts for step in journey.touchpoints] == [
        ("Google",), ("Friends",), ("Front desk",), ("Website",), ("App",),
    ]  # fmt: skip
    assert [thought.text for thought in aware.touchpoints[0].thinking] == ["Is there one on my way?"]
    assert [point.text for point in consider.pains] == ["No prices online"] and not aware.pains and not join.pains
    assert {key: (metric.value, metric.unit) for key, metric in aware.metrics.items()} == {"Visits": (1200, None)}
    assert (join.metrics["conversion"].value, consider.metrics["Trial bookings"].value) == (31, None)
    assert (consider.owner, consider.touchpoints[0].supporting) == ("sales", ("marketing",))
    assert [(lane.name, dict(lane.texts)) for lane in journey.custom] == [
        ("Risks", {"visits-two-gyms": ("Competitor opens",)})
    ]
    assert told(imported) == [
        "language: its labels are in `en`, which is taken for its language; `--language` says another one",
        'cell A12: "Risks" is not known; it becomes a lane of its own',
        'cell A6: "Touchpoints" names channels, so it is read as "channels"',
        'cell A5: "Actions": each item becomes a touchpoint (Aware, Consider, Join)',
        'cell A6: "Touchpoints": one goes to each touchpoint, in order (Aware, Consider)',
        'cell A7: "Thinking": all stand at the first touchpoint (Aware, Consider)',
        'cell A12: "Risks": all stand at the first touchpoint (Consider)',
    ]
    assert imported.crosswalk is not None
    assert set(imported.crosswalk.ignored) == {"D7", "B9", "D9"}, "what says nothing is in the crosswalk"


def merged_steps(sheet: Any) -> None:
    sheet["A1"] = "سفر خرید"
    sheet.merge_cells("A1:E1")
    rows = [
        ["", "آگاهی", "", "خرید", ""],
        ["", "دیدن آگهی", "پرسیدن", "سفارش", "دریافت"],
        ["احساسات", "😀", "مردد", "نگران 😟", "خوشحال"],
        ["نقاط درد", "شلوغ است", "", "فرم بلند است", ""],
        ["مسئول", "بازاریابی", "", "فروش", ""],
        ["کانال‌ها", "اینستاگرام", "", "سایت", "پست"],
        ["فرصت‌ها", "", "از همه", "", ""],
    ]
    for row in rows:
        sheet.append(row)
    for block in ("B2:C2", "D2:E2", "B5:C5", "B6:C6", "D6:E6", "B7:C7", "C8:E8"):
        sheet.merge_cells(block)


def test_steps_stand_below_merged_stages_and_merged_cells_are_of_all_that_they_cover() -> None:
    journey, imported = read_data(saved(merged_steps), "سفر.xlsx")
    assert (journey.title, journey.language) == ("سفر خرید", "fa")
    assert [(stage.name, [step.name for step in stage.touchpoints]) for stage in journey.stages] == [
        ("آگاهی", ["دیدن آگهی", "پرسیدن"]),
        ("خرید", ["سفارش", "دریافت"]),
    ]
    assert [[(felt.score, felt.label) for felt in step.emotions] for step in journey.touchpoints] == [
        [(2, None)], [(0, "مردد")], [(-1, "نگران")], [(1, "خوشحال")],
    ]  # fmt: skip
    assert [point.text for point in journey.stages[0].pains] == ["شلوغ است"], "it covers the whole stage"
    assert [point.text for point in journey.touchpoints[2].pains] == ["فرم بلند است"], "it is of the first step alone"
    assert [stage.owner for stage in journey.stages] == ["owner-1", "owner-2"]
    assert [step.channel_texts for step in journey.touchpoints] == [
        ("اینستاگرام",), ("اینستاگرام",), ("سایت",), ("پست",),
    ]  # fmt: skip
    assert [point.text for point in journey.touchpoints[1].opportunities] == ["از همه"]
    assert told(imported) == ['cell C8: it covers more than "آگاهی"; it is read there alone']


def test_a_cell_over_some_steps_of_a_stage_is_of_each_or_of_the_first() -> None:
    def fill(sheet: Any) -> None:
        for row in (["Stage", "Look", "", "", "Buy"], ["Step", "Sees", "Asks", "Reads", "Pays"],
                    ["Owner", "Ads", "", "Shop", "Shop"], ["Pains", "slow", "", "", ""]):  # fmt: skip
            sheet.append(row)
        for block in ("B1:D1", "B3:C3", "B4:C4"):
            sheet.merge_cells(block)

    journey, imported = read_data(saved(fill), "a.xlsx")
    assert [step.owner for step in journey.touchpoints] == [("ads",), ("ads",), ("shop",), ("shop",)]
    assert [len(step.pains) for step in journey.touchpoints] == [1, 0, 0, 0]
    assert "cell B4: it covers 2 steps; it is read at the first" in told(imported)


HEBREW = """\
# המסע של עובדת חדשה

| שלב | צעד | פעולות | רגשות | נקודות כאב | אחראי |
|---|---|:-:|---|---|---|
| 1. לפני | קוראת את החוזה | חותמת<br>שואלת | 4 | אין | משאבי אנוש |
| | מקבלת ציוד | מחכה \\| לשליח | 2 (לחוצה) | המחשב מאחר | IT |
| 2. היום הראשון | מגיעה למשרד | מחפשת חניה | 5/5 | אין שלט | משאבי אנוש |
"""


def test_stages_down_in_markdown_with_its_heading_as_title() -> None:
    journey, imported = read(HEBREW, "new.md")
    assert (journey.title, journey.language) == ("המסע של עובדת חדשה", "he")
    assert [[step.name for step in stage.touchpoints] for stage in journey.stages] == [
        ["קוראת את החוזה", "מקבלת ציוד"], ["מגיעה למשרד"],
    ]  # fmt: skip
    assert [each.text for step in journey.touchpoints for each in step.doing] == [
        "חותמת", "שואלת", "מחכה | לשליח", "מחפשת חניה",
    ]  # fmt: skip
    assert [step.emotions[0].score for step in journey.touchpoints] == [4, 2, 5]
    assert told(imported) == ["cell D1 (line 3): its scores are taken to be on a scale of 1 to 5"]


def test_csv_without_merged_cells_and_repeated_stages() -> None:
    text = "Phase;Suche;Suche;Kauf\nSchritt;Sieht;Liest;Bestellt\nGefühle;neugierig;unsicher;sehr zufrieden\n"
    journey, _ = read(f"{text}Chancen;;a;b\n")
    assert journey.language == "de"
    assert [[step.name for step in stage.touchpoints] for stage in journey.stages] == [["Sieht", "Liest"], ["Bestellt"]]
    assert [step.emotions[0].score for step in journey.touchpoints] == [1, -1, 2]


def test_rows_without_a_label_and_labels_of_two_parts_are_read_with_a_word() -> None:
    text = ",Aware,Buy\nActions,Looks,Pays\nThoughts & worries,a,b\nPain points,c,\n,d,e\n"
    journey, imported = read(text)
    assert [[point.text for point in stage.pains] for stage in journey.stages] == [["c", "d"], ["e"]]
    assert {'cell A3: "Thoughts & worries" is read as "thinking"',
            'cell A5: this row has no label; it is read as "pains"'} <= set(told(imported))  # fmt: skip


MIXED = """\
Some text above.

|  | **Phase 1: Discover** | **Phase 2: Decide** |
|:--|:--|:--|
| **Thoughts & questions** | Is it worth it? | OK |
| **Pain points & friction** |  | - Too many fields<br>- No demo |
| **Opportunities / ideas** | Short video | TBD |

Text below.
"""


def test_a_table_is_known_by_parts_of_its_labels_too_and_the_text_around_it_is_told() -> None:
    journey, imported = read(MIXED, "a.md")
    assert [stage.name for stage in journey.stages] == ["Discover", "Decide"]
    assert [point.text for point in journey.stages[1].pains] == ["Too many fields", "No demo"]
    assert "line 1: only the table is read; not the text around it (2 lines)" in told(imported)


def test_what_is_no_part_of_the_table_is_told_or_kept() -> None:
    def fill(sheet: Any) -> None:
        for row in (["", "", "Aware", "Buy"], ["Them", "Actions", "Looks", "Pays"], ["", "Pains", "slow", "dear"]):
            sheet.append(row)
        sheet["B5"] = "Source: twelve interviews"
        sheet.parent.create_sheet("Notes")["A1"] = "x"

    _, imported = read_data(saved(fill), "a.xlsx")
    assert imported.crosswalk is not None
    assert imported.crosswalk.ignored == {"A2": "it stands outside of the rows and the columns"}
    assert "# not placed (cell B5): Source: twelve interviews" in text_of(imported.journey, "a")
    assert "cells A2: left out: they stand outside of the rows and the columns" in told(imported)
    assert '"Sheet": only this table is read; not "Notes"' in told(imported)


def test_the_first_sheet_with_a_journey_is_read_unless_the_crosswalk_names_another() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "Read me"
        for title, stage in (("One", "First"), ("Two", "Second")):
            other = sheet.parent.create_sheet(title)
            for row in (["", stage], ["Actions", "a"], ["Pains", "b"]):
                other.append(row)

    assert read_data(saved(fill), "a.xlsx")[0].stages[0].name == "First"
    assert read_data(saved(fill), "a.xlsx", Crosswalk(sheet="Two"))[0].stages[0].name == "Second"
    with pytest.raises(UserError, match='no table "Three"'):
        read_data(saved(fill), "a.xlsx", Crosswalk(sheet="Three"))


@pytest.mark.parametrize(
    ("text", "score", "felt", "label"),
    [
        ("4", 4, None, ""), ("-1,5", -1.5, None, ""), ("۴", 4, None, ""), ("4/5", 4, None, ""), ("80%", 80, None, ""),
        ("3 - unsure", 3, None, "unsure"), ("unsure (3)", 3, None, "unsure"), ("2: sad 😟", 2, None, "sad"),
        ("😀", None, 2, ""), ("😀 happy", None, 1, "happy"), ("calm, curious", None, 1, "calm, curious"),
        ("so-so", None, 0, "so-so"), ("as if nobody cared", None, None, "as if nobody cared"),
    ],
)  # fmt: skip
def test_a_feeling_is_a_number_a_word_an_emoji_or_several_of_these(
    text: str, score: float | None, felt: float | None, label: str
) -> None:
    found = scored(text, "en", Crosswalk())
    assert (found.score, found.felt, found.label) == (score, felt, label)


@pytest.mark.parametrize(
    ("scores", "tops", "scale"),
    [([3, 4], [], (1, 5)), ([0, 4], [], (0, 5)), ([7], [], (1, 7)), ([2, 9.5], [], (1, 10)), ([0, 10], [], (0, 10)),
     ([55], [], (0, 100)), ([-1, 2], [], (-2, 2)), ([-4, 1], [], (-4, 4)), ([80], [100], (0, 100)), ([4], [5], (1, 5)),
     ([400], [], (0, 400))],
)  # fmt: skip
def test_the_scale_is_the_smallest_usual_one(
    scores: list[float], tops: list[float], scale: tuple[float, float]
) -> None:
    assert likely_scale(scores, tops) == scale


@pytest.mark.parametrize(
    ("label", "scale"),
    [
        ("Emotions (1-5)", (1, 5)),
        ("Feeling -2 to 2", (-2, 2)),
        ("احساسات (۱ تا ۱۰)", (1, 10)),
        ("Mood", None),
        ("5-1", None),
    ],
)
def test_a_label_may_tell_the_scale(label: str, scale: tuple[float, float] | None) -> None:
    assert told_scale(label) == scale


def test_labels_are_known_in_all_languages_of_the_map() -> None:
    assert set(languages()) == {path.stem for path in (resources.templates() / "locales").glob("*.yaml")}
    assert {path.stem for path in (resources.templates() / "feelings").glob("*.yaml")} == {*languages(), "emoji"}
    for label, language, field in [
        ("Pain Points", "en", "pains"), ("נקודות כאב", "he", "pains"), ("چه می‌کند", "fa", "doing"),
        ("نقاط الألم", "ar", "pains"), ("Was der Kunde tut", "de", "doing"), ("Puntos de dolor", "es", "pains"),
        ("Émotions", "fr", "emotions"), ("Canali", "it", "channels"), ("Fase", "nl", "stages"),
        ("Dores", "pt", "pains"),
        ("Эмоции", "ru", "emotions"), ("Känslor", "sv", "emotions"), ("Duygular", "tr", "emotions"),
        ("Канали", "uk", "channels"), ("مسائل", "ur", "pains"), ("भावनाएँ", "hi", "emotions"), ("課題", "ja", "pains"),
        ("감정", "ko", "emotions"), ("痛点", "zh", "pains"),
        ("What she thinks", "en", "thinking"), ("Owned by", "en", "owner"), ("מה היא חושבת", "he", "thinking"),
        ("מה הלקוחה מרגישה", "he", "emotions"), ("מדד הצלחה", "he", "metrics"), ("שלבי מסע", "he", "stages"),
        ("شاخص‌های کلیدی", "fa", "metrics"), ("ماذا يفكر", "ar", "thinking"), ("ماذا يشعر", "ar", "emotions"),
    ]:  # fmt: skip
        known = label_of(f"2. {label}:", language)
        assert known is not None and known.field == field, label


@pytest.mark.parametrize(
    ("text", "field", "items"),
    [
        ("- a\n• b\n3. c", "doing", ["a", "b", "c"]),
        ("a; b؛ c", "doing", ["a", "b", "c"]),
        ("Phone (day; night, too), App / Web", "channels", ["Phone (day; night, too)", "App", "Web"]),
        ("Phone (day; night", "channels", ["Phone (day", "night"]),
        ("a, b", "doing", ["a, b"]),
        ("«کدام؟»\n“Which?”\n'It's so'", "thinking", ["کدام؟", "Which?", "It's so"]),
        ('"a" or "b"', "thinking", ['"a" or "b"']),
        ("-1", "emotions", ["-1"]),
        ("24/7 chat", "channels", ["24/7 chat"]),
    ],
)
def test_a_cell_has_items_on_lines_bullets_and_between_semicolons(text: str, field: str, items: list[str]) -> None:
    assert items_in(text, field, "en") == items


@pytest.mark.parametrize("text", ["—", "-", "…", "[Action]", "<step name>", "n/a", "N/A", "None", "?"])
def test_placeholders_and_dashes_say_nothing(text: str) -> None:
    assert says_nothing(text, "en") and says_nothing(text, "fa")
    assert not says_nothing(f"{text} x1", "en")


def test_the_crosswalk_is_followed() -> None:
    crosswalk = """\
crosswalk: 1
scale: [0, 10]
lanes:
  Risks: opportunities
  Pain points: comment
  Thinking: ignore
feelings:
  hopeful: 2
people:
  Marketing: brand
  Sales: ignore
ignored:
  b12: not ours
  D5: unsure
"""
    journey, imported = read(GYM, told=read_crosswalk(crosswalk.encode(), "map.yaml"))
    aware, consider, join = journey.stages
    assert journey.emotion_scale == (0, 10)
    assert [point.text for point in consider.opportunities] == ["Competitor opens"] and not journey.custom
    assert not consider.pains and "Pain points: No prices online" in text_of(imported.journey, "a")
    assert not any(step.thinking for step in journey.touchpoints)
    assert [(owner.id, owner.name) for owner in journey.owners] == [("brand", "Marketing")]
    assert (aware.owner, consider.owner, join.owner) == ("brand", "brand", None)
    assert [step.name for step in join.touchpoints] == ["Join"]
    assert imported.crosswalk is not None and imported.crosswalk.ignored["D5"] == "unsure"


def test_what_a_crosswalk_names_and_a_table_does_not_have_is_said() -> None:
    lines = ["lanes: {Actions: doing, Acitons: doing}", "feelings: {unsure: -1, unsrue: -1}",
             "people: {Sales: sales, Sale: sales}", "headings: {B3: stages, H9: stages}"]  # fmt: skip
    _, imported = read(GYM, told=read_crosswalk("\n".join(["crosswalk: 1", *lines]).encode(), "m.yaml"))
    assert [each for each in told(imported) if each.startswith("crosswalk: ")] == [
        'crosswalk: it names what the table does not have: lanes "Acitons"; feelings "unsrue"; '
        'people "Sale"; headings "B3", "H9"'
    ]


def test_a_table_without_known_labels_is_read_as_the_crosswalk_tells() -> None:
    text = "x;y;z\na;Eins;Zwei\nb;läuft;rennt\nc;froh;wütend\n"
    with pytest.raises(UserError, match="no table of a journey"):
        read(text)
    lines = ["crosswalk: 1", "stages: across", "labels: column A", "stage-names: row 2", "language: de",
             "lanes: {b: doing, c: emotions}"]  # fmt: skip
    journey, _ = read(text, told=read_crosswalk("\n".join(lines).encode(), "m.yaml"))
    assert [stage.name for stage in journey.stages] == ["Eins", "Zwei"]
    assert [stage.emotions[0].score for stage in journey.stages] == [1, -2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lanes: {}\n", "m.yaml:1:1: this is no crosswalk"),
        ("crosswalk: 2\n", "m.yaml:1:12: this version"),
        ("crosswalk: 1\nlanse: {}\n", "m.yaml:2:1: a crosswalk has no `lanse`"),
        ("crosswalk: 1\nlanes:\n  Goals: gaol\n", 'm.yaml:3:10: "gaol" is nothing that a row can be'),
        ("crosswalk: 1\nstages: up\n", 'm.yaml:2:9: "up" is not how stages go'),
        ("crosswalk: 1\nlabels: A\n", 'm.yaml:2:9: "A" names no row or column'),
        ("crosswalk: 1\nscale: [5, 1]\n", "m.yaml:2:8: a scale has a lowest"),
        ("crosswalk: 1\nfeelings: {meh: 7}\n", "m.yaml:2:17: 7 is no feeling"),
        ("crosswalk: 1\nfeelings: {meh: bad}\n", "m.yaml:2:17: a number"),
        ("crosswalk: 1\npeople: {Ops: The Ops}\n", "m.yaml:2:15: .* cannot be an id"),
        ("crosswalk: 1\nignored: {row 3: x}\n", "m.yaml:2:11: .* names no cell"),
        ("crosswalk: 1\nheadings: {A1: gaol}\n", 'm.yaml:2:16: "gaol" is nothing that has a heading'),
        ("crosswalk: 1\nlanes: [a]\n", "m.yaml:2:8: `lanes` has a line"),
        ("crosswalk: 1\nlanes: {a: *x}\n", "m.yaml:2:12: "),
    ],
)
def test_what_is_wrong_in_a_crosswalk_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UserError, match=f"^{said}"):
        read_crosswalk(text.encode(), "m.yaml")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("stages: down\nlabels: column A", "labels: column A"),
        ("stages: across\nstage-names: row 99", "stage-names: row 99"),
        ("stages: across\nstep-names: column B", "step-names: column B"),
    ],
)
def test_a_crosswalk_that_tells_of_lines_the_table_has_not_is_refused(lines: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read(GYM, told=read_crosswalk(f"crosswalk: 1\n{lines}\n".encode(), "m.yaml"))


@pytest.mark.parametrize(
    ("table", "encoding"),
    [
        (
            "Phase;Suche;Kauf\nZiel;Für zwei Ärzte etwas Schönes;Günstig kaufen\nHandlungen;Googelt;Zahlt „bar“, 5 €\n",
            "cp1252",
        ),
        ("שלב,חיפוש,קנייה\nמטרות,למצוא משהו יפה,לשלם מהר\nפעולות,מחפשת בגוגל,משלמת בקופה\n", "cp1255"),
    ],
)
def test_a_table_of_an_older_encoding_is_read_and_that_is_said(table: str, encoding: str) -> None:
    _, found = read_data(table.encode(encoding), "table.csv")
    assert text_of(found.journey, "x") == text_of(read(table)[1].journey, "x")
    assert [each.text for each in found.remarks if each.at == "encoding"] == [
        f"it is not UTF-8, and was read as {encoding}; if letters are wrong, save it as UTF-8"
    ]
    assert not [each for each in read(table)[1].remarks if each.at == "encoding"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK nonsense", "not a workbook"),
        ("a.xlsm", b"PK", "can have macros"),
        ("a.csv", b"a,b\n\xc3\xa9\xff\xfb\x81\x90,\x81", "^a.csv:2:2: this is not UTF-8"),
        ("a.csv", b"", "a.csv: this file is empty"),
        ("a.xlsx", b"", "a.xlsx: this file is empty"),
        ("a.ojf", b"", "a.ojf: this file is empty"),
        ("a.csv", b'x,"y\n', "row 1: unexpected end"),
        ("a.csv", b"\n", "no table of a journey"),
        ("a.csv", b"just,some\ntable,here\n", "no table of a journey"),
        ("a.csv", b"x,y\n" * 5_001, "5,000 rows"),
        ("a.md", b"# nothing\n", "no diagram of Mermaid and no table"),
        ("a.md", b"|a|\n|-|\n" + b"|b|\n" * 5_001, "line 1: a table may have 5,000 rows"),
        ("a.csv", ("," + ",".join(f"s{n}" for n in range(250)) + "\nActions,a\nPains,b\n").encode(), "250 stages"),
        ("a.csv", b"Actions\nPains\n", "names no stages"),
        ("a.csv", b',A\nActions,a\nPains,"' + b"\nx" * 600 + b'"\n', "cell B3: it says 600 things"),
        ("a.csv", b",A\nActions,a\nPains," + b"x" * 40_000 + b"\n", "cell B3: a cell may have 32,767 characters"),
        ("a.csv", b",A\nActions,a\n" + (b"Pains," + b"x" * 30_000 + b"\n") * 40, "its table has 1,200,... characters"),
        (
            "a.csv",
            b",A,B\n" + (b'Pains,"' + b"\nx" * 400 + b'"\n') * 60 + b"Actions,a\n",
            "its cells say 24,0.. things",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_foreign(data, name)


def test_the_table_and_the_crosswalk_in_the_docs_are_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
    table = re.search(r"^\| \| 1\. Aware .*?\n\n", page, re.MULTILINE | re.DOTALL)
    crosswalk = re.search(r"^```yaml crosswalk\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert table and crosswalk
    journey, _ = read(table[0], "docs.md")
    assert [(stage.name, stage.emotions[0].score) for stage in journey.stages] == [("Aware", 3), ("Join", 4)]
    assert [step.name for step in journey.stages[0].touchpoints] == ["Searches the web", "asks a friend"]
    shown = read_crosswalk(crosswalk[1].encode(), "docs.md")
    assert crosswalk_text(shown, "x").endswith(crosswalk[1]), "it is as one is written"
    rows = re.findall(r"^\| (`[^|]*`) \|", page[crosswalk.end() : page.index("## Mermaid\n")], re.MULTILINE)
    keys = {key for row in rows for key in re.findall("[a-z-]+", row)}
    assert set(re.findall(r"^([a-z-]+):", crosswalk[1], re.MULTILINE)) | {"step-names"} == keys | {"crosswalk"}


def test_measures_are_read_with_their_value_and_unit_or_are_planned() -> None:
    cell = "NPS 45; CSAT: 120%; Waiting time = 12 min; Share: 30%; Share: 40%; a: b: c; 7 calls; " + "x" * 100
    journey, _ = read(f",Aware\nActions,a\nKPI,{cell}\n")
    assert {key: (metric.name, metric.value, metric.unit) for key, metric in journey.stages[0].metrics.items()} == {
        "nps": (None, 45, None),
        "CSAT: 120%": ("CSAT: 120%", None, None),
        "Waiting time": ("Waiting time", 12, "min"),
        "Share": ("Share", 30, "%"),
        "Share 2": ("Share", 40, "%"),
        "a: b: c": ("a: b: c", None, None),
        "7 calls": ("7 calls", None, None),
        "metric": ("x" * 100, None, None),
    }


def test_a_formula_is_a_text_and_is_told() -> None:
    def fill(sheet: Any) -> None:
        for row in (["", "Aware"], ["Actions", "Looks"], ["KPI", "=1+1"], ["Pains", "'=quoted"]):
            sheet.append(row)

    journey, imported = read_data(saved(fill), "a.xlsx")
    assert "=1+1" in journey.stages[0].metrics
    assert "cell B3: a formula is read as its text; its result is not known here" in told(imported)


def test_a_step_may_be_an_exit_and_a_lane_may_be_called_as_one_of_the_map() -> None:
    journey, _ = read(",Aware,Leave\nActions,Looks,Exit\nPains,a,b\nStoryboard,c,d\n")
    assert journey.touchpoints[1].id != "exit"
    assert [lane.name for lane in journey.custom] == ["Storyboard"]


def test_a_table_without_stages_is_one_stage_with_a_step_for_each_row() -> None:
    journey, imported = read("Steps,Actions,Pains\nLooks,types,slow\nPays,clicks,dear\n", "way.csv")
    assert [(stage.name, [step.name for step in stage.touchpoints]) for stage in journey.stages] == [
        ("way", ["Looks", "Pays"])
    ]
    assert 'cell A2: a stage without a name is called "way"' in told(imported)


def test_several_personas_have_feelings_of_their_own() -> None:
    text = "Persona: Mia; Bo,,\n,Aware,Buy\nActions,Looks,Pays\nFeelings Mia,2,4\nFeelings Bo,1,5\n"
    told_lanes = Crosswalk(lanes={"Feelings Mia": "emotions", "Feelings Bo": "emotions"})
    journey, _ = read(text, told=told_lanes)
    assert [[(felt.persona, felt.score) for felt in stage.emotions] for stage in journey.stages] == [
        [("mia", 2), ("bo", 1)], [("mia", 4), ("bo", 5)],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "personas"),
    [
        ("Nora, Ben", [("Nora", None), ("Ben", None)]),
        ("Nora, 34", [("Nora", "34")]),
        ("רותי, בת 34, גרה בחיפה", [("רותי", "בת 34, גרה בחיפה")]),
        ("لاله، ۳۴ ساله", [("لاله", "۳۴ ساله")]),
        ("Nora (34), Ben (40, of Kent)", [("Nora (34)", None), ("Ben (40, of Kent)", None)]),
        ("Persona 1; Persona 2", [("Persona 1", None), ("Persona 2", None)]),
    ],
)
def test_an_age_behind_a_comma_is_no_persona(text: str, personas: list[tuple[str, str | None]]) -> None:
    said = f'"{personas[0][1]}" is read as what describes the persona "{personas[0][0]}"'
    beside = f'Stage,Step,Actions,Persona\nAware,Looks,Types,"{text}"\nBuy,Pays,Types,\n'
    for table in (f'"Persona: {text}",,\n,Aware,Buy\nActions,Looks,Pays\nPain points,Slow,\n', beside):
        journey, imported = read(table)
        assert [(each.name, each.description) for each in journey.personas] == personas
        assert any(each.endswith(said) for each in told(imported)) == (personas[0][1] is not None)


def test_feelings_of_nobody_are_said_once_a_row() -> None:
    _, imported = read('"Persona: Mia, Bo",,\n,Aware,Buy\nActions,Looks,Pays\nFeelings,2,4\n')
    assert [each for each in told(imported) if "who feels so" in each] == [
        "cell A4: it does not say who feels so; its feelings are given to all personas"
    ]


def test_steps_of_tables_may_have_actions_moments_personas_and_times() -> None:
    text = (
        "Stage,Step,Actions,Duration,Moment of truth,Next steps,Persona\n"
        "Look,Finds,Types,10 minutes,x,Mend the search,Mia\n,Reads,Scrolls,a while,when it loads,,\n"
    )
    journey, _ = read(text)
    first, second = journey.touchpoints
    assert (first.duration, journey.stages[0].duration) == ((10, "minute"), "a while")
    assert (first.moment_of_truth, second.moment_of_truth) == (True, True)
    assert [(action.id, action.title, action.touchpoints) for action in journey.actions] == [
        ("a1", "Mend the search", ("finds",))
    ]
    assert (first.personas, second.personas) == (("mia",), ())
