"""Builds the documents as a site, with pages made from the code, and the gallery: `python docs/make_site.py`.

The site is in `build/docs/site`, and can be read from there without a server. A warning of the site's builder ends this
with its status.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import make_commands_pages
import make_gallery
import make_keys_page
import make_rules_page
import make_settings_page
import make_themes_page

from journeymap.rules import RULES

DOCS = Path(__file__).parent
ROOT = DOCS.parent
REPOSITORY = "https://github.com/your-organisation/journeymap/blob/main"
FOLDER = ROOT / "build/docs"
LANGUAGES = ("en", "he", "fa")
"""The languages of the site, each with its settings in `docs/site/`; the pages of all but English in a folder each."""
_THEMES_SAMPLE = "online-clothing-shop"
_FENCE = re.compile(r"^( *```[a-z]+) [a-z-]+$", re.MULTILINE)
"""The start of an example with a word for the tests behind its language, which the site's builder does not know."""
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s]+)\)")


def main() -> int:
    """Build all of it. Returns the exit status: that of the first site that is not built without a warning."""
    parser = argparse.ArgumentParser(description="Build the documents as a site.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="Where; the site is in `site` there.")
    return build(parser.parse_args().folder)


def build(folder: Path) -> int:
    """Builds the sites of all languages below a folder, which is emptied first. Returns the exit status."""
    shutil.rmtree(folder, ignore_errors=True)
    samples = make_gallery.draw_samples()
    for language in LANGUAGES:
        source = folder / "sources" / language
        for name, data in pages(language, samples):
            path = source / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (source / "zensical.toml").write_text(_settings(language), "utf-8")
        command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", "zensical.toml"]
        done = subprocess.run(command, cwd=source, env={**os.environ, "NO_COLOR": "1"}, check=False)
        if done.returncode:
            return done.returncode
        place = folder / "site" if language == "en" else folder / "site" / language
        shutil.copytree(source / "site", place, dirs_exist_ok=True)
    return 0


def pages(language: str, samples: list[make_gallery.Shown]) -> Iterator[tuple[str, bytes]]:
    """Yields the name and the content of each file that the site of a language is built from."""
    for name in ("site.css", "favicon.svg"):
        yield f"site/{name}", (DOCS / "site" / name).read_bytes()
    if language != "en":
        for path in sorted((DOCS / language).glob("*.md")):
            yield path.name, _prepared(_linked(path))
        return
    for path in sorted(DOCS.glob("*.md")):
        yield path.name, _prepared(_linked(path))
    yield "changes.md", _prepared(_linked(ROOT / "CHANGELOG.md"))
    yield "contributing.md", _prepared(_linked(ROOT / "CONTRIBUTING.md"))
    for path in sorted(DOCS.glob("*.svg")):
        yield path.name, path.read_bytes()
    for name, text in made_pages(samples):
        yield name, _prepared(text)
    for sample in samples:
        for name, data in sample.files.items():
            yield f"gallery/{name}", data


def made_pages(samples: list[make_gallery.Shown]) -> Iterator[tuple[str, str]]:
    """Yields the name and the text of each page that is made from the code."""
    yield "keys.md", make_keys_page.page()
    yield "settings.md", make_settings_page.page()
    yield "commands.md", make_commands_pages.index()
    for name in make_commands_pages.names():
        yield make_commands_pages.file_name(name), make_commands_pages.page(name)
    yield "rules.md", make_rules_page.page("rules/{}.md")
    for rule in RULES:
        yield f"rules/{rule.code}.md", make_rules_page.manual(rule)
    shown = next((each for each in samples if each.id == _THEMES_SAMPLE), None)
    yield (
        "themes.md",
        make_themes_page.page(lambda theme: make_gallery.picture(shown, theme, "overview") if shown else ""),
    )
    yield "gallery.md", make_gallery.page(samples)


def _settings(language: str) -> str:
    """The settings of the site of a language, for its builder."""
    own, theme = ((DOCS / "site" / f"{name}.toml").read_text("utf-8") for name in (language, "theme"))
    common = 'extra_css = ["site/site.css"]\nuse_directory_urls = false\n'
    own = own.replace("[project]\n", f"[project]\n{common}", 1)
    return f'{own}\n[project.theme]\nlanguage = "{language}"\n{theme}'


def _linked(path: Path) -> str:
    """The text of a document, its links as they are in the site: to pages of it, and to the repository for all else."""

    def lead(link: re.Match[str]) -> str:
        target, _, anchor = link[1].partition("#")
        goal = (path.parent / target).resolve()
        if goal.suffix == ".md" and goal.parent != path.parent and goal.is_relative_to(DOCS) and path.parent != ROOT:
            target = target.removesuffix(".md") + ".html"  # it is a page of the site of another language
        elif goal.parent == DOCS and path.parent == ROOT:
            target = goal.name
        elif goal.is_relative_to(ROOT) and not goal.is_relative_to(path.parent if path.parent != ROOT else DOCS):
            target = f"{REPOSITORY}/{goal.relative_to(ROOT).as_posix()}"
        return f"]({target}{'#' * bool(anchor)}{anchor})"

    return _LINK.sub(lead, path.read_text("utf-8"))


def _prepared(text: str) -> bytes:
    """A page as the site's builder reads it: without words for tests, and in tables no escapes within code."""
    lines = _FENCE.sub(r"\1", text).splitlines(keepends=True)
    return "".join(
        _CODE.sub(lambda code: code[0].replace("\\|", "|"), line) if line.lstrip().startswith("|") else line
        for line in lines
    ).encode()


if __name__ == "__main__":
    sys.exit(main())
