"""The report on measures, drawn: the pages as they were, and that nothing on them meets anything else."""

from __future__ import annotations

import os
import re
from itertools import combinations

import pytest
from events_cases import came, event_cell, events, took, went
from report_cases import GOLDEN, TODAY, golden_journey, golden_measures, measures_of, share

from journeymap.layout.papers import Paper
from journeymap.layout.scene import Scene, TextLine
from journeymap.measure.measured import MeasuredComments, MeasuredQuote, Measures
from journeymap.measure.report import ReportPage, report_page
from journeymap.measure.report.drawing import report_scenes
from journeymap.measure.report.drawing.sheet import BOTTOM, END, HEIGHT, START
from journeymap.model import Journey
from journeymap.render.drawing import Drawing
from journeymap.render.svg import svg_parts
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

STEPS = ["searches", "checks-size", "pays", "waits", "returns", "tells"]
METRICS = ["csat", "quick", "clear"]


def pages(page: ReportPage, journey: Journey) -> tuple[Scene, ...]:
    return report_scenes(page, load_words(journey.language, calendar=journey.calendar), load_theme("default"))


def drawn(measures: Measures, name: str = "shop") -> tuple[ReportPage, tuple[Scene, ...]]:
    journey = golden_journey(name)
    page = report_page(journey, measures, TODAY)
    return page, pages(page, journey)


def many() -> Measures:
    """Eighteen metrics that moved, with quotes and long words."""
    cells = [
        share(k, 1000, period, step)._replace(metric=metric)
        for step in STEPS
        for metric in METRICS
        for k, period in ((600, "2026-W46"), (500 if metric != "clear" else 700, "2026-W47"))
    ]
    quotes = tuple(
        MeasuredQuote(
            step, "s", {"device": "phone"}, "2026-W47", "2026-11-17", 2, (1, 5), ("fee",), "Said at length " * 12
        )
        for step in STEPS
        for _ in range(3)
    )
    return measures_of(cells)._replace(quotes=quotes)


def otherwise() -> Measures:
    """Ways of all kinds from every step, a leak, loops and a time that moved."""
    ways = [
        each
        for number, id_ in enumerate(STEPS)
        for each in went(id_, {"exit": 300, **dict.fromkeys(STEPS[number + 2 : number + 5], 140)}, period="2026-W47")
    ]
    return events(
        tuple(ways),
        options={"period": "week"},
        cells=tuple(event_cell(id_, "returns", 300, 1000, "2026-W47") for id_ in STEPS),
        funnel=tuple(came(id_, n, 1000, "2026-W47") for id_, n in zip(STEPS, (1000, 950, 400), strict=False)),
        times=tuple(
            took(STEPS[0], STEPS[1], value, 5, period) for value, period in ((100, "2026-W46"), (4000, "2026-W47"))
        ),
    )


def signalled() -> Measures:
    comments = (MeasuredComments("pays", "s", {}, "2026-W47", 164, {"fee": 9, "late": 120}),)
    return golden_measures()._replace(comments=comments)


CASES = {
    "three": golden_measures,
    "many": many,
    "signals": signalled,
    "otherwise": otherwise,
    "nothing": lambda: measures_of(share(500, 1000, week, step) for step in STEPS for week in ("2026-W46", "2026-W47")),
    "one period": lambda: measures_of([share(500, 1000, "2026-W47")]),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "lines"), [((600, 1000), (500, 1000), 1), ((51, 92), (16, 110), 2)])
def test_an_interval_keeps_off_the_first_label_of_its_chart(
    before: tuple[int, int], after: tuple[int, int], lines: int
) -> None:
    page, (scene,) = drawn(measures_of([share(*before, "2026-W46"), share(*after, "2026-W47")]))
    (mover,) = page.movers
    texts = {each.string: each for each in scene.texts()}
    interval, first, unit = (texts[each] for each in (mover.interval, mover.series[0].told, mover.unit))
    assert interval.middle + interval.width / 2 + 10 <= first.middle - first.width / 2
    assert (interval.baseline > unit.baseline) is (lines == 2)


@pytest.mark.parametrize(
    ("name", "theme"), [("shop", "default"), ("shop", "print"), ("shop-he", "default"), ("shop-fa", "dark")]
)
def test_the_page_is_as_it_was(name: str, theme: str) -> None:
    _, (scene,) = drawn(golden_measures(), name)
    svg = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", "".join(svg_parts(scene, load_theme(theme))))
    golden = GOLDEN / f"{name}.{theme}.svg"
    if os.environ.get("JOURNEYMAP_UPDATE_GOLDENS"):
        golden.write_text(svg, encoding="utf-8")
    assert svg == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["shop", "shop-he", "shop-fa"])
