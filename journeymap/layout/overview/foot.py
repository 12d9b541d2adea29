"""The last line of an overview: what it rests on, and what only the full map has."""

from __future__ import annotations

from journeymap.insight.highlights import MOST_GAINS
from journeymap.layout.canvas import Canvas, first_baseline
from journeymap.layout.overview.spec import FOOT, MARGIN, OverviewSpec
from journeymap.layout.standing_texts import rests_on

_GAP = 30.0


def draw_overview_foot(
    canvas: Canvas, spec: OverviewSpec, top: float, *, named: int, gains: int = MOST_GAINS, more_ways: int
) -> None:
    """Draws the line from the y `top` down.

    `named` stations have their names here, and as many `gains` as are chosen, or fewer; `more_ways` are not drawn.
    """
    style = spec.legible(FOOT)
    baseline = top + first_baseline(style)
    left_out = _left_out(spec, named, gains, more_ways)
    taken = canvas.text(spec.end, baseline, left_out, style, "ink3", align="end") + _GAP if left_out else 0.0
    grounds = _grounds(spec)
    if grounds:
        (line, *_) = style.lines(grounds, spec.room - taken, most=1)
        canvas.text(MARGIN, baseline, line, style, "ink3")


def _grounds(spec: OverviewSpec) -> str:
    """The version, the day and the evidence; what has no room is cut off the evidence."""
    journey, words = spec.map.journey, spec.map.words
    version = words.say("version", version=journey.version) if journey.version else ""
    return " · ".join(part for part in (*rests_on(journey, words), version, words.day(spec.map.today)) if part)


def _left_out(spec: OverviewSpec, named: int, gains: int, more_ways: int) -> str:
    words, chosen = spec.map.words, spec.chosen
    counts = {
        "more-step-names": len(spec.row.columns) - named,
        "more-pains": chosen.more_pains,
        "more-gains": chosen.more_gains + max(len(chosen.gains) - gains, 0),
        "more-opportunities": chosen.more_opportunities,
        "more-actions-left": chosen.more_actions,
        "more-ways-back": more_ways,
    }
    said = [words.say(key, count=count) for key, count in counts.items() if count > 0]
    return words.labelled(words["in-full-map"], words["list-comma"].join(said)) if said else ""
