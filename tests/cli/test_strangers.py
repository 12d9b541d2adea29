"""A configuration, themes, templates and words of a stranger: none reads, hangs or fills what it should not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

from journeymap.configuration import _DEEP_KEY

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices as POSIX has them"),
    pytest.mark.usefixtures("forks"),
]
SECRET = "words: {plan: the secret}\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def shop(write: Write) -> None:
    """A journey to read."""
    write("shop.journey.yaml", GOOD)


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x'.upper ~ '' }}", "{{ ['x'.upper]|join }}", "{{ 'x'.upper|e }}", "{{ 'x'.upper|title }}",
        "{{ '%s' % 'x'.upper }}", "{{ '{}'.format('x'.upper) }}", "{{ {'a': 'x'.upper}|xmlattr }}",
        "{{ 'x'.upper|urlencode }}", "{{ {'a': 'x'.upper}|urlencode }}", "{{ ('x'.upper|string)[0:] }}",
        "{{ [1]|map('string')|string }}", "{% set f = range %}{{ [f]|string|upper }}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["page.j2.html", "plan.j2.md", "map.j2.svg"])
def test_none_is_written_by_way_of_a_filter(cli: Run, write: Write, template: str, name: str) -> None:
    write(f"own/{name}", f"<p>{template}")
    done = cli("render", "--templates", "own", "--format", {"md": "plan"}.get(name[-2:], name.rpartition(".")[2]))
    assert done.status == 2
    assert f"own: {name}: a method or another thing that is no text is written" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "a\\u0000b"', "`theme` has a control character"),
        ('theme = "a\\u0000.yaml"', "`theme` has a control character"),
        ('templates = "a\\u0000b"', "`templates` has a control character"),
        ('format = ["\\u0000"]', "`format` has a control character"),
        ('[build]\noutput = "a\\u0000b"', "`build.output` has a control character"),
        ('[build]\nthemes = ["a\\u0000b.yaml"]', "`build.themes` has a control character"),
        ('[build]\ninputs = ["a\\u0000b"]', "`build.inputs` has a control character"),
        ('[build]\nlanguage = "../../secret"', "`build.language` is not the code of a language"),
        ('[build]\nlanguage = "en/../../secret"', "`build.language` is not the code of a language"),
        ("a." * 100_000 + "a = 1", "a key is deeper than the 64 levels"),
        ("x = {" + "a . " * 100_000 + "a = 1}", "a key is deeper than the 64 levels"),
        ("[" + '"a".' * 100 + "a]", "a key is deeper than the 64 levels"),
        ("a" * 200_000, "not valid TOML"),
        ("x = " + "[" * 100_000, "a value is deeper than settings may be"),
        ("x = " + "9" * 100_000, "not valid TOML"),
        ("#" * 1_100_000, "larger than the 1 MB"),
    ],
    ids=lambda value: value[:20],
)
def test_a_hostile_configuration_is_one_line(cli: Run, write: Write, text: str, said: str) -> None:
    write("journeymap.toml", text)
    done = cli("build")
    assert done.status == 2
    assert said in done.err and "Traceback" not in done.err
    assert len(done.err) < 1_000


def test_dots_in_texts_are_not_deep() -> None:
    assert not re.search(_DEEP_KEY, 'theme = "' + "." * 200 + '"\n' + "a.b = 1\n" * 100)


@pytest.mark.parametrize("where", ["theme", "[build]\nthemes"])
@pytest.mark.parametrize("kind", ["device", "pipe", "folder"])
def test_a_theme_is_a_regular_file(cli: Run, write: Write, tmp_path: Path, where: str, kind: str) -> None:
    theme = tmp_path / "ours.yaml"
    if kind == "device":
        theme.symlink_to("/dev/zero")
    else:
        os.mkfifo(theme) if kind == "pipe" else theme.mkdir()
    write("journeymap.toml", f'{where} = "ours.yaml"')
    done = cli("build")
    assert done.status == 2
    assert "ours.yaml: cannot be read" in done.err


def test_a_theme_has_the_limits_of_a_journey(cli: Run, write: Write) -> None:
    write("ours.yaml", "#" * 5_300_000)
    assert "larger than the 5 MB" in cli("render", "--theme", "ours.yaml").err
    write("ours.yaml", "tokens: " + "[" * 100_000)
    assert cli("render", "--theme", "ours.yaml").status == 2


@pytest.mark.parametrize("place", ["locales/en.yaml", "page.j2.html", "partials"])
def test_a_link_out_of_the_folder_of_templates_is_not_followed(
    cli: Run, write: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, place: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    secret = outside / "secret"
    secret.write_text(SECRET, "utf-8")
    (outside / "secret.j2.html").write_text(SECRET, "utf-8")
    link = tmp_path / "own" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(outside if place == "partials" else secret)
    if place == "partials":
        write("own/page.j2.html", "{% include 'partials/secret.j2.html' %}")
    done = cli("render", "--templates", "own", "--format", "html")
    assert done.status == 2
    assert f"own/{place}" in done.err and "this link leads out of own" in done.err
    assert "the secret" not in done.err and not (tmp_path / "maps/shop.html").exists()


def test_a_link_within_the_folder_of_templates_is_followed(cli: Run, write: Write, tmp_path: Path) -> None:
    write("own/ours.html", "<p>ours")
    (tmp_path / "own/page.j2.html").symlink_to("ours.html")
    assert cli("render", "--templates", "own", "--format", "html").status == 0
    assert "<p>ours" in (tmp_path / "maps/shop.html").read_text("utf-8")


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x'.maketrans }}", "{{ ['x'.maketrans] }}", "{{ lipsum }}", "{{ [1]|map('string') }}", "{{ joiner() }}",
        "{{ [1]|reverse }}", "{{ {'a': 'x'.upper} }}",
    ],
)  # fmt: skip
def test_no_address_of_the_memory_is_written(cli: Run, write: Write, template: str) -> None:
    write("own/page.j2.html", f"<p>{template}")
    done = cli("render", "--templates", "own", "--format", "html")
    assert done.status == 2
    assert "own/page.j2.html:1: what is to be written is no text but a " in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("locale: " + "x" * 5_000 + "\nwords: {}\n", "`locale` is not one that ICU knows"),
        ('words: {lane-doing: "' + "{a, plural, other {" * 20_000 + '"}\n', "lane-doing"),
        ('words: {lane-doing: "{secret}"}\n', "{secret}"),
        ("words: " + "[" * 100_000, "not a file of words"),
        ("#" * 5_300_000, "not a file of words"),
    ],
    ids=lambda value: value[:20],
)
def test_hostile_words_are_one_line(cli: Run, write: Write, text: str, said: str) -> None:
    write("own/locales/en.yaml", text)
    done = cli("render", "--templates", "own")
    assert done.status == 2
    assert said in done.err and "Traceback" not in done.err


@pytest.mark.parametrize("name", ["::error file=x::y", " ::stop-commands::x", "##[error]x", "##vso[task.x]y"])
@pytest.mark.parametrize(
    "command",
    [("validate",), ("validate", "-v", "--output-format", "concise"), ("render",), ("plan",), ("build",), ("fmt",)],
    ids=" ".join,
)
def test_no_line_is_a_command_of_ci(cli: Run, write: Write, name: str, command: tuple[str, ...]) -> None:
    write(f"{name}.journey.yaml", f"title: '{name}\n")
    for text in (GOOD.replace("A visit to the shop", f"'{name}'"), f"title: {name}\n- x", f"journeymap: 1\n{name}: 1"):
        write(f"x/{name}.journey.yaml", text)
        done = cli(*command)
        assert done.status in (0, 1, 2)
        for line in (done.err + (done.out if command[0] == "validate" else "")).splitlines():
            assert not line.strip().startswith("::")
            assert "##[" not in line and "##vso[" not in line


@pytest.mark.parametrize(
    "command", [("render", "--format", "pdf"), ("print", "-o", "out"), ("workshop", "-o", "out")], ids=" ".join
)
def test_no_room_for_temporary_files_is_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    """As full as one can make a disk without being its owner: no file may grow beyond a few kilobytes."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); sys.argv[0] = 'journeymap';"
        "from journeymap.cli import main; main()"
    )
    room = tmp_path / "room"
    room.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, *command, "shop.journey.yaml"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(room), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert f"{room}: cannot write: File too large" in done.stderr
    assert "TMPDIR" in done.stderr and "fault" not in done.stderr
    assert [*room.iterdir()] == []