@pytest.mark.parametrize("case", CASES)
def test_no_text_meets_another_or_leaves_the_page(case: str, name: str) -> None:
    _, scenes = drawn(CASES[case](), name)
    for scene in scenes:
        texts = list(scene.texts())
        for text in texts:
            assert text.middle - text.width / 2 >= START - 0.5 and text.middle + text.width / 2 <= END + 0.5, (
                text.string
            )
            assert text.baseline - text.size > 0 and text.baseline < HEIGHT, text.string
        for one, other in combinations(texts, 2):
            assert not _meet(one, other), (one.string, other.string)


def _meet(one: TextLine, other: TextLine) -> bool:
    across = abs(one.middle - other.middle) < (one.width + other.width) / 2 - 0.5
    return across and abs(one.baseline - other.baseline) < min(one.size, other.size) * 0.9


def test_what_customers_do_otherwise_has_a_row_for_each_way_and_fact() -> None:
    page, scenes = drawn(otherwise())
    assert page.otherwise is not None and len(page.otherwise.ways) > 5 and len(page.otherwise.remarks) == 3
    shown = [text.string for scene in scenes for text in scene.texts()]
    assert shown.count("not on the map") == sum(each.said == "not on the map" for each in page.otherwise.ways) > 0
    assert {each.label for each in page.otherwise.remarks} <= set(shown)


def test_all_that_moved_is_told_on_as_many_pages_as_it_needs() -> None:
    page, scenes = drawn(many())
    assert len(page.movers) == 18 and len(scenes) > 2
    names = [
        text.string
        for scene in scenes
        for text in scene.texts()
        if text.string in ("quick, everyone", "clear, everyone")
    ]
    assert len(names) == 12
    for number, scene in enumerate(scenes, 1):
        shown = [text.string for text in scene.texts()]
        assert (f"page {number} of {len(scenes)}" in shown) == (number > 1)
        below = [text for text in scene.texts() if BOTTOM < text.baseline < BOTTOM + 14]
        assert not below, "what is on a page ends above its legend"
        assert scene.title.endswith(f"page {number} of {len(scenes)}")
    headings = [text.string for scene in scenes for text in scene.texts() if text.string == "What moved beyond noise"]
    assert len(headings) > 1, "a section that goes on says its title again"


def test_every_change_has_its_dot_or_its_station() -> None:
    page, (scene,) = drawn(golden_measures())
    svg = "".join(svg_parts(scene, load_theme("default")))
    ring = 'r="3.2"'
    assert svg.count(ring) == len(page.dots) - len(page.movers) + 1, "and one in the legend"


def test_the_line_is_broken_where_nothing_is_told() -> None:
    weeks = [(f"2026-W{week}", 600) for week in (40, 41, 42, 45, 46)] + [("2026-W47", 400)]
    page, (scene,) = drawn(measures_of(share(k, 1000, period) for period, k in weeks))
    (mover,) = page.movers
    assert [point.told != "" for point in mover.series] == [True, True, True, False, False, True, True, True]
    svg = "".join(svg_parts(scene, load_theme("default")))
    band = load_theme("default").tokens["rule"]
    assert len(re.findall(f'<path [^>]*fill="{band}"', svg)) == 2


def test_only_marks_in_use_are_explained() -> None:
    legend = report_page(golden_journey(), CASES["nothing"](), TODAY).legend
    assert legend.noise == "within noise" and not any(legend._replace(noise=""))
    assert not any(report_page(golden_journey(), CASES["one period"](), TODAY).legend)


def test_in_a_pdf_a_page_fills_a_sheet_of_a4() -> None:
    _, scenes = drawn(golden_measures())
    paper = Paper(size=(210, 297), name="A4")
    (sheet,) = Drawing(
        journey=golden_journey(), theme=load_theme("default"), today=TODAY, scenes=scenes, paper=paper
    ).pages
    assert (sheet.width, sheet.height) == (210, 297)
    assert sheet.scale * scenes[0].width == pytest.approx(210, abs=0.1)
    assert sheet.x >= 0 and sheet.y >= 0 and 297 - sheet.scale * scenes[0].height - 2 * sheet.y == pytest.approx(0)
