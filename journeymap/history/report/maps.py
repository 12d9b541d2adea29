"""Differences as maps: the new version with marks where it changed, and the old feelings under the new ones."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.history.changes_overlay import overlays_of
from journeymap.history.pairing import Compared
from journeymap.insight.attachments import images_of
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.pipeline.formats import FORMATS
from journeymap.settings import Settings


def difference_maps(compared: Sequence[Compared], output_format: str, settings: Settings) -> dict[str, bytes]:
    """The maps in a format, by the names of their files. A journey that was removed has none.

    Where the newer version is in a commit, there are frames with words in place of its pictures.
    """
    maps: dict[str, bytes] = {}
    for each in compared:
        journey = each.difference.new
        if journey is not None:
            if each.file is not None and images_of(journey):
                from journeymap.pipeline.pictures import with_pictures  # noqa: PLC0415  few journeys have pictures

                journey = with_pictures(journey, str(each.file.absolute().parent))
            request = drawing_request(journey, settings, overlays=overlays_of(each.difference))
            maps[FORMATS[output_format].file_name(journey.id, "diff")] = draw(request, (output_format,))[output_format]
    return maps
