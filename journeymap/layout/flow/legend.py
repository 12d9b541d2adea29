"""The legend of a flow: the marks that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.flow import FlowWay
from journeymap.insight.feelings import is_assumed
from journeymap.layout.canvas import CAPTION_BOLD, Canvas
from journeymap.layout.flow.cards import draw_conversion, felt_at
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.flow.strokes import Point, draw_arrow, draw_end, draw_exit
from journeymap.layout.legend.entry import LegendEntry
from journeymap.layout.marks import marker, polygon
from journeymap.layout.spec import persona_token
from journeymap.layout.track_labels import DOT, draw_share_dot


def legend_entries(spec: FlowSpec) -> list[LegendEntry]:
    """The entries for the marks in use."""
    return [*way_entries(spec), *_node_entries(spec)]


def way_entries(spec: FlowSpec) -> Iterator[LegendEntry]:
    """The entries for the ways and the dots of their shares."""
    graph, texts = spec.graph, spec.texts
    measured = [way for way in graph.ways if not way.is_assumed]
    assumed = [way for way in graph.ways if way.is_assumed]
    if measured:
        yield _arrow(texts["legend-measured-way"], [(0, 0), (30, 0)], 0.8)
    if assumed:
        yield _arrow(texts["legend-assumed-way"], [(0, 0), (30, 0)], 0.6, is_assumed=True)
    if measured:
        yield LegendEntry(
            2 * DOT, texts["measured"], lambda c, x, y: draw_share_dot(c, x + DOT, y, "ink", hollow=False)
        )
    if measured or any(way.parts or (way.assumed is not None and way.assumed < 1) for way in graph.ways):
        yield LegendEntry(2 * DOT, texts["assumed"], lambda c, x, y: draw_share_dot(c, x + DOT, y, "ink", hollow=True))
    if any(way.share is None and not way.parts for way in graph.ways):
        yield LegendEntry(
            8, texts["legend-unknown"], lambda c, x, y: _text(c, x, y, "?")
        )  # fmt: skip
    courses = {graph.course(way) for way in graph.ways}
    if "back" in courses:
        yield _arrow(texts["legend-back"], [(28, 6), (28, -6), (6, -6), (6, 7)], 0.25)
    if "ahead" in courses:
        yield _arrow(texts["legend-ahead"], [(2, -6), (2, 6), (24, 6), (24, -7)], 0.25)
    exits = [way for way in graph.ways if way.target is None and not way.completes]
    yield from _exit_entries(spec, exits)
    if any(way.completes for way in graph.ways):
        yield LegendEntry(24, texts["legend-end"], lambda c, x, y: draw_end(c, x, y, x + 16, 0.3, is_assumed=False))


def _exit_entries(spec: FlowSpec, exits: list[FlowWay]) -> Iterator[LegendEntry]:
    texts = spec.texts
    has_conversion = bool(spec.graph.converting)
    if any(spec.graph.is_loss(way) for way in exits):
        said = texts["legend-lost"] if has_conversion else texts["legend-lost-anywhere"]
        yield LegendEntry(
            18, said, lambda c, x, y: draw_exit(c, x + 9, y - 8, y + 6, 0.2, is_loss=True, is_assumed=False)
        )  # fmt: skip
    if any(not spec.graph.is_loss(way) for way in exits):
        yield LegendEntry(
            10, texts["legend-left-after"],
            lambda c, x, y: draw_exit(c, x + 5, y - 8, y + 7, 0.2, is_loss=False, is_assumed=False),
        )  # fmt: skip


def _node_entries(spec: FlowSpec) -> Iterator[LegendEntry]:
    graph, journey = spec.graph, spec.graph.journey
    yield from step_entries(spec)
    personas = (journey.whole or journey).personas
    felt = [each for node in graph.nodes for each in felt_at(spec, node)]
    for index in sorted({index for index, _ in felt}):
        kinds = {is_assumed(emotion) for persona, emotion in felt if persona == index}
        name = personas[index].name if personas else ""
        word = spec.texts.say("legend-feeling-of", name=name) if name else spec.texts["legend-feeling"]
        yield LegendEntry(30, word, _feeling(index, kinds))


def _arrow(word: str, points: list[Point], share: float, *, is_assumed: bool = False) -> LegendEntry:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        draw_arrow(canvas, [(x + dx, y + dy) for dx, dy in points], share, "ink2", is_assumed=is_assumed)

    return LegendEntry(max(dx for dx, _ in points) + 3, word, draw)


def _text(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.text(x, y + 3.6, text, CAPTION_BOLD, "ink2")


def step_entries(spec: FlowSpec) -> Iterator[LegendEntry]:
    """The entries for the marks of touchpoints: moments of truth, and where the journey converts."""
    graph = spec.graph
    if any(node.touchpoint.moment_of_truth for node in graph.nodes):
        yield LegendEntry(17, spec.words["moment-of-truth"], _moment)
    if any(each in graph.node_by_id for each in graph.journey.converts):
        yield LegendEntry(10, spec.texts["conversion"], lambda c, x, y: draw_conversion(c, x + 5, y))


def _moment(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(polygon(x + 8.5, y, 4, 8.5, -90), "moment")


def _feeling(index: int, kinds: set[bool]) -> Callable[[Canvas, float, float], None]:
    """Draws the mark of a persona on its scale: hollow where its feelings are assumed, and both where some are."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + 30, y, "rule2")
        for at in (x, x + 15, x + 30):
            canvas.line(at, y - 3, at, y + 3, "ink3")
        places = (x + 21,) if len(kinds) == 1 else (x + 8, x + 22)
        for place, hollow in zip(places, sorted(kinds), strict=True):
            marker(canvas, place, y, index, 4.2, persona_token(index), hollow=hollow)

    return draw
