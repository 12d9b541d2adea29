"""What overlays say in words, in its place on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from journeymap.overlays import ItemPath, Overlay
from journeymap.render.page_view import PageField, PageView
from journeymap.render.phrases import Phrase


def with_overlays(page: PageView, overlays: Sequence[Overlay[Any]]) -> PageView:
    """The page with the texts of overlays: each touchpoint's and stage's after its fields, all others at the top."""
    for overlay in overlays:
        page = _with(page, overlay)
    return page


def _with(page: PageView, overlay: Overlay[Any]) -> PageView:
    left = dict(overlay.texts_by_root)

    def added(fields: tuple[PageField, ...], *paths: ItemPath) -> tuple[PageField, ...]:
        said = tuple(Phrase(text) for path in paths for text in left.pop(path, ()))
        return (*fields, PageField("text", overlay.title, said)) if said else fields

    stages = []
    for stage in page.stages:
        steps = [
            replace(each, fields=added(each.fields, ItemPath.to(touchpoint=each.id))) for each in stage.touchpoints
        ]
        fields = added(stage.fields, ItemPath.to(stage=stage.id))
        stages.append(replace(stage, fields=fields, touchpoints=tuple(steps)))
    return replace(page, stages=tuple(stages), facts=added(page.facts, *list(left)))
