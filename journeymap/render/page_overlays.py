"""Puts the texts of overlays into the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeymap.overlays import ItemPath, Overlay
from journeymap.render.mentions import link_mark
from journeymap.render.page_records import PageField, PageView
from journeymap.render.texts import Phrase
from journeymap.style.locale import Words


def with_overlays(page: PageView, overlays: Sequence[Overlay[Any]], words: Words) -> PageView:
    """The page with the texts of overlays: those about a touchpoint or a stage after its fields, others at the top.

    A text to which a mark on the map leads begins with the mark's number, a link mark for `linked`.
    """
    for overlay in overlays:
        page = _with_overlay(page, overlay, words)
    return page


def _with_overlay(page: PageView, overlay: Overlay[Any], words: Words) -> PageView:
    remaining = dict(overlay.texts_by_root)

    def led_to(path: ItemPath, text: str) -> Phrase:
        number = overlay.number_of(path, text)
        return Phrase(f"{link_mark(f'mark-{number}', words.number(number))} · {text}" if number else text)

    def with_texts(fields: tuple[PageField, ...], *paths: ItemPath) -> tuple[PageField, ...]:
        items = tuple(led_to(path, text) for path in paths for text in remaining.pop(path, ()))
        return (*fields, PageField("text", overlay.title, items)) if items else fields

    stages = []
    for stage in page.stages:
        steps = [
            each._replace(fields=with_texts(each.fields, ItemPath.to(touchpoint=each.id))) for each in stage.touchpoints
        ]
        fields = with_texts(stage.fields, ItemPath.to(stage=stage.id))
        stages.append(stage._replace(fields=fields, touchpoints=tuple(steps)))
    return page._replace(stages=tuple(stages), facts=with_texts(page.facts, *list(remaining)))
