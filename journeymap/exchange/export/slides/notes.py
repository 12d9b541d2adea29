"""The notes of slides: whole texts, and what each rests on, for who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.exchange.export.slides.content import SlideColumn, SlideContent
from journeymap.exchange.export.slides.lanes import is_first_part
from journeymap.render.page_records import PageField


def notes_of(content: SlideContent, columns: Sequence[SlideColumn]) -> list[str]:
    """All that is known of some touchpoints, and of their stage where they are its first, a line each."""
    stage = columns[0].stage
    view = next(each for each in content.page.stages if each.id == stage.id)
    shown = {column.touchpoint.id for column in columns if column.touchpoint}
    lines: list[str] = []
    if is_first_part(columns):
        lines += [f"{view.number} {view.name}", *_lines(view.fields)]
    for each in view.touchpoints:
        if each.id in shown:
            lines += [f"{each.number} {each.name}", *_lines(each.fields)]
    return lines


def _lines(fields: Sequence[PageField]) -> Iterator[str]:
    for field in fields:
        for item in field.items:
            note = f" ({item.note})" if item.note else ""
            yield f"{field.label}: {item.text}{note}"
