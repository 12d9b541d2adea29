"""The files on which drawings depend, beside the journeys' own: what settings and themes name, and what lies beside."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from journeymap.errors import UserError
from journeymap.measure.measures import path_of
from journeymap.pipeline.pictures import allowed_paths, folder_of
from journeymap.pipeline.themes import theme_of
from journeymap.settings import Settings
from journeymap.simulation.saved import path_of_saved


def files_named_by(settings: Settings) -> list[Path]:
    """Returns the files that settings name, and those that their theme does: templates, fonts, logos; found or not.

    Folders are among them, and of the packages of fonts those whose files are known.
    """
    names, found = [settings.theme, *settings.fonts], [settings.templates] if settings.templates else []
    with suppress(UserError):
        theme = theme_of(settings)
        names += theme.brand.fonts
        found += [*theme.brand.logo.files, *(font.path for font in (*theme.fonts, *theme.type.files))]
    paths = (Path(name.partition("#")[0]) for name in names)  # `fonts/song.ttc#2` is a face of a collection
    return [*(path for path in paths if path.suffix), *found]


def files_beside(journey: Path, pictures: Iterable[str]) -> list[Path]:
    """Returns the files beside a journey's, found or not: measures, gains, and pictures by the names in the journey."""
    return [path_of(journey), path_of_saved(journey), *allowed_paths(pictures, folder_of(journey))]