@pytest.mark.parametrize(
    "command", [("render",), ("build", "-o", "maps"), ("fmt", "maps/shop.journey.yaml")], ids=" ".join
)
def test_what_a_killed_run_left_is_removed(cli: Run, write: Write, command: tuple[str, ...]) -> None:
    write("maps/shop.journey.yaml", GOOD.replace("id: shop", "id:   shop2"))
    old = write("maps/.shop.svg.journeymap-77-ab.tmp", "half")
    new = write("maps/.shop.svg.journeymap-78-cd.tmp", "of a run that goes on")
    mine = write("maps/.shop.svg.tmp", "mine")
    for path in (old, mine):
        os.utime(path, (1, 1))
    cli(*command)
    assert (old.exists(), new.exists(), mine.exists()) == (False, True, True)


INJECTIONS = [
    "{{ ''.__class__.__mro__ }}", "{{ ().__class__.__bases__[0].__subclasses__() }}", "{{ ''|attr('__class__') }}",
    "{{ ''['__cla' ~ 'ss__'] }}", "{{ '{0.__class__}'.format(1) }}", "{{ '%s'|format(''.__class__) }}",
    "{{ '{0.__class__.__init__.__globals__}'.format_map({'0': 1}) }}", "{{ cycler.__init__.__globals__.os.environ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}", "{{ namespace.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}", "{{ self._TemplateReference__context }}", "{{ self.__init__.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}", "{{ config }}", "{{ request.application }}", "{{ url_for.__globals__ }}",
    "{{ range.__class__ }}", "{{ dict.__base__ }}", "{{ (1).real.__class__ }}", "{% import 'os' as os %}",
    "{% include '../secret' %}", "{% include '/etc/passwd' %}", "{% include 'builtin/../../../etc/passwd' %}",
    "{% extends '..\\secret' %}", "{{ ['__class__']|map('length')|map(attribute='__class__')|list }}",
    "{{ [1]|map(attribute='__class__')|list }}", "{{ {}.__class__.fromkeys }}", "{% set x = [] %}{{ x.append(1) }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m.__init__ }}", "{{ loop.__class__ }}",
    "{{ ''.join.__self__.__class__ }}", "{{ 'x' * 10 ** 10 }}", "{{ 9 ** 9 ** 9 }}", "{{ '%9999999999d' % 1 }}",
    "{{ range(10 ** 9)|list }}", "{{ 'a'.center(10 ** 10) }}",
    "{% raw %}", "{{", "{% for %}", "{{ x.__enter__ }}", "{{ debug() }}", "{% debug %}",
]  # fmt: skip


