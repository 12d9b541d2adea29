"""Messages about a map on paper: the size of its text, and what to do when it is too small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeymap.layout.papers import Paper, next_larger
from journeymap.model import Journey
from journeymap.pipeline.draw import drawing_request
from journeymap.pipeline.views import STANDARD_LEAST, view_of
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings

_SLACK = 0.05  # points; a difference that nobody sees


def fit_of(settings: Settings, asked: str, *, tiled: bool) -> dict[str, Any]:
    """Returns the fields of the Paper that say how a drawing fits it: as `asked`, else as suits the view.

    A map in the standard view takes as many sheets as its text needs, stage by stage; all else is one sheet, and so is
    a poster that is cut into tiles.
    """
    if asked or tiled or view_of(settings) != "standard":
        return {"fit": asked or "one"}
    return {"fit": "pages", "least": STANDARD_LEAST}


def on_best_paper(journey: Journey, settings: Settings, sizes: Sequence[tuple[float, float]], **terms: Any) -> Drawing:
    """Returns the request to draw a journey on the size of paper, of `sizes`, that makes its smallest text largest.

    `terms` are further fields of the Paper; of equal sizes the first is taken. Raises UserError as `drawing_request`.
    """
    drawings = [drawing_request(journey, settings, paper=Paper(size=size, **terms)) for size in sizes]
    if len(drawings) == 1:
        return drawings[0]
    return max(drawings, key=lambda drawing: drawing.fitted.smallest_text if drawing.fitted else 0.0)


def remark(drawing: Drawing) -> str:
    """Returns a message with the number of pages of a drawing and the size of its smallest text."""
    paper, fitted = drawing.paper, drawing.fitted
    assert paper is not None and fitted is not None
    pages = "1 page" if drawing.sheets == 1 else f"{drawing.sheets} pages"
    return f"{pages}; the smallest text is {fitted.smallest_text:.1f} pt on {paper.name}"


def warning(drawing: Drawing) -> str:
    """Returns a warning, with remedies, when the text is too small for the reading distance; else an empty string."""
    paper, fitted = drawing.paper, drawing.fitted
    assert paper is not None and fitted is not None
    smallest = fitted.smallest_text
    if smallest >= paper.least_text - _SLACK:
        return ""
    problem = (
        f"the smallest text is {smallest:.1f} pt; at {paper.distance:g} m it takes {paper.least_text:.1f} pt to read"
    )
    larger = [(name, smallest * factor) for name, factor in next_larger(*paper.size)]
    enough = [(name, size) for name, size in larger if size >= paper.least_text]
    remedies = [f"{name} would give {size:.1f} pt" for name, size in (enough[:1] or larger[-1:])]
    if drawing.view != "overview":  # which is one sheet, whatever its lanes
        if paper.fit == "one":
            remedies.append("`--fit pages` breaks it over several sheets")
        remedies.append("fewer `--lanes` make everything larger")
    return f"{problem}: {'; '.join(remedies)}"
