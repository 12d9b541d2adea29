"""Journeys made up for tests of flows, their drawings, and what of a drawing meets something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from random import Random
from typing import Any, NamedTuple

from journeys import TODAY, WORDS, journey_from

from journeymap.flow import FlowGraph, flow_graph
from journeymap.layout.flow import FlowSpec, flow_scene
from journeymap.layout.scene import Element, Group, Path, Rect, Scene, TextLine
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay, CustomerGroup, MeasuredShare
from journeymap.style.locale import FLOWS, load_words
from journeymap.style.theme import load_theme

ASCENT, DESCENT = 0.72, 0.2
Pairs = Sequence[tuple[int, int]]
"""Ways from one touchpoint to another by their indices; one past the last is the exit."""


def flow_journey(
    sizes: Sequence[int], ways: Pairs, *, seed: int = 0, language: str = "en", longest: int = 40
) -> Journey:
    """A journey of stages of these sizes with these ways, whose shares, words and names are made up."""
    random, count = Random(seed), sum(sizes)
    has_segments = random.random() < 0.3
    words = WORDS[language]

    def text(most: int) -> str:
        found = random.choice(words)
        while len(found) < random.randint(3, most):
            found += " " + random.choice(words)
        return found[:most].strip()

    steps: list[dict[str, Any]] = []
    for index in range(count):
        step: dict[str, Any] = {"id": f"t{index}", "name": text(longest), "next": []}
        onward = list(dict.fromkeys(target for source, target in ways if source == index))
        for target in onward:
            way: dict[str, Any] = {"to": "exit" if target >= count else f"t{target}"}
            if random.random() < 0.8:
                way["share"] = round(random.uniform(0, 1 / max(len(onward), 1)), 3)
            if random.random() < 0.6:
                way["when"] = text(longest)
            if has_segments and random.random() < 0.4:
                way["segment"] = random.choice(("new", "old"))
            step["next"].append(way)
        if random.random() < 0.7:
            step["emotions"] = {"score": round(random.uniform(-2, 2), 1), "label": text(20)}
        if random.random() < 0.2:
            step["moment_of_truth"] = True
        if random.random() < 0.6:
            step["channels"] = ["website", "phone", "shop"][: random.randint(1, 3)]
        steps.append(step)
    first, stages = 0, []
    for number, size in enumerate(sizes):
        stage: dict[str, Any] = {"id": f"s{number}", "name": text(longest), "touchpoints": steps[first : first + size]}
        stages.append(stage | ({"duration": text(14)} if random.random() < 0.5 else {}))
        first += size
    data = {"journeymap": 1, "id": "x", "title": text(60), "language": language, "stages": stages}
    if has_segments:
        data["segments"] = [{"id": "new", "name": text(20)}, {"id": "old", "name": text(20)}]
    return journey_from(data | ({"converts": f"t{random.randrange(count)}"} if random.random() < 0.5 else {}))


def measured_at_random(journey: Journey, seed: int, more: Pairs = ()) -> BehaviourOverlay:
    """Measures of most ways of a journey, and of `more` that it does not have."""
    random = Random(seed)
    ids = [each.id for each in journey.touchpoints]
    pairs = [(way.source, way.to) for way in flow_graph(journey).ways if random.random() < 0.8]
    pairs += [(ids[source], ids[target] if target < len(ids) else "exit") for source, target in more]
    ways = {pair: _share(random) for pair in dict.fromkeys(pairs)}
    group = CustomerGroup("", ("Sessions", "2026-Q3"), (), ways, {}, frozenset(ids), frozenset(), tuple(ways))
    return BehaviourOverlay(
        name="behaviour", title="Measured", values={}, groups=(group,), seen=frozenset(ids), newest={}
    )  # fmt: skip


def _share(random: Random) -> MeasuredShare:
    value = random.random()
    interval = random.choice(["", "±2", "±0.4", f"{100 * value:.0f}–{100 * value + 9:.0f}"])
    return MeasuredShare(
        value, max(value - 0.02, 0), min(value + 0.02, 1), 90, 100, False, f"{100 * value:.1f}%", interval
    )


def spec_of(graph: FlowGraph, theme: str = "default") -> FlowSpec:
    """What a graph is drawn from, on a fixed day."""
    language = graph.journey.language
    return FlowSpec(
        graph=graph,
        words=load_words(language),
        texts=load_words(language, FLOWS),
        theme=load_theme(theme),
        today=TODAY,
    )


def drawn(journey: Journey, behaviour: BehaviourOverlay | None = None, **choice: Any) -> Scene:
    """The flow of a journey."""
    return flow_scene(spec_of(flow_graph(journey, behaviour, **choice)))


class Box(NamedTuple):
    """What takes room in a drawing: the edges of its rectangle, and what it is."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: Box) -> bool:
        """Whether both have room in common, more than a rounding error."""
        return (
            self.left < other.right - 0.01
            and other.left < self.right - 0.01
            and self.top < other.bottom - 0.01
            and other.top < self.bottom - 0.01
        )


