"""Makes PDFs from the Typst templates in `templates/`. No other module uses Typst.

Texts of users reach Typst only as JSON data and never as markup, so they cannot contain instructions.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.processes import forbid_forks
from journeymap.render.pinned import fonts_for
from journeymap.style.fallback import MARK, missing_characters, require_all


def typeset(
    template: str,
    *,
    data: Mapping[str, Any],
    drawings: Mapping[str, str],
    title: str,
    language: str,
    rtl: bool,
    today: dt.date,
    standard: str | None = None,
) -> bytes:
    """Makes a PDF from a Typst template, data, and SVG drawings, each with the name by which the data refers to it.

    The template reads the data from `data.json`, which also has `title`, `language`, `direction`, `font` and `date`.
    The same input gives the same bytes. `standard` is a PDF standard as Typst names it. Raises UserError when the
    document cannot meet that standard, and MissingCharactersError when no face has a character of its data.
    """
    texts = json.dumps({**data, "title": title}, ensure_ascii=False)
    require_all(texts)
    marks = dict.fromkeys(map(ord, missing_characters(texts)), MARK)
    with fonts_for({*texts, *chain.from_iterable(drawings.values())}) as fonts:
        document = {
            **json.loads(texts.translate(marks)),
            "language": language.partition("-")[0],
            "direction": "rtl" if rtl else "ltr",
            "font": list(fonts.families),
            "date": [today.year, today.month, today.day],
        }
        return _compiled(template, document, drawings, fonts.folders, standard)


def _compiled(
    template: str,
    document: Mapping[str, Any],
    drawings: Mapping[str, str],
    font_folders: Sequence[Path],
    standard: str | None,
) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(each) for each in font_folders]
    )
    with TemporaryDirectory(prefix="journeymap-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "data.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        (folder / template).write_bytes((resources.templates() / template).read_bytes())
        for drawing, svg in drawings.items():
            (folder / f"{drawing}.svg").write_text(svg, encoding="utf-8")
        forbid_forks()
        try:
            pdf = typst.compile(
                str(folder / template),
                root=str(folder),
                font_paths=fonts,
                ignore_system_fonts=True,
                pdf_standards=[standard] if standard else [],  # type: ignore[list-item]
                timestamp=0,
            )
        except typst.TypstError as error:
            if standard is None:
                raise
            raise UserError(
                f"the PDF cannot be made as {standard}: {error.message.splitlines()[0]}",
                hint="joined scripts such as Persian can be kept as a-2b, which asks less of the text",
            ) from None
    assert isinstance(pdf, bytes)
    return pdf