@pytest.mark.parametrize("template", INJECTIONS)
def test_templates_of_strangers_get_at_nothing(cli: Run, write: Write, tmp_path: Path, template: str) -> None:
    write("secret", "root:the secret")
    write("own/page.j2.html", f"<p>{template}")
    done = cli("render", "--templates", "own", "--format", "html")
    assert done.status in (0, 2), done.err
    assert "Traceback" not in done.err
    page = tmp_path / "maps/shop.html"
    said = done.out + done.err + (page.read_text("utf-8") if page.exists() else "")
    for leak in ("root:", "&lt;class", "<class", "0x7f", "0x5", "uid=", "PATH"):
        assert leak not in said


TEXTS_OF_STRANGERS = [
    *INJECTIONS, '#read("/etc/passwd")', "#panic()", "$ x $", "@ref <label>", '"); #eval("1', "= Heading", "\\u{202e}",
    "<script>alert(1)</script>", "]]><svg onload=alert(1)>", "&lt;&#x3c;", "javascript:alert(1)", "`x` ```", "W" * 600,
    "\u200f\u200e\u200d", "\U0010fffd\ue000", "a\u0301" * 60, "![x](http://x)", "=1+1", "../../etc", "con", "%n%s",
]  # fmt: skip


def test_texts_of_strangers_are_texts_on_every_page(cli: Run, write: Write, tmp_path: Path) -> None:
    quoted = [json.dumps(text, ensure_ascii=False) for text in TEXTS_OF_STRANGERS]
    points = "".join(
        f"      - {{id: t{number}, name: {text}, pains: [{text}], doing: [{text}]}}\n"
        for number, text in enumerate(quoted)
    )
    head = GOOD[: GOOD.index("      - {id: enter")].replace("A visit to the shop", quoted[0])
    write("shop.journey.yaml", head + points)
    for command in (("render", "--format", "svg,html,plan,pdf,png"), ("print", "-o", "p"), ("workshop", "-o", "w")):
        done = cli(*command, "shop.journey.yaml", "--allow-missing")  # no font has characters of private use
        assert done.status == 0, done.err
    page = (tmp_path / "maps/shop.html").read_text("utf-8")
    assert "<script>alert" not in page and "{{ config }}" in page and "onload=alert(1)>" not in page
    for file in tmp_path.rglob("*.pdf"):
        assert b"root:" not in file.read_bytes() and b"/JavaScript" not in file.read_bytes()


