"""The canonical form: it says the same, keeps every comment, and is reached in one step."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from journeymap.formatting import reformat, same_content
from journeymap.model import read_journey
from journeymap.source import Mapping, load
from journeymap.source.characters import suspect
from journeymap.source.concrete import read

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
LINES = [path.read_text("utf-8").split("\n") for path in SAMPLES]
AWKWARD = [
    "a: |+\n  keep\n\n\nb: >-\n  fold\n  more\n\n# end\n",
    "a:\r\n- x # c\r\n- y\r\n\r\n# t\r\nb: [1, 2 , ]\r\n",
    "\ufeffa: {k: v}\nc:\n  - q: 'it''s'  # z\n\n\n# foo\n",
    '{"a": 1, "b": {"c": ["x"], "d": []},\n "e": {}}',
    "{a: 1, # one\n # two\n b: [x, # three\n y], # four\n c: {}} # five\n# six\n",
    "a:\nb: ~  # none\nc:\n  d:\n    - - q\n      - r\n  e: {}\n  f: [ ]\n  g: multi\n    line plain\n"
    '  h: "quoted\n    too"\n  i:\n    k: v\n    # inner\n    l: |\n      block\n\n      text\n  j:\n'
    "    just own line\n  k: [a, # c\n    b, # d\n  ]\n",
    "a: 1 # no newline",
    "title: &x {k: v}\nid: *x\nstages:\n  - first\n  - *x\n",
    "a: &x {k: v}\nb: *x\nc:\n  - first\n  - *x\n",
    "a: &x\n  # in\n  k: v # e\nb:\n  -  # dash\n    id: 1\n  - &y # p\n    q: *x\nz: &e\n",
    "a:\n  k: >+\n    text\n\nz: &unused q\n",
    "a: &an:chor value\nb: *an\n", "a: &an :chor\n", "a: &an\n  # c\n  v\n", "a: &a:[x]\nb: *a\n", "a: &b:'q'\n",
    "%YAML 1.2\n# first\n--- # second\na: 1\n...\n# third\n",
    "---\na: 1\n",
    "x-b: 1\ntitle: T\n# mine\nx-a: 2\nid: i\n",
    "stages:\n  - id: a\n    touchpoints:\n      - id: x\n      # - id: y\n      #   name: gone\n    # of the stage\n"
    "  - id: b\n# of the file\n",
    "a:\n  # nothing yet\nb:\n    # deep\n  # less deep\nc: 1\n",
    'a: "x\\ty"\nb: "two  spaces"\nc: \'say "hi": now\'\nd: "no"\ne: no\nf: "12:30"\ng: 2026-11-21\nh: "2026-11-21"\n'
    'i: "0x1F"\nj: 0x1F\nk: 1_000\nl: "null"\nm: "#"\nn: ""\no: "é\\u2028"\np: "\\U0001F600"\nq: a\\b\nr: "~"\n',
    "a: |2\n   x\n  y\nb: |\n\n  x\nc: >\n  x\n\n  y\n    z\nd: |-\n  x  \n  y\n",
    "lanes: &x [a]\nid: i\nx-y: *x\n", "lanes: &x [a]\nowners: *x\n", "id: &x b\nlanes: [a, *x]\n",
    "lanes: &l [a, b]\nowners: *l\nx-z: {deep: {er: [1, {a: b}]}, s: [[1, 2], [3]]}\n",
    "id: &k title\nx-y: {&l v: *k}\n", "id: &k title\n*k : T\n",
    "custom:\n  - id: a\n    texts:\n      t: [one, two]\n      # u: gone\ntags: [\n  # inside\n]\n",
    "links: [ # first\n  a]\ntags: [b, # second\n # third\n] # last\n",
    "a: >-  # why\n  " + "word " * 60 + "\nb: '" + "it is: long " * 15 + "'\nc: " + "x" * 150 + "\n",
    "a: \"" + "line one is long enough " * 8 + "\\nshort\\n\\n" + "and the last one too " * 8 + "\"\n",
    "{}\n# nothing\n", "# first\n{ # in\n}\n",
    *("\n".join(lines) for lines in LINES),
]  # fmt: skip


def comments_of(text: str) -> list[str]:
    return [comment.text for comment in read(text).comments]


def marks_of(text: str) -> list[tuple[str, str]]:
    """Every anchor and alias."""
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    return sorted((type(event).__name__, event.anchor) for event in events if getattr(event, "anchor", None))


def check(text: str) -> str:
    """Every promise of the canonical form, for one text."""
    first = reformat(text.encode(), "x")
    assert first.text is not None, first.findings
    before, after = load(text.encode(), "x"), load(first.text.encode(), "x")
    assert before.tree is not None and after.tree is not None
    assert same_content(after.tree, before.tree)
    journey, findings = read_journey(before.tree)
    now, now_findings = read_journey(after.tree)
    assert sorted((f.code, f.message) for f in findings) == sorted((f.code, f.message) for f in now_findings)
    assert told(journey) == told(now)
    source = before.source.text
    assert sorted(comments_of(first.text)) == sorted(comments_of(source))
    assert marks_of(first.text) == marks_of(source)
    assert reformat(first.text.encode(), "x").text == first.text
    assert first.text.endswith("\n") and "\r" not in first.text and not first.text.startswith("\ufeff")
    return first.text


def told(value: Any) -> Any:
    """A journey as plain data, without its places."""
    if hasattr(value, "node"):
        return {key: told(each) for key, each in vars(value).items() if key != "node"}
    if isinstance(value, tuple):
        return [told(each) for each in value]
    if isinstance(value, dict):
        return {key: told(each) for key, each in value.items()}
    return value


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_keep_what_they_say(text: str) -> None:
    check(text)


@st.composite
def strewn(draw: st.DrawFn, lines: list[str]) -> str:
    """Lines with comments, blank lines and gaps strewn over them."""
    lines = list(lines)
    for number in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["own", "own", "end", "blank", "empty"]))
        if kind == "own":
            lines.insert(at, " " * draw(st.integers(0, 12)) + f"# note {number}")
        elif kind == "end":
            lines[at] += f"  # said {number}"
        elif kind == "blank":
            lines.insert(at, "")
        else:
            lines[at] = re.sub(r": [^&*>|].*", ":", lines[at])
    return "\n".join(lines)


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """A piece of a sample, or an awkward text, with comments."""
    lines = draw(st.sampled_from(AWKWARD)).split("\n")
    if len(lines) > 100:
        start = draw(st.integers(0, len(lines) - 60))
        head = [line for line in lines[:start] if not line.startswith((" ", "#"))]
        lines = [line for line in head if line.endswith(":")][-1:] + lines[start : start + 40]
    return draw(strewn(lines))


KEYS = st.sampled_from(
    ["id", "title", "takeaway", "tags", "owners", "stages", "touchpoints", "emotions", "pains", "metrics", "swot",
     "strengths", "scores", "texts", "text", "score", "next", "to", "x-a", "x-b", "unknown", "no", "a b", "a, b",
     "personas", "segments", "segment", "persona", "doing", "message"]
)  # fmt: skip
TEXTS = st.text(max_size=12).filter(lambda text: not suspect().search(text)) | st.sampled_from(
    ["a: b", "x, y", "# c", "it's", '"', "- no", "12", "true", "null", " lead", "tail ", "\\", "{a}", "end:", "<<", "~",
     "yes", "12:30", "2026-11-21", "0x1F", "1e3", "word " * 40, "two\nlines", "two\n\n lines\n",
     "long one " * 20 + "\nshort", "\n", "a\n",
     "\ttab", "a\t", "*a", "&a", "!a", "%a", "@a", "`a", "=", "?", "? a", "-", "...", "---"]
)  # fmt: skip
VALUES = TEXTS | st.integers(-99, 99) | st.booleans() | st.none() | st.sampled_from([-1.5, 0.25])
TREES = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)  # fmt: skip


@st.composite
def dumped(draw: st.DrawFn) -> str:
    """Made-up data as PyYAML writes it, in one of its many styles, with comments."""
    text = yaml.safe_dump(
        draw(st.dictionaries(KEYS, TREES, min_size=1, max_size=5)),
        allow_unicode=draw(st.booleans()),
        default_flow_style=draw(st.sampled_from([None, True, False])),
        default_style=draw(st.sampled_from([None, None, None, '"', "'", "|", ">"])),
        indent=draw(st.integers(2, 6)),
        width=draw(st.sampled_from([20, 80, 1000])),
        sort_keys=False,
    )
    return draw(strewn(text.split("\n")))


def whole(text: str) -> str:
    """The text, where it can be read as a mapping; else the example is dropped."""
    loaded = load(text.encode(), "x")
    assume(loaded.tree is not None and all(finding.code == "JM006" for finding in loaded.findings))
    assume(isinstance(loaded.tree, Mapping))
    return text


@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(pieces())
def test_comments_anywhere_survive(text: str) -> None:
    check(whole(text))


@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(dumped())
def test_any_data_in_any_style_says_the_same(text: str) -> None:
    check(whole(text))


@given(TEXTS, st.booleans())
def test_a_text_is_the_same_text_to_readers_of_1_1(text: str, flow: bool) -> None:
    assume(not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))
    data = {"x-a": {"k": text}} if flow else {"x-a": text}
    formatted = reformat(yaml.safe_dump(data, default_flow_style=flow, default_style='"').encode(), "x").text
    assert formatted is not None
    assert yaml.safe_load(formatted) == data


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_comments_of_a_tidy_file_keep_their_order(path: Path) -> None:
    text = re.sub(r"(?m)^( *)(- )?([a-z_]+:)", lambda m: f"{m[1]}# {m.start()}\n{m[0]}", path.read_text("utf-8"))
    numbers = [int(words[2:]) for words in comments_of(check(text)) if words[2:].isascii() and words[2:].isdigit()]
    assert len(numbers) > 100 and numbers == sorted(numbers)


def test_what_is_indented_deeper_stays_with_what_stands_above() -> None:
    text = (
        "stages:\n  - id: a\n    touchpoints:\n      - id: x\n      # - id: y\n    # of a\n\n"
        "  # of b\n  - id: b\n# end\n"
    )
    assert check(text) == text


def test_a_comment_in_line_with_dashes_and_keys_speaks_of_the_key_below() -> None:
    text = "actions:\n- id: x\n  title: t\n# of the tags\ntags: [a]\n"
    assert check(text) == "# of the tags\ntags: [a]\n\nactions:\n  - id: x\n    title: t\n"


def test_a_long_text_is_folded_at_a_hundred_columns() -> None:
    lines = check(f"title: {' '.join('a' * 100)}\n").splitlines()
    assert [len(line) for line in lines[1:-1]] == [99] * (len(lines) - 2) != []  # a word more would make it 101


def test_a_day_in_quotes_is_meant_as_a_text() -> None:
    assert check('x-a: "2026-11-21"\n') == 'x-a: "2026-11-21"\n'
    assert check("x-a: 2026-11-21\n") == "x-a: 2026-11-21\n"


def test_a_key_too_few_or_too_many_is_not_the_same() -> None:
    one, other = (load(text, "x").tree for text in (b"{a: 1}", b"{a: 1, b: 2}"))
    assert one is not None and other is not None
    assert same_content(one, one) and not same_content(one, other) and not same_content(other, one)


def test_the_comments_at_the_top_stay_there() -> None:
    assert check("# schema\n# about\ntitle: T\nid: i\n") == "# schema\n# about\nid: i\ntitle: T\n"
    assert check("# schema\n\n# of the title\ntitle: T\nid: i\n") == "# schema\n\nid: i\n# of the title\ntitle: T\n"


def test_keys_stay_where_an_alias_would_lose_its_anchor() -> None:
    assert check("title: &t T\nid: *t\n") == "title: &t T\nid: *t\n"
    assert check("x-a: &t T\nx-b: *t\nid: i\n") == "id: i\nx-a: &t T\nx-b: *t\n"


def test_persian_and_arabic_digits_stay_as_they_are() -> None:
    text = """\
review: {last: ۱۴۰۵/۱۱/۱۵, every: ۴ months}
emotion_scale: [-۲, ۲]

segments:
  - {id: a, name: A, share: ۲۱٪}
  - {id: b, name: B, share: ٠٫٥}

actions:
  - id: a1
    title: "A: b"
    due: 1405-Q4
    reach: ۱٬۲۵۰
    check_date: 1406-01

competitors:
  - id: c
    name: C
    scores: {t: -۱٫۵}
"""
    assert reformat(text.encode(), "x").text == text


def test_a_list_whose_quoted_text_has_a_comma_of_another_script_gets_lines() -> None:
    text = 'tags: [a, "سایت، چت"]\nobjectives: [رشد، رضایت]\n'
    assert reformat(text.encode(), "x").text == "objectives: [رشد، رضایت]\ntags:\n  - a\n  - سایت، چت\n"
