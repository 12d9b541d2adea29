"""Two journeys as an open book: what is gone is marked in the first, what is new, moved or changed in the second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.history.changes import Change, Difference
from journeymap.history.changes_overlay import overlays_of
from journeymap.history.compare import difference
from journeymap.history.describe import DescribedChange, Describer
from journeymap.history.folding import folded
from journeymap.layout.beside import BookTexts, lay_book
from journeymap.layout.mentions import with_numbers
from journeymap.layout.scene import Scene
from journeymap.layout.sheet import closing_line
from journeymap.layout.spec import MapSpec
from journeymap.model import Journey
from journeymap.overlays import Overlay
from journeymap.overlays.changes import HOWS, ChangesOverlay, How, PathChange
from journeymap.pipeline.draw import drawing_request, shown_part
from journeymap.pipeline.sheets import BESIDE, draw_sheet
from journeymap.render.beside_page import BesideChange, BesidePage, BesideSection
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings
from journeymap.style.signs import keep_signs_in


def book(as_is: Journey, to_be: Journey, settings: Settings) -> dict[str, bytes]:
    """Returns the bytes of both journeys beside each other in each format of the settings, by file name.

    Raises UserError when one of them lacks the persona or the segment in the settings.
    """
    as_is, to_be = (shown_part(journey, settings) for journey in (as_is, to_be))
    request = drawing_request(to_be, settings)
    with request.typeset():
        scene = book_scene(as_is, to_be, request)
    page = book_page(as_is, to_be, request) if "html" in settings.formats else None
    made = draw_sheet(BESIDE, request.replace(scenes=(scene,), title=scene.title), settings.formats, page)
    return {BESIDE.file_name(form, as_is.id, BESIDE.name, to_be.id): data for form, data in made.items()}


def book_scene(as_is: Journey, to_be: Journey, request: Drawing) -> Scene:
    """Lays out both journeys beside each other, in the words and the theme of the request."""
    describer = Describer(difference(as_is, to_be))
    curve = describer.words["beside-curve"]
    changed = _not_gone(describer.difference, curve)
    first, second = folded(describer.difference)
    return lay_book(
        _spec(as_is, request, (*as_is.beside, *_gone(as_is, to_be, curve))).replace(folded=first),
        _spec(to_be, request, (*to_be.beside, *changed)).replace(folded=second),
        _texts(describer),
    )


def book_page(as_is: Journey, to_be: Journey, request: Drawing) -> BesidePage:
    """The texts of the page of both journeys: all changes by sections, and the steps that have no column."""
    describer = Describer(difference(as_is, to_be))
    words, texts, lines = describer.words, _texts(describer), describer.lines()
    numbers, known = to_be.number_of, with_numbers(to_be, request.words).touchpoint_by_id
    page = BesidePage(
        language=to_be.language,
        said_in=words.language,
        is_rtl=to_be.is_rtl,
        kicker=texts.kicker,
        title=texts.title,
        heading=describer.headline(),
        lead=texts.lead,
        sections=tuple(
            BesideSection(
                heading,
                tuple(BesideChange(each.change.how, words[f"mark-{each.change.how}"], each.whole) for each in inside),
            )
            for heading, inside in describer.sections(lines)
        ),
        folded_heading=texts.folded,
        folded=tuple(
            f"{request.words.number(numbers[each])} {known[each].name}"
            for each in sorted(folded(describer.difference)[1], key=numbers.__getitem__)
        ),
        closing=closing_line(to_be, request.words, request.today),
    )
    return keep_signs_in(page, rtl=to_be.is_rtl)


def _spec(journey: Journey, request: Drawing, overlays: Sequence[Overlay[Any]]) -> MapSpec:
    return MapSpec(
        journey=with_numbers(journey, request.words),
        words=request.words,
        theme=request.theme,
        today=request.today,
        compact=request.compact,
        overlays=tuple(overlays),
        logo=request.logo,
    )


def _gone(as_is: Journey, to_be: Journey, curve: str) -> Iterator[ChangesOverlay]:
    """What the first journey has and the second no longer has, with the feelings of the second, on the first."""
    for overlay in overlays_of(difference(to_be, as_is)):
        yield _with_marks(overlay, {"added": "removed"}, curve)


def _not_gone(found: Difference, curve: str) -> Iterator[ChangesOverlay]:
    """What is new, moved or changed, with the feelings of the first journey, on the second."""
    for overlay in overlays_of(found):
        yield _with_marks(overlay, {"added": "added", "moved": "moved", "changed": "changed"}, curve)


def _with_marks(overlay: ChangesOverlay, marks: Mapping[How, How], curve: str) -> ChangesOverlay:
    """The overlay with these of its marks, and what each of them then is; a book has no list of changes in its foot.

    `curve` is what the other curve is called.
    """
    kept = {
        path: PathChange(marks.get(change.how) if change.how else None, change.feeling)
        for path, change in overlay.values.items()
    }
    values = {path: change for path, change in kept.items() if change != PathChange()}
    return overlay.replace(values=values, before=curve, story=())


def _texts(describer: Describer) -> BookTexts:
    words = describer.words
    lines = describer.lines()
    organisation = describer.difference.journey.organisation
    return BookTexts(
        kicker=" · ".join(part for part in (organisation, words["beside-each-other"]) if part),
        title=describer.title,
        lead=tuple(part for part in (_pains(describer), _largest_move(describer, lines)) if part),
        changes={how: words[f"mark-{how}"] for how in HOWS},
        folded=words["beside-folded"],
    )


def _pains(describer: Describer) -> str:
    hows = Counter(change.how for change in describer.difference.changes if change.what == "pain")
    words = describer.words
    gone = words.say("beside-pains-gone", count=hows["removed"]) if hows["removed"] else ""
    new = words.say("beside-pains-new", count=hows["added"]) if hows["added"] else ""
    return describer.map_words["list-comma"].join(part for part in (gone, new) if part)


def _largest_move(describer: Describer, lines: Sequence[DescribedChange]) -> str:
    """The largest change of a feeling, in words; nothing where none changed."""
    moves = [line for line in lines if _size(line.change)]
    if not moves:
        return ""
    largest = max(moves, key=lambda line: _size(line.change))
    return describer.words.say("beside-largest", change=largest.whole)


def _size(change: Change) -> float:
    """How far a score moved; 0 for any other change."""
    if change.what == "emotion" and isinstance(change.old, int | float) and isinstance(change.new, int | float):
        return abs(change.new - change.old)
    return 0.0
