"""The Mermaid that is written of flows, trees and journeys, read by Mermaid itself."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from journeys import journey_from
from test_flow_texts import GRAPH, wording  # names with all that means anything to Mermaid

from journeymap.exchange.export.mermaid import export
from journeymap.exchange.export.request import JourneyToExport
from journeymap.exchange.importing.mermaid import read_mermaid
from journeymap.flow.mermaid import mermaid_text
from journeymap.io import resources
from journeymap.layout.mentions import with_numbers
from journeymap.model import Journey
from journeymap.pipeline.check import check
from journeymap.pipeline.flows import FlowChoice, make_flow
from journeymap.pipeline.trees import make_trees
from journeymap.settings import Settings
from journeymap.style.locale import load_words

pytestmark = pytest.mark.browser
SETTINGS = Settings(today=dt.date(2026, 11, 26))
NAMES = sorted(path.name.removesuffix(".journey.yaml") for path in resources.samples().glob("*.journey.yaml"))
ROOT = Path(__file__).parents[2]


def library() -> Path | None:
    """The npm package `mermaid` in one file, as `.ci/run` installs it."""
    named = os.environ.get("JOURNEYMAP_MERMAID")
    places = [Path(named)] if named else []
    places += [ROOT / folder / "node_modules/mermaid/dist/mermaid.min.js" for folder in (".ci", ".")]
    return next(filter(Path.is_file, places), None)


@pytest.fixture(scope="module")
def mermaid(browser: Any) -> Iterator[Any]:
    """A page that has Mermaid."""
    script = library()
    if script is None:
        pytest.skip("mermaid is not here: `npm install --prefix .ci mermaid`, or name its file in JOURNEYMAP_MERMAID")
    page = browser.new_page()
    page.set_content("<!DOCTYPE html><title>Mermaid</title><div id=here></div>")
    page.add_script_tag(path=str(script))
    page.evaluate("mermaid.initialize({startOnLoad: false, maxTextSize: 1e6, maxEdges: 5000})")
    yield page
    page.close()


def read(mermaid: Any, chart: str) -> tuple[str, str]:
    """The kind of diagram that Mermaid sees in a chart, and the text of its drawing. Fails where it cannot read it."""
    kind = mermaid.evaluate("async chart => (await mermaid.parse(chart)).diagramType", chart)
    drawn = mermaid.evaluate(
        "async chart => { const {svg} = await mermaid.render('drawn', chart);"
        " document.getElementById('here').innerHTML = svg; return document.getElementById('here').textContent }",
        chart,
    )
    return kind, drawn


@cache
def sample(name: str) -> Journey:
    path = resources.samples() / f"{name}.journey.yaml"
    journey = check(path.read_bytes(), str(path), SETTINGS, folder=str(path.parent)).journey
    assert journey is not None
    return journey


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_reads_and_draws_each_flow(mermaid: Any, name: str) -> None:
    journey = sample(name)
    (chart,) = make_flow(journey, SETTINGS, ("mermaid",), FlowChoice()).values()
    kind, drawn = read(mermaid, chart.decode())
    assert kind.startswith("flowchart")
    said = "".join(drawn.split())
    assert [step.name for step in journey.touchpoints if "".join(step.name.split()) not in said] == []


@pytest.mark.parametrize("name", [name for name in NAMES if sample(name).trees])
def test_mermaid_reads_and_draws_each_tree(mermaid: Any, name: str) -> None:
    for chart in make_trees(sample(name), SETTINGS, ("mermaid",)).values():
        kind, drawn = read(mermaid, chart.decode())
        assert kind.startswith("flowchart") and drawn.strip()


def test_mermaid_takes_no_name_for_a_command(mermaid: Any) -> None:
    assert read(mermaid, mermaid_text(GRAPH, wording()))[0].startswith("flowchart")


def test_mermaid_refuses_what_is_none(mermaid: Any) -> None:
    with pytest.raises(Exception, match="Parse error"):
        read(mermaid, "flowchart LR\n  a --> [\n")


@given(
    st.lists(
        st.sampled_from(
            ["section Noon", "Section Eve", "title Day # x", "Tea: 5: Me", "Rest: -1: Me, , Cat", "Walk: 2.5",
             "%% no", "50% off: 4: Cat", "TITLE Other", "Sit: 3:", "accTitle: For all", "Go <b>on</b>: 1: Me"]
        ),
        min_size=1,
        max_size=8,
    )
)  # fmt: skip
def test_a_journey_is_imported_as_mermaid_reads_it(mermaid: Any, lines: list[str]) -> None:
    chart = "\n".join(["journey", *lines, "Last: 4: Me"])
    theirs = mermaid.evaluate(
        "async chart => { const {db} = await mermaid.mermaidAPI.getDiagramFromText(chart);"
        " return db.getTasks().map(t => [t.section, t.task, t.score, t.people.filter(p => p)]) }",
        chart,
    )
    ours = read_mermaid(chart, "x.mmd").journey
    names = {each["id"]: each["name"] for each in ours.get("personas", [])}
    tasks = [
        [
            stage["name"],
            step["name"],
            step["emotions"][0]["score"],
            sorted(names[each["persona"]] for each in step["emotions"] if "persona" in each),
        ]
        for stage in ours["stages"]
        for step in stage["touchpoints"]
    ]
    assert tasks == [
        [section or ours["title"], name, score, sorted(people or (names.values() if len(names) > 1 else []))]
        for section, name, score, people in theirs
    ]


def exported(journey: Journey) -> str:
    return export(JourneyToExport(journey=journey, settings=SETTINGS)).data.decode()


def tasks_in(mermaid: Any, chart: str) -> list[list[Any]]:
    """The tasks that Mermaid reads: the section, the name, the score and the actors of each."""
    script = (
        "async chart => { const {db} = await mermaid.mermaidAPI.getDiagramFromText(chart);"
        " const plain = text => text.replace(/ﬂ°°(\\d+)¶ß/g, (_, code) => String.fromCodePoint(code));"  # its entities
        " return db.getTasks().map(t => [plain(t.section), plain(t.task), t.score, t.people.map(plain)]) }"
    )
    found: list[list[Any]] = mermaid.evaluate(script, chart)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_reads_and_draws_each_exported_journey(mermaid: Any, name: str) -> None:
    journey = with_numbers(sample(name), load_words(sample(name).language))
    chart = exported(sample(name))
    kind, drawn = read(mermaid, chart)
    assert kind == "journey"
    said = "".join(drawn.split())
    assert [step.name for step in journey.touchpoints if "".join(step.name.split()) not in said] == []
    theirs = tasks_in(mermaid, chart)
    assert [(section, task) for section, task, _, _ in theirs] == [
        (stage.name, step.name) for stage in journey.stages for step in stage.touchpoints
    ]
    assert all(1 <= score <= 5 for _, _, score, _ in theirs)


@given(
    st.lists(
        st.text(st.sampled_from('a:;#%{}<>&,"\\`[] \u05d0'), min_size=1, max_size=9).filter(str.strip),
        min_size=1,
        max_size=4,
    )
)
@example(["title of it", "Section 2", "journey", "accTitle", "accDescr {x}", "%%{init}", "style: a#b;"])
def test_no_name_means_anything_to_mermaid(mermaid: Any, names: list[str]) -> None:
    steps = [{"id": f"t{number}", "name": name, "emotions": {"score": 1}} for number, name in enumerate(names)]
    data = {"journeymap": 1, "id": "x", "title": names[0], "personas": [{"id": "p", "name": names[-1]}]}
    chart = exported(journey_from(data | {"stages": [{"id": "s", "name": names[0], "touchpoints": steps}]}))
    once = [" ".join(name.split()) for name in names]
    assert tasks_in(mermaid, chart) == [[once[0], name, 4, [once[-1]]] for name in once]
