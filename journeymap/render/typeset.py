"""Makes PDFs from the Typst templates in `templates/`. No other module uses Typst.

Texts of users reach Typst only as JSON data and never as markup, so they cannot contain instructions.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.processes import forbid_forks
from journeymap.io.scratch import scratch_folder, told
from journeymap.render.pinned import font_folder
from journeymap.style.fonts import FAMILY, lacking


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
    document cannot meet that standard.
    """
    document = {
        **data,
        "title": title,
        "language": language.partition("-")[0],
        "direction": "rtl" if rtl else "ltr",
        "font": FAMILY,
        "date": [today.year, today.month, today.day],
    }
    text = json.dumps(document, ensure_ascii=False)
    foreign = bool(lacking(text)) or any(lacking(drawing) for drawing in drawings.values())
    fonts = typst.Fonts(include_system_fonts=foreign, include_embedded_fonts=False, font_paths=[str(font_folder())])
    source = (resources.templates() / template).read_bytes()
    with scratch_folder("journeymap-pdf-") as name:
        folder = Path(name)
        with told():
            (folder / "data.json").write_text(text, encoding="utf-8")
            (folder / template).write_bytes(source)
            for drawing, svg in drawings.items():
                (folder / f"{drawing}.svg").write_text(svg, encoding="utf-8")
        forbid_forks()
        try:
            pdf = typst.compile(
                str(folder / template),
                root=str(folder),
                font_paths=fonts,
                ignore_system_fonts=not foreign,
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
