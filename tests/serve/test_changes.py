"""The preview sees whatever a page depends on, however it is changed, and draws only what is looked at."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from PIL import Image
from previews import journey

from journeymap.serve import journey as served
from journeymap.serve.journey import PreviewedJourney
from journeymap.serve.preview import Preview
from journeymap.serve.shell import Shell
from journeymap.serve.stream import INDEX

NAME = "shop.journey.yaml"
Made = Callable[..., Preview]


def write(path: str, text: str) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def known(preview: Preview, name: str = NAME) -> PreviewedJourney:
    found = preview.journey(name)
    assert found is not None
    return found


def page(preview: Preview, kind: str = "map", name: str = NAME) -> str:
    drawn, _ = known(preview, name).page(kind)
    assert drawn is not None
    return drawn.data.decode()


def save_anew() -> None:
    write(NAME, journey(title="Another one"))


def save_over() -> None:
    write("new.tmp", journey(title="Another one")).replace(NAME)


def same_size_and_time() -> None:
    before = Path(NAME).stat()
    write(NAME, journey(title="A visit to the sho!"))
    os.utime(NAME, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [save_anew, save_over, same_size_and_time], ids=lambda each: each.__name__)
def test_a_saved_file_is_seen_once_and_drawn_anew(preview: Made, change: Callable[[], None]) -> None:
    write(NAME, journey())
    made = preview()
    assert made.look() == {NAME, INDEX}
    before = page(made)
    assert made.look() == set()
    change()
    assert made.look() == {NAME, INDEX}
    assert made.look() == set()
    assert page(made) != before
    assert made.look() == set()


def test_what_a_link_leads_to_is_seen_and_waited_for(preview: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    real = tmp_path_factory.mktemp("elsewhere") / "real.yaml"
    real.write_text(journey())
    Path(NAME).symlink_to(real)
    made = preview()
    made.look()
    page(made)
    assert real.parent.resolve() in made.folders()
    real.write_text(journey(title="Another one"))
    assert made.look() == {NAME, INDEX}
    assert "Another one" in page(made)


def test_files_and_folders_appear_and_go(preview: Made) -> None:
    made = preview()
    assert made.look() == set()
    write("deep/er/one.journey.yaml", journey("one"))
    assert made.look() == {"deep/er/one.journey.yaml", INDEX}
    assert {Path.cwd(), Path.cwd() / "deep", Path.cwd() / "deep/er"} <= made.folders()
    page(made, name="deep/er/one.journey.yaml")
    Path("deep/er/one.journey.yaml").rename("deep/two.journey.yaml")
    assert made.look() == {"deep/er/one.journey.yaml", "deep/two.journey.yaml", INDEX}
    assert made.journey("deep/er/one.journey.yaml") is None


def with_image(text: str) -> str:
    return text.replace("scenario: A Saturday", "image: {file: photo.png, alt: The shop}")


def paint(colour: str) -> None:
    Image.new("RGB", (60, 40), colour).save("photo.png")


def test_an_image_that_changes_is_seen(preview: Made) -> None:
    write(NAME, with_image(journey()))
    paint("red")
    made = preview()
    made.look()
    before = page(made)
    paint("blue")
    assert made.look() == {NAME, INDEX}
    assert page(made) != before


def test_a_theme_and_its_logo_that_change_are_seen(preview: Made) -> None:
    write(NAME, journey())
    write("ours.yaml", 'extends: default\ntokens: {paper: "#FFFFF0"}\n')
    made = preview(theme="ours.yaml")
    made.look()
    assert "#FFFFF0" in page(made)
    write("ours.yaml", 'extends: default\ntokens: {paper: "#F0FFFF"}\n')
    assert made.look() == {NAME, INDEX}
    assert "#F0FFFF" in page(made)


def test_a_template_that_changes_or_appears_is_seen(preview: Made, forks: None) -> None:
    write(NAME, journey())
    write("own/plan.j2.html", "<p>{{ book.title }} one</p>\n")
    made = preview(templates=Path("own"))
    made.look()
    assert page(made, "plan").endswith("one</p>\n")
    write("own/plan.j2.html", "<p>{{ book.title }} two</p>\n")
    assert made.look() == {NAME, INDEX}
    assert page(made, "plan").endswith("two</p>\n")


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], list[str]]:
    """Returns the names of the templates that were compiled since it was asked last, in children as well."""
    told = tmp_path / "compiled.txt"
    compile_ = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        with told.open("a") as file:
            file.write(f"{name}\n")
        return compile_(self, source, name, *rest)  # type: ignore[call-overload]

    def since() -> list[str]:
        names = told.read_text().split() if told.exists() else []
        told.unlink(missing_ok=True)
        return names

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    return since


def test_templates_are_compiled_once_and_again_when_they_change(
    preview: Made, forks: None, compiled: Callable[[], list[str]]
) -> None:
    write(NAME, journey())
    write("own/plan.j2.html", '{% extends "builtin/plan.j2.html" %}\n')
    made = preview(templates=Path("own"))
    made.look()
    before = page(made, "plan")
    assert compiled().count("plan.j2.html") == 2
    write(NAME, journey(title="A longer visit"))
    made.look()
    assert "A longer visit" in page(made, "plan") != before
    assert compiled() == []
    write("own/plan.j2.html", '{% extends "builtin/plan.j2.html" %}{% block body %}Ours{% endblock %}\n')
    made.look()
    assert "Ours" in page(made, "plan")
    assert compiled() == ["plan.j2.html"]


def test_settings_that_change_are_seen(preview: Made) -> None:
    write(NAME, journey().replace("owner: lead\n", ""))
    made = preview()
    made.look()
    count = len(known(made).diagnostics)
    write("journeymap.toml", f'ignore = ["{known(made).diagnostics[0].code}"]\n')
    assert NAME in made.look()
    assert len(known(made).diagnostics) < count
    write("journeymap.toml", "ignore = 3\n")
    assert INDEX in made.look()
    trouble = made.trouble
    assert trouble is not None and "journeymap.toml" in trouble.message
    Path("journeymap.toml").unlink()
    made.look()
    assert made.trouble is None
    assert len(known(made).diagnostics) == count


def test_measures_that_change_are_seen(preview: Made) -> None:
    samples = Path(__file__).parents[2] / "samples"
    name = "airline.journey.yaml"
    for each in (name, "airline.measures.json"):
        Path(each).write_bytes((samples / each).read_bytes())
    made = preview()
    made.look()
    before = page(made, name=name)
    Path("airline.measures.json").unlink()
    assert made.look() == {name, INDEX}
    assert page(made, name=name) != before


def test_the_last_page_without_errors_stays(preview: Made) -> None:
    write(NAME, journey())
    made = preview()
    made.look()
    before = page(made)
    write(NAME, journey().replace("takeaway", "takeway"))
    made.look()
    assert page(made) == before
    assert not known(made).is_current
    assert [each.line for each in known(made).stopping] == [5]
    write(NAME, "title: [\n")
    made.look()
    assert page(made) == before
    assert known(made).stopping
    Path(NAME).write_bytes(b"\xff\xfe\xfd")
    made.look()
    assert page(made) == before


def test_a_journey_that_never_could_be_drawn_has_no_page(preview: Made) -> None:
    write(NAME, "title: [\n")
    made = preview()
    made.look()
    assert known(made).page("map") == (None, None)
    assert known(made).stopping


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are drawn, by what is drawn."""
    drawn: list[str] = []
    draw = served.page_of

    def noted(journey: object, kind: str, settings: object) -> bytes:
        drawn.append(f"{kind} {journey.id}")  # type: ignore[attr-defined]
        return draw(journey, kind, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(served, "page_of", noted)
    return drawn


def test_only_what_is_looked_at_is_read_and_drawn_and_once(preview: Made, drawings: list[str]) -> None:
    for number in range(40):
        write(f"n{number:02}.journey.yaml", journey(f"n{number:02}"))
    made = preview()
    assert len(made.look()) == 41
    assert all(each.document is None for each in made.journeys.values())
    assert not made.read_another()  # nobody has asked for the index
    page(made, "plan", "n07.journey.yaml")
    page(made, "plan", "n07.journey.yaml")
    files, _ = made.index()
    assert files["index.html"].count(b">\xe2\x80\xa6</td>") == 39
    assert sum(1 for _ in iter(made.read_another, False)) == 39
    files, _ = made.index()
    assert files["index.html"].count(b">\xe2\x80\xa6</td>") == 0
    assert drawings == ["plan n07"]


def test_a_comment_changes_no_page(preview: Made, drawings: list[str]) -> None:
    write(NAME, journey())
    made = preview()
    made.look()
    before = known(made).page("map")[0]
    write(NAME, journey() + "# more\n")
    made.look()
    assert known(made).page("map")[0] == before
    assert len(drawings) == 2


def test_what_journeymap_cannot_draw_by_its_own_fault_is_told_and_the_page_stays(
    preview: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(NAME, journey())
    made = preview()
    made.look()
    before = page(made)

    def fails(*_: object) -> bytes:
        raise ValueError("no such luck")

    monkeypatch.setattr(served, "page_of", fails)
    write(NAME, journey(title="Another one"))
    made.look()
    drawn, trouble = known(made).page("map")
    assert drawn is not None and drawn.data.decode() == before
    assert trouble is not None and "no such luck" in trouble.message and "Traceback" in trouble.fault


def test_a_save_is_looked_at_alone_and_anything_more_with_everything(preview: Made) -> None:
    for name in (NAME, "other.journey.yaml"):
        write(name, journey())
    made = preview()
    made.look()
    page(made)
    page(made, name="other.journey.yaml")
    file, other = str(Path(NAME).absolute()), str(Path("other.journey.yaml").absolute())
    assert made.look_at({file}) == set()
    save_anew()
    write("other.journey.yaml", journey(title="Another, too"))
    assert made.look_at({file, f"{file}~"}) == {NAME, INDEX}
    assert "Another one" in page(made)
    assert made.look_at({other}) == {"other.journey.yaml", INDEX}
    write("journeymap.toml", "")
    assert made.look_at({str(Path("journeymap.toml").absolute()), file}) is None
    Path(NAME).unlink()
    assert made.look_at({file}) is None


def test_a_wrong_file_of_words_of_the_users_is_told_and_the_page_stays(preview: Made, forks: None) -> None:
    write(NAME, journey())
    write("own/locales/en.yaml", "locale: en\nwords: {plan: Plan}\n")
    made = preview(templates=Path("own"))
    made.look()
    shell = Shell(made, "", pytest.fail)
    before = shell.around("map", NAME)
    assert before is not None and b'id="page"' in before
    write("own/locales/en.yaml", "words: {plan: '{'}\n")
    write("own/previews/en.yaml", "words: {live: '{'}\n")
    assert NAME in made.look()
    around = shell.around("map", NAME)
    assert around is not None and b'id="page"' in around
    assert b"own/locales/en.yaml:1" in around
    assert b"own/locales/en.yaml:1" in shell.around_index()
    made.read_another()
