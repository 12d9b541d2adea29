"""The canonical form: it says the same, keeps every comment, and is reached in one step."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from journeymap.formatting import reformat, same
from journeymap.model import read_journey
from journeymap.source import load
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
    "a: !\n  k: >+\n    text\n\nz: &unused q\n",
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
    return [comment.words for comment in read(text).comments]


def check(text: str) -> str:
    """Every promise of the canonical form, for one text."""
    first = reformat(text.encode(), "x")
    assert first.text is not None, first.findings
    before, after = load(text.encode(), "x"), load(first.text.encode(), "x")
    assert before.tree is not None and after.tree is not None
    assert same(after.tree, before.tree)
    journey, findings = read_journey(before.tree)
    now, now_findings = read_journey(after.tree)
    assert sorted((f.code, f.message) for f in findings) == sorted((f.code, f.message) for f in now_findings)
    assert told(journey) == told(now)
    source = before.source.text
    assert sorted(comments_of(first.text)) == sorted(comments_of(source))
    second = reformat(first.text.encode(), "x")
    assert second.text == first.text
    assert first.text.endswith("\n") and "\r" not in first.text and not first.text.startswith("\ufeff")
    for sign in "&*":
        assert len(re.findall(rf"(?m)[ \[]\{sign}\w+", source)) <= len(re.findall(rf"[ \[]\{sign}\w+", first.text)) + (
            source.count("#") and 99
        )
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
def commented(draw: st.DrawFn) -> str:
    """A piece of a sample, or an awkward text, with comments and blank lines strewn over it."""
    lines = draw(st.sampled_from(AWKWARD)).split("\n")
    if len(lines) > 100:
        start = draw(st.integers(0, len(lines) - 60))
        head = [line for line in lines[:start] if not line.startswith((" ", "#"))]
        lines = [line for line in head if line.endswith(":")][-1:] + lines[start : start + 40]
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


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(commented())
def test_comments_anywhere_survive(text: str) -> None:
    loaded = load(text.encode(), "x")
    assume(loaded.tree is not None and all(f.code == "JM006" for f in loaded.findings))
    assume(type(loaded.tree).__name__ == "Mapping")
    check(text)
