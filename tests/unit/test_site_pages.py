"""The pages that are made from the code tell all that there is: keys, commands, rules, settings, themes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import make_commands_pages
import make_gallery
import make_keys_page
import make_rules_page
import make_settings_page
import make_site
import make_themes_page
import pytest

from journeymap.brand import BRAND_KEYS, BRANDING
from journeymap.cli import COMMANDS, WITHIN, run
from journeymap.configuration import BUILD_SETTINGS, SETTINGS
from journeymap.model import Item, Journey, read_journey
from journeymap.model.reading import Report
from journeymap.model.shape import field_of, fields_of
from journeymap.rules import RULES
from journeymap.source import load
from journeymap.style.theme import built_in, load_theme

DOCS = Path(make_site.__file__).parent
KEYS = make_keys_page.page()
OPTION = re.compile(r"(?<![\w`-])--[a-z][a-z-]+")


def classes(base: type = Item) -> Iterator[type]:
    for each in base.__subclasses__():
        if each.__module__.startswith("journeymap.") and fields_of(each):
            yield each
        yield from classes(each)


def section(model: type) -> str:
    (found,) = re.findall(rf"^## [^\n]* {{#{make_keys_page.anchor(model)}}}\n(.*?)(?=^## |\Z)", KEYS, flags=re.M | re.S)
    return str(found)


def test_every_class_is_told() -> None:
    assert set(make_keys_page.models()) == set(classes())


@pytest.mark.parametrize("model", make_keys_page.models(), ids=lambda model: model.__name__)
def test_every_key_is_told_with_its_type_and_meaning(model: type) -> None:
    rows = re.findall(r"^\| (?:\*\*)?`([a-z_]+)`(\*\*)? \| ((?:[^|]|\\\|)+) \| (.+) \|$", section(model), flags=re.M)
    assert [name for name, *_ in rows] == [field.name for field in fields_of(model)]
    for name, needed, kind, told in rows:
        field = field_of(model, name)
        assert bool(needed) == field.required and kind.strip()
        assert told.startswith(field.doc.replace("|", "\\|"))


def test_most_keys_have_an_example_and_every_example_is_right() -> None:
    examples = make_keys_page.examples_of_keys()
    every = [(model, field.name) for model in make_keys_page.models() for field in fields_of(model)]
    assert len(examples) > 0.9 * len(every)
    wrong = []
    for (model, name), example in examples.items():
        loaded = load(f"{name}: {example}\n".encode(), "")
        report = Report("")
        field_of(model, name).kind.read(loaded.tree.entries[name], report)  # type: ignore[union-attr]
        wrong += [(model, name, example)] if report.findings or loaded.findings else []
    assert wrong == []


def test_links_between_classes_lead_to_classes() -> None:
    assert set(re.findall(r"\(#(\w+)\)", KEYS)) <= {make_keys_page.anchor(model) for model in make_keys_page.models()}


@pytest.mark.parametrize("name", make_commands_pages.names())
def test_every_option_that_the_help_tells_is_told(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split(), "--help"]) == 0
    told = capfd.readouterr().out
    options = {each for line in told.splitlines() for each in OPTION.findall(line) if re.match(r" {2}(-\w, )?--", line)}
    page = make_commands_pages.page(name)
    assert "--help" in options
    assert {each for each in options if f"`{each}`" not in page} == set()


def test_every_command_is_listed_and_nothing_is_left_to_fill_in() -> None:
    names = make_commands_pages.names()
    assert set(names) == {*COMMANDS, *(f"{name} {inner}" for name, inside in WITHIN.items() for inner in inside)}
    index = make_commands_pages.index()
    assert [
        name for name in names if f"[`journeymap {name}`]({make_commands_pages.file_name(name)})" not in index
    ] == []
    assert not re.search(r"\{[a-z]+ [a-z ]+\}", "".join(map(make_commands_pages.page, names)))


def test_every_rule_has_its_manual_and_is_linked() -> None:
    linked = make_rules_page.page("rules/{}.md")
    for rule in RULES:
        page = make_rules_page.manual(rule)
        assert f"[{rule.code}](rules/{rule.code}.md)" in linked
        assert rule.summary.removesuffix(".") in page and rule.name in page
        assert page.count("```yaml\n") >= 2 or "## Bad" not in page


def test_every_setting_is_told() -> None:
    page = make_settings_page.page()
    for key, doc in [
        *((key, setting.doc) for settings in (SETTINGS, BUILD_SETTINGS) for key, setting in settings.items()),
        *BRANDING.items(),
        *BRAND_KEYS.items(),
    ]:
        assert re.search(rf"^\| `{key}` \|.* {re.escape(doc)} \|$", page, flags=re.M), key


def test_every_theme_and_every_token_is_told() -> None:
    page = make_themes_page.page(lambda theme: f"PICTURE OF {theme}")
    for name in built_in():
        (told,) = re.findall(rf"^## {name}\n(.*?)(?=^## |\Z)", page, flags=re.M | re.S)
        assert f"PICTURE OF {name}" in told and make_themes_page.about(name) in told
        for token, colour in load_theme(name).tokens.items():
            assert f"`{token}`" in told and colour in told


def leaves(nav: Any) -> Iterator[str]:
    for each in nav if isinstance(nav, list) else nav.values():
        if isinstance(each, str):
            yield each
        else:
            yield from leaves(each)


@pytest.mark.parametrize("language", make_site.LANGUAGES)
def test_every_page_is_in_the_navigation(language: str) -> None:
    nav = set(leaves(tomllib.loads((DOCS / f"site/{language}.toml").read_text("utf-8"))["project"]["nav"]))
    made = {name for name, _ in make_site.pages(language, []) if name.endswith(".md") and "/" not in name}
    assert nav == made


def test_a_page_is_made_ready_for_the_builder_of_the_site(tmp_path: Path) -> None:
    pages = {name: data.decode() for name, data in make_site.pages("en", [])}
    assert "```yaml fragment" not in pages["format.md"] and "```yaml\n" in pages["format.md"]
    assert '```yaml title="library.journey.yaml"' in pages["start.md"]
    assert "`DIR|-`" in pages["commands/render.md"]
    assert "(drawing.md#themes)" in pages["changes.md"] and "(docs/" not in pages["changes.md"]
    assert f"({make_site.REPOSITORY}/benchmarks/" in pages["measure.md"] and "(../" not in pages["measure.md"]
    assert "(he/index.html)" in pages["start.md"]
    assert "(../gallery.html)" in dict(make_site.pages("he", []))["index.md"].decode()


def test_the_samples_have_a_place_by_language() -> None:
    texts = [path.read_text("utf-8") for path in make_gallery.SAMPLES.glob("*.journey.yaml")]
    languages = {found for text in texts for found in re.findall(r"^language: (\w+)", text, flags=re.M)}
    assert languages == set(make_gallery.LANGUAGES)


def test_the_keys_that_journeys_need_are_those_of_the_model() -> None:
    assert [field.name for field in fields_of(Journey) if field.required] == re.findall(
        r"^\| \*\*`(\w+)`", section(Journey), flags=re.M
    )
    assert read_journey(load(b"journeymap: 1\nid: x\ntitle: X\nstages: []\n", "").tree)[1] == ()
