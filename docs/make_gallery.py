"""The gallery: every sample drawn in every theme and view, and the page that shows them; for `make_site.py`."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from journeymap.model import Journey
from journeymap.pipeline.check import check
from journeymap.pipeline.draw import render
from journeymap.pipeline.flows import FlowChoice, make_flow
from journeymap.pipeline.views import VIEWS
from journeymap.settings import Settings
from journeymap.style.theme import built_in

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCES = "https://github.com/your-organisation/journeymap/blob/main/samples"
TODAY = dt.date(2026, 11, 21)
"""The day of all pictures, so that they are the same bytes each time."""
SHOWN = (*VIEWS, "flow")
LANGUAGES = {"en": "English", "he": "עברית", "fa": "فارسی"}
_WIDTH = 720
"""The width of a small picture in pixels: two to one on the page."""
_SHAPE = 0.7
"""How tall a small picture is, in parts of its width: the rest of a map is cut off at the bottom, or paper is added."""
_HEAD = """\
---
hide: [navigation, toc]
---
# Gallery

All samples in all themes and views, drawn by journeymap while this site was built. A picture opens the whole map, which
is an SVG of its own; *the page* is what `--format html` writes, with text, plan and zoom.
"""


class Shown(NamedTuple):
    """A sample: what the page tells of its journey, the name of its file, and its pictures by file name."""

    id: str
    title: str
    language: str
    is_rtl: bool
    source: str
    files: Mapping[str, bytes]


def draw_samples() -> list[Shown]:
    """Returns every sample with its pictures: an SVG and a small WebP for each theme and view, and its page."""
    paths = sorted(SAMPLES.glob("*.journey.yaml"), key=lambda path: (_place(path), path.name))
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(_drawn, themes=tuple(built_in())), paths))


def file_name(id_: str, theme: str, view: str, suffix: str) -> str:
    """The name of a picture: `airline.dark.overview.svg`."""
    return f"{id_}.{theme}.{view}{suffix}"


def page(samples: list[Shown]) -> str:
    """The page: what filters, and a group of pictures for each sample. It needs no script."""
    themes = built_in()
    choices = {"language": [*LANGUAGES], "theme": themes, "view": [*SHOWN]}
    lines = [_HEAD, f"<style>{_filters(choices)}</style>", '<div class="gallery" markdown="0">', _form(choices)]
    lines += [_group(sample, themes) for sample in samples]
    return "\n".join([*lines, "</div>", ""])


def picture(sample: Shown, theme: str, view: str, folder: str = "gallery/") -> str:
    """The markup of a small picture that opens the whole one."""
    small, whole = (file_name(sample.id, theme, view, suffix) for suffix in (".webp", ".svg"))
    name = escape(f"{sample.title}: {view}, {theme}", quote=True)
    size = f'width="{_WIDTH}" height="{round(_WIDTH * _SHAPE)}"'
    return f'<a href="{folder}{whole}"><img src="{folder}{small}" alt="{name}" {size} loading="lazy"></a>'


def _place(path: Path) -> int:
    """Where a sample stands by its language."""
    return [*LANGUAGES].index(_read(path).language)


def _read(path: Path) -> Journey:
    settings = Settings(today=TODAY)
    journey = check(path.read_bytes(), path.name, settings, folder=str(path.parent)).journey
    assert journey is not None, path
    return journey


def _drawn(path: Path, themes: tuple[str, ...]) -> Shown:
    journey = _read(path)
    files: dict[str, bytes] = {}
    for theme in themes:
        settings = Settings(today=TODAY, theme=theme, width=_WIDTH)
        for view in SHOWN:
            made = (
                make_flow(journey, settings, ("svg", "png"), FlowChoice())
                if view == "flow"
                else render(journey, settings.replace(view=view, formats=("svg", "png")))
            )
            svg, png = (next(data for name, data in made.items() if name.endswith(end)) for end in (".svg", ".png"))
            files[file_name(journey.id, theme, view, ".svg")] = svg
            files[file_name(journey.id, theme, view, ".webp")] = _small(png)
    (whole,) = render(journey, Settings(today=TODAY, formats=("html",))).values()
    files[f"{journey.id}.html"] = whole
    return Shown(journey.id, journey.title, journey.language, journey.is_rtl, path.name, files)


def _small(png: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as whole:
        coloured = whole.convert("RGB")
        shown = Image.new("RGB", (whole.width, round(whole.width * _SHAPE)), coloured.getpixel((0, whole.height - 1)))
        shown.paste(coloured)
        shown.save(out, "WEBP", quality=80, method=4)
    return out.getvalue()


def _filters(choices: Mapping[str, list[str]]) -> str:
    """The rules that hide what is not chosen."""
    return "".join(
        f".gallery:has(#{kind}-{name}:checked) [data-{kind}]:not([data-{kind}={name}]){{display:none}}"
        for kind, names in choices.items()
        for name in names
    )


def _form(choices: Mapping[str, list[str]]) -> str:
    groups = []
    for kind, names in choices.items():
        options = [
            f'<label><input type="radio" name="{kind}" id="{kind}-{name}"{" checked" if name == "all" else ""}> '
            f"{LANGUAGES.get(name, name)}</label>"
            for name in ("all", *names)
        ]
        groups.append(f"<fieldset><legend>{kind.capitalize()}</legend>{''.join(options)}</fieldset>")
    return f'<form class="gallery-filter">{"".join(groups)}</form>'


def _group(sample: Shown, themes: list[str]) -> str:
    direction = "rtl" if sample.is_rtl else "ltr"
    figures = [
        f'<figure data-theme="{theme}" data-view="{view}">{picture(sample, theme, view)}'
        f'<figcaption><bdi dir="ltr">{view} · {theme}</bdi></figcaption></figure>'
        for theme in themes
        for view in SHOWN
    ]
    return (
        f'<section data-language="{sample.language}" id="{sample.id}">'
        f'<h2 lang="{sample.language}" dir="{direction}">{escape(sample.title)}</h2>'
        f'<p dir="{direction}"><a href="gallery/{sample.id}.html">The page</a> · '
        f'<a href="{SOURCES}/{sample.source}">{sample.source}</a></p>'
        f'<div class="gallery-pictures" dir="{direction}">{"".join(figures)}</div></section>'
    )
