"""Journeys of Mermaid, as its users write them, become journey files."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.mermaid import read_mermaid
from journeymap.exchange.importing.reading import read_foreign
from journeymap.exchange.importing.writing import text_of
from journeymap.model import Journey
from journeymap.pipeline.check import check
from journeymap.settings import Settings

SETTINGS = Settings(today=dt.date(2026, 11, 26))
WORKING_DAY = """\
journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
"""


def journey_of(imported: Imported) -> Journey:
    """The journey that a draft is read back as, without an error."""
    checked = check(text_of(imported.journey, "day.journey.yaml").encode(), "day.journey.yaml", SETTINGS)
    assert [each for each in checked.diagnostics if each.severity.name == "ERROR"] == []
    assert checked.journey is not None
    return checked.journey


def only_task(line: str) -> tuple[Imported, Journey]:
    imported = read_mermaid(f"journey\n  title Day\n  section Noon\n  {line}\n", "day.mmd")
    return imported, journey_of(imported)


def told(imported: Imported) -> list[str]:
    """What is said about line 4, where the task of `only_task` stands."""
    return [each.text for each in [*imported.remarks, *imported.unplaced] if each.at == "line 4"]


def test_sections_tasks_and_actors_become_stages_touchpoints_and_personas() -> None:
    journey = journey_of(read_mermaid(WORKING_DAY, "day.mmd"))
    assert (journey.title, journey.id, journey.language) == ("My working day", "my-working-day", "en")
    assert [stage.name for stage in journey.stages] == ["Go to work", "Go home"]
    assert [(persona.id, persona.name) for persona in journey.personas] == [("me", "Me"), ("cat", "Cat")]
    assert journey.emotion_scale == (1, 5)
    assert {step.name: [(felt.persona, felt.score) for felt in step.emotions] for step in journey.touchpoints} == {
        "Make tea": [("me", 5)],
        "Go upstairs": [("me", 3)],
        "Do work": [("me", 1), ("cat", 1)],
        "Go downstairs": [("me", 5)],
        "Sit down": [("me", 5)],
    }
    assert not any(step.personas for step in journey.touchpoints), "Mermaid says of nobody that they pass a task by"


@pytest.mark.parametrize(
    ("line", "name", "score", "personas", "said"),
    [
        ("Tea: 5: Me", "Tea", 5, ["Me"], []),
        ("Tea: -1", "Tea", -1, [], []),
        ("Tea: 2.5: Me, , Cat", "Tea", 2.5, ["Me", "Cat"], []),
        ("Tea: 5: Me, Cat; Rest: 3", "Tea", 5, ["Me", "Cat"],
         ['"Rest" names no actor; its score is given to all of them']),
        ("50 % off: 4: Me # nice", "50 % off", 4, ["Me"], []),
        ("A #35;1 #quot;b#quot; c: 4", 'A #1 "b" c', 4, [], []),
        ("Tea<br/>time: 4", "Tea time", 4, [], []),
        ("Tea: Me: 4", "Tea", 4, ["Me"], ['"Tea": its score and its actors were swapped']),
        ("Code (ex: 5832): 5: Client", "Code (ex: 5832)", 5, ["Client"], ['"Code (ex: 5832)" has a colon in its name']),
        ("Tea: 4 %% so good: Me", "Tea", 4, [], []),
        ("Tea: 4 (they said): Me", "Tea", 4, ["Me"],
         ['beside the score: "they said" has no place in a journey; it is a comment in the file']),
        ("Tea: 4: Me: Cat", "Tea", 4, ["Me", "Cat"],
         ['"Tea": what follows the last colon is read as actors, too; Mermaid drops it']),
        ("Tea: 4: Me: Me", "Tea", 4, ["Me"],
         ['"Tea": what follows the last colon is read as actors, too; Mermaid drops it']),
        ("Tea", "Tea", None, [], ['"Tea" has no score']),
        ("Tea: : Me", "Tea", None, ["Me"],
         ['"Tea" has no score', 'who takes part: "Me" has no place in a journey; it is a comment in the file']),
        ("Tea: Me", "Tea", None, ["Me"],
         ['"Tea" has no score; "Me" is read as who takes part',
          'who takes part: "Me" has no place in a journey; it is a comment in the file']),
    ],
)  # fmt: skip
def test_a_task_is_read_as_mermaid_reads_it_or_mended_with_a_word(
    line: str, name: str, score: float | None, personas: list[str], said: list[str]
) -> None:
    imported, journey = only_task(line)
    step = journey.touchpoints[0]
    assert step.name == name
    assert {felt.score for felt in step.emotions} == ({score} if score is not None else set())
    assert [persona.name for persona in journey.personas] == personas
    assert told(imported) == said


@pytest.mark.parametrize(
    ("line", "score", "label"),
    [
        ("Tea: 4: happy, Me", 4, "happy"),
        ("Tea: 4: מתוסכלת, Me", 4, "מתוסכלת"),
        ("Tea: frustrated: Me", 1, "frustrated"),
        ("Tea: 😀: Me", 5, None),
        ("Tea: 😟 نگران: Me", 2, "نگران"),
        ("Tea: 2 (worried): Me", 2, "worried"),
    ],
)
def test_feelings_in_place_of_scores_and_actors_are_feelings(line: str, score: float, label: str | None) -> None:
    imported, journey = only_task(line)
    (felt,) = journey.touchpoints[0].emotions
    assert (felt.persona, felt.score, felt.label) == ("me", score, label)
    assert len(told(imported)) == 1


def test_scores_beyond_five_widen_the_scale_and_that_is_said() -> None:
    imported, journey = only_task("Tea: 7.5: Me")
    assert journey.emotion_scale == (1, 8)
    assert "its scores go beyond 1 to 5; the scale is 1 to 8" in [each.text for each in imported.remarks]


def test_what_is_no_statement_is_left_out_and_texts_without_a_place_are_comments() -> None:
    text = (
        "---\ntitle: In front\n---\n%%{init: {'theme':\n 'dark'}}%%\njourney\n%% a comment\n  title Day # not this\n"
        "  accTitle: For readers\n  accDescr { two\n lines }\n  Tea: 4\n  section Noon\n  Rest: 2\n"
    )
    imported = read_mermaid(text, "day.mmd")
    journey = journey_of(imported)
    assert journey.title == "Day"
    assert [(stage.name, len(stage.touchpoints)) for stage in journey.stages] == [("Day", 1), ("Noon", 1)]
    assert [(each.at, each.text.partition(" has no place")[0]) for each in imported.unplaced] == [
        ("line 10", 'description for screen readers: "two lines"'),
        ("line 1", 'the title in front matter: "In front"'),
        ("line 1", 'the title in accTitle: "For readers"'),
    ]
    written = text_of(imported.journey, "day.journey.yaml")
    assert "# comment (line 7): a comment\n# comment (line 8): not this\n" in written
    assert "# not placed (line 10): description for screen readers: two lines\n" in written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("flowchart LR\n a --> b", "x.mmd: this is a flowchart of Mermaid"),
        ("sequenceDiagram\n A->>B: hi", "x.mmd: this is a sequence diagram of Mermaid"),
        ("Journey\n Tea: 3", 'x.mmd: it begins with "Journey", which Mermaid does not know'),
        ("shopping list", "x.mmd: this is no journey of Mermaid: it does not begin with `journey`"),
        ("journey\n  title Day\n", "x.mmd: this journey has no tasks"),
    ],
)
def test_what_is_no_journey_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(UserError) as refused:
        read_mermaid(text, "x.mmd")
    assert refused.value.message == message and refused.value.hint


def test_a_journey_in_markdown_is_found_and_lines_are_those_of_the_file() -> None:
    imported = read_foreign(f"# Notes\n\n```mermaid\n{WORKING_DAY}  Sit: Me: 3\n```\n".encode(), "notes.md")
    assert [each.at for each in imported.remarks if "swapped" in each.text] == ["line 13"]
    with pytest.raises(UserError, match=r"it has 2 journeys, from lines 2, 5 on"):
        read_foreign(b"```mermaid\njourney\n```\n```mermaid\njourney\n```\n", "notes.md")


def test_hebrew_and_persian_are_known_by_their_letters() -> None:
    for text, language in (("קניית נעליים: 4: דנה", "he"), ("خرید کفش: ۴: سارا", "fa"), ("Schuhe: 4", "en")):
        assert read_mermaid(f"journey\n section {text[:6]}\n {text}", "x.mmd").journey["language"] == language
    assert read_mermaid("journey\n Schuhe: 4", "x.mmd", "de").journey["language"] == "de"


@given(st.lists(st.sampled_from(["journey", "%%{", "}%%", "%%", "section a", "title ", "accDescr {", "}", ":", ";", "#",
                                 "#35;", "3", "Me", ",", "\n", "\n", " ", "---\n", "😀", "אב", "\u202e", "\x07", "["]),
                max_size=40))  # fmt: skip
def test_whatever_stands_after_journey_is_read_or_refused(pieces: list[str]) -> None:
    try:
        imported = read_mermaid("journey\n" + "".join(pieces), "x.mmd")
    except UserError:
        return
    journey_of(imported)


@pytest.mark.parametrize(
    "text",
    [
        "journey\n" + "%%{" * 150_000,
        "journey\n a: 3" + " " * 400_000 + "x)",
        "```mermaid\n" * 45_000,
        "journey\n" + "a: 3: b\n" * 60_000,
        "journey\n" + "".join(f"a: 3: b{number}\n" for number in range(5_000)),
    ],
    ids=["directives", "spaces", "fences", "tasks", "actors"],
)
def test_a_text_made_to_take_long_is_read_or_refused_in_few_steps(text: str) -> None:
    before = len(text)
    try:
        imported = read_mermaid(text, "x.mmd")
    except UserError:
        return
    assert len(text_of(imported.journey, "x.journey.yaml")) < before + 1_000