class Drawn(NamedTuple):
    """What of a flow takes room: labels of ways, all other texts, cards, heads of arrows, and strokes of ways."""

    labels: list[Box]
    texts: list[Box]
    cards: list[Box]
    heads: list[Box]
    strokes: list[Box]


def parts_of(scene: Scene) -> Drawn:
    """The parts of a drawing that must not meet."""
    found = Drawn([], [], [], [], [])
    for group in _groups(scene.bands):
        for element in group.children:
            if isinstance(element, TextLine):
                (found.labels if group.kind == "flow-way" else found.texts).append(_text_box(element))
            elif isinstance(element, Rect) and group.kind == "node" and element.fill == "paper":
                found.cards.append(
                    Box(element.x, element.y, element.x + element.width, element.y + element.height, group.title)
                )
            elif isinstance(element, Path) and group.kind == "flow-way":
                name = f"{group.data['from']} to {group.data['to']}"
                if element.fill:
                    found.heads.append(_around(element, name))
                else:
                    found.strokes.extend(_strokes(element, name))
    return found


def _groups(groups: Sequence[Element]) -> Iterator[Group]:
    for each in groups:
        if isinstance(each, Group):
            yield each
            yield from _groups(each.children)


def _text_box(text: TextLine) -> Box:
    left, right = text.middle - text.width / 2, text.middle + text.width / 2
    return Box(left, text.baseline - ASCENT * text.size, right, text.baseline + DESCENT * text.size, text.string)


def _around(path: Path, name: str) -> Box:
    xs = [numbers[-2] for _, numbers in path.segments if numbers]
    ys = [numbers[-1] for _, numbers in path.segments if numbers]
    return Box(min(xs), min(ys), max(xs), max(ys), name)


def _strokes(path: Path, name: str) -> Iterator[Box]:
    """The pieces of a stroke, as wide as it is; a curve is several straight ones."""
    points: list[tuple[float, float]] = []
    for command, numbers in path.segments:
        if command == "C":
            points += [_on_curve(points[-1], numbers, step / 6) for step in range(1, 6)]
        points.append((numbers[-2], numbers[-1]))
    half = path.stroke_width / 2
    for (x1, y1), (x2, y2) in pairwise(points):
        yield Box(min(x1, x2) - half, min(y1, y2) - half, max(x1, x2) + half, max(y1, y2) + half, name)


def _on_curve(start: tuple[float, float], numbers: Sequence[float], t: float) -> tuple[float, float]:
    """A point of a cubic Bézier curve from its start, at the part t of it."""
    controls = [start, numbers[0:2], numbers[2:4], numbers[4:6]]
    weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3]
    x, y = (sum(weight * control[axis] for weight, control in zip(weights, controls, strict=True)) for axis in (0, 1))
    return x, y


def overlaps(scene: Scene) -> list[str]:
    """Every label of a way that meets another text, a card, the head of an arrow, a stroke, or the edge of the sheet,
    and every other text that meets one."""
    parts = parts_of(scene)
    found = [f"{one.what!r} meets {other.what!r}" for one, other in combinations(parts.labels, 2) if one.meets(other)]
    for kind, others in (("text", parts.texts), ("card", parts.cards), ("head", parts.heads), ("way", parts.strokes)):
        found += [
            f"{label.what!r} meets the {kind} {other.what!r}"
            for label in parts.labels
            for other in others
            if label.meets(other)
        ]
    found += [f"{one.what!r} meets {other.what!r}" for one, other in combinations(parts.texts, 2) if one.meets(other)]
    page = (0.0, 0.0, scene.width, scene.height)
    found += [
        f"{each.what!r} leaves the sheet"
        for each in (*parts.labels, *parts.texts, *parts.cards, *parts.strokes)
        if each.left < page[0] or each.top < page[1] or each.right > page[2] or each.bottom > page[3]
    ]
    return found


def groups_of(scene: Scene, kind: str) -> list[Group]:
    """The groups of a kind: `flow-way` or `node`."""
    return [group for group in _groups(scene.bands) if group.kind == kind]


def texts_of(group: Group) -> list[TextLine]:
    """The lines of text in a group."""
    return [each for each in group.children if isinstance(each, TextLine)]


def labels_by_way(scene: Scene) -> Mapping[tuple[str, str], str]:
    """The texts of the label of each way, joined, by the ids of its ends."""
    return {
        (group.data["from"], group.data["to"]): " ".join(each.string for each in texts_of(group))
        for group in groups_of(scene, "flow-way")
    }
