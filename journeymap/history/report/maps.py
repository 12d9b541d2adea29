"""Differences as maps: the new version with marks where it changed, and the old feelings under the new ones."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.history.changes import Difference
from journeymap.history.changes_overlay import overlays_of
from journeymap.history.compare import difference
from journeymap.history.pairing import Compared
from journeymap.insight.attachments import images_of
from journeymap.pipeline.draw import draw, drawing_request, shown_part
from journeymap.pipeline.formats import FORMATS
from journeymap.pipeline.views import view_of
from journeymap.settings import Settings


def difference_maps(compared: Sequence[Compared], output_format: str, settings: Settings) -> dict[str, bytes]:
    """The maps in a format, by the names of their files. A journey that was removed has none.

    Where the newer version is in a commit, there are frames with words in place of its pictures. Where the settings ask
    for overviews, in which changes have no room, it is the full map; and pages have no overview.
    """
    if view_of(settings) == "overview":
        settings = settings.replace(view="full")
    maps: dict[str, bytes] = {}
    for each in compared:
        found = _of_part(each.difference, settings)
        journey = found.new
        if journey is not None:
            if each.file is not None and images_of(journey):
                from journeymap.pipeline.pictures import with_pictures  # noqa: PLC0415  few journeys have pictures

                journey = with_pictures(journey, str(each.file.absolute().parent))
            request = drawing_request(journey, settings, overlays=overlays_of(found), with_overview=False)
            maps[FORMATS[output_format].file_name(journey.id, "diff")] = draw(request, (output_format,))[output_format]
    return maps


def _of_part(found: Difference, settings: Settings) -> Difference:
    """The difference of what the persona or the segment in the settings comes to; all of it without any.

    Where the older version does not have them, nothing is marked as new, as everything is.
    """
    old, new = found.old, found.new
    if new is None or not (settings.persona or settings.segment):
        return found
    part = shown_part(new, settings)
    known = old is not None and (settings.persona or settings.segment) in (
        each.id for each in (old.personas if settings.persona else old.segments)
    )
    if old is None or not known:
        return Difference(None, part, (), {})
    return difference(shown_part(old, settings), part, found.measures)
