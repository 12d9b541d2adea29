"""The sheet of a ranking, from its head to its legend."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.layout.canvas import Canvas
from journeymap.layout.scene import Group, Scene
from journeymap.layout.sheet import (
    SheetFact,
    SheetFrame,
    SheetHead,
    closing_line,
    draw_legend_strip,
    draw_sheet_head,
    legend_strip_height,
)
from journeymap.layout.what_if.alone import draw_alone
from journeymap.layout.what_if.bars import draw_bars
from journeymap.layout.what_if.frontier import draw_frontier
from journeymap.layout.what_if.legend import legend_entries
from journeymap.layout.what_if.spec import EDGE, WIDTH, WhatIfSpec
from journeymap.layout.what_if.tried import draw_tried, tried

_TOP, _BELOW_HEAD, _BETWEEN = 30.0, 26.0, 26.0


def what_if_scene(spec: WhatIfSpec) -> Scene:
    """Returns the scene of a ranking of actions."""
    canvas = Canvas(WIDTH, rtl=spec.rtl)
    frame = SheetFrame(EDGE, WIDTH - EDGE)
    with canvas.group("band-head", "band"):
        head, styles = head_of(spec), spec.styles
        y = draw_sheet_head(canvas, frame, _TOP, head, styles, lead_most=860, facts_beside=True) + _BELOW_HEAD
    with canvas.group("band-actions", "band"):
        below = draw_alone(canvas, spec, y)
        below = max(below, draw_frontier(canvas, spec, y, below - y))
    with canvas.group("band-hangs", "band"):
        bottom = draw_bars(canvas, spec, below + _BETWEEN)
    if tried(spec):
        with canvas.group("band-tried", "band"):
            bottom = draw_tried(canvas, spec, bottom + _BETWEEN)
    entries = list(legend_entries(spec))
    closing = closing_line(spec.journey, spec.words, spec.today)
    with canvas.group("band-legend", "band"):
        draw_legend_strip(canvas, frame, bottom + _BETWEEN, entries, closing)
    return Scene(
        width=WIDTH,
        height=bottom + _BETWEEN + legend_strip_height(frame, entries, closing),
        title=spec.texts.say("which-first", title=spec.journey.title),
        description=" ".join(lead_of(spec)),
        language=spec.journey.language,
        rtl=spec.rtl,
        bands=[element for element in canvas.elements if isinstance(element, Group)],
    )


def head_of(spec: WhatIfSpec) -> SheetHead:
    """The head: which actions come first."""
    texts, best = spec.texts, spec.ranking.best
    kicker = " · ".join(each for each in (spec.journey.organisation, texts["first-question"]) if each)
    if best is None:
        asked = spec.ranking.budget if spec.ranking.cheapest is not None else None
        title = texts["title-none"] if asked is None else texts.say("title-none-within", budget=spec.said.cost(asked))
    elif len(best.actions) == 1:
        title = texts.say("title-first", actions=spec.actions[best.actions[0]].title)
    else:
        title = texts.say("title-first", actions=spec.codes(best.actions))
    return SheetHead(kicker, spec.kept(title), tuple(map(spec.kept, lead_of(spec))), tuple(_facts(spec)),
                     texts["simulated-pill"])  # fmt: skip


def lead_of(spec: WhatIfSpec) -> tuple[str, ...]:
    """What comes first, in words, and how sure that is."""
    ranking, texts, said = spec.ranking, spec.texts, spec.said
    best = ranking.best
    if best is None:
        return (*said.nothing(ranking.budget, ranking.cheapest), *said.whose_time(ranking))
    told = {"actions": spec.codes(best.actions), "gain": f"{said.gain(best.gain)} {said.heading()}",
            "range": said.interval(best.low, best.high)}  # fmt: skip
    if best.cost is not None and ranking.paid == "budget":
        lines = [texts.say("set-gain-for", cost=said.cost(best.cost), **told)]
    else:
        lines = [texts.say("set-gain", **told)]
    if best.holds_zero:
        lines.append(texts["may-be-nothing"])
    elif ranking.sure is not None:
        others = [each for each in best.actions if each not in ranking.sure.actions]
        lines.append(texts.say("without-unsure", others=spec.codes(others), actions=spec.codes(ranking.sure.actions),
                               gain=said.gain(ranking.sure.gain)))  # fmt: skip
    return (*lines, *said.whose_time(ranking))


def _facts(spec: WhatIfSpec) -> Iterator[SheetFact]:
    ranking, texts = spec.ranking, spec.texts
    yield SheetFact(texts["objective"], texts[f"objective-{ranking.objective}"])
    yield SheetFact(texts["draws"], texts.say("drawn", n=ranking.runs, seed=spec.words.number(ranking.seed)))
    if ranking.budget is not None:
        yield SheetFact(texts["budget-asked"], spec.said.cost(ranking.budget))