def test_a_build_while_files_change_ends_and_the_next_one_is_whole(write: Write, tmp_path: Path) -> None:
    names = [write(f"maps/{number}.journey.yaml", GOOD.replace("id: shop", f"id: s{number}")) for number in range(12)]
    command = [sys.executable, "-m", "journeymap", "build", "maps", "-o", "site", "--today", "2026-11-21"]
    home = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=tmp_path, env=home, stderr=subprocess.PIPE, text=True)
    turn = 0
    while running.poll() is None:
        path = names[turn % len(names)]
        path.unlink(missing_ok=True)
        if turn % 3:
            path.write_text(
                GOOD.replace("id: shop", f"id: s{turn % len(names)}").replace("Enters", f"In {turn}"), "utf-8"
            )
        turn += 1
    assert running.stderr is not None
    said = running.stderr.read()
    assert running.returncode in (0, 1, 2) and "Traceback" not in said, said
    for number, path in enumerate(names):
        path.write_text(GOOD.replace("id: shop", f"id: s{number}"), "utf-8")
    for folder in ("site", "anew"):
        subprocess.run([*command[:4], "maps", "-o", folder, *command[7:]], cwd=tmp_path, env=home, check=True)
    site, anew = ({path.name: path.read_bytes() for path in (tmp_path / each).iterdir()} for each in ("site", "anew"))
    assert site == anew


def test_the_longest_id_names_every_output(cli: Run, write: Write, tmp_path: Path) -> None:
    longest = "a" * 64
    write("long.journey.yaml", GOOD.replace("id: shop", f"id: {longest}"))
    assert cli("build", "long.journey.yaml", "--format", "svg,html,plan", "--theme", "default,dark").status == 0
    endings = ("svg", "dark.svg", "html", "plan.md")
    assert {f"{longest}.{ending}" for ending in endings} <= {path.name for path in (tmp_path / "site").iterdir()}
    write("long.journey.yaml", GOOD.replace("id: shop", f"id: {longest}a"))
    done = cli("build", "long.journey.yaml")
    assert done.status == 1 and "JM104" in done.err


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_no_output_is_named_as_a_device_of_windows(cli: Run, write: Write, tmp_path: Path, name: str) -> None:
    write("con.journey.yaml", GOOD.replace("id: shop", f"id: {name}"))
    for command in (["build"], ["render"], ["print", "-o", "x.pdf"], ["workshop", "-o", "kit"]):
        done = cli(*command, "con.journey.yaml")
        assert done.status and "JM218" in done.err, command
    assert not [path for path in tmp_path.rglob(f"{name}.*") if path.name != "con.journey.yaml"]
