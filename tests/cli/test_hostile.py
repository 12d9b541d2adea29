"""No input makes journeymap crash, hang, or say what it should not: samples mutated at random, and known attacks."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import GOOD, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeymap.io import resources

ROOT = Path(__file__).parents[2]
SAMPLES = [path.read_text("utf-8") for path in sorted(resources.samples().glob("*.journey.yaml"))]
SCRAPS = [
    "{", "}", "[", "]", ":", ": ", "- ", "\n", "\n\n  ", "\t", "'", '"', "|", ">", "#", "&a ", "*a",
    "!!python/object:os.system ", "<<: *a", "? ", "---\n", "...\n", "%YAML 9.9\n", "\x00", "\x1b[2J",
    "\u202e", "\u2066", "\ufeff", "\ud800", "\U0001f600", "日本語", "\u0301" * 50, "-99999999", "1e999",
    "9" * 50, "0x" + "f" * 30, ".nan", "null", "true", "exit", "x" * 700, "<script>", "]]>", "{{ 7*7 }}",
    "{% raw %}", "../../etc/passwd", "2026-02-30", "9999-12-31", "999 years", "100%", "\\x1b", "en",
    "fa-u-nu-latn", "xx-XXXXXXXX",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample in which a few stretches are left out, doubled, moved or replaced by scraps."""
    text = draw(st.sampled_from([*SAMPLES, GOOD]))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 3, 10, 40, 200, 3000])))
        scrap = draw(st.one_of(st.sampled_from(SCRAPS), st.just(text[start:end] * 2), st.just("")))
        text = text[:start] + scrap + text[end:]
    return text


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(mutated())
def test_mutated_samples_are_refused_or_drawn(cli: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.journey.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    checked = cli("validate", path, "-v")
    drawn = cli("render", path, "-o", tmp_path / "maps", "--format", "svg,html,plan")
    for done in (checked, drawn):
        assert done.status in (0, 1, 2), done.err
        assert "Traceback" not in done.err
        assert not {"\x00", "\x1b", "\u202e"} & set(done.out + done.err)
    assert checked.status == drawn.status


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(mutated(), st.sampled_from(["JM2", "JM3,JM4", "JM2,JM3,JM4"]))
def test_what_can_be_ignored_can_be_drawn(cli: Run, tmp_path: Path, text: str, ignored: str) -> None:
    (tmp_path / "journeymap.toml").write_text(f"ignore = {ignored.split(',')}")
    path = tmp_path / "m.journey.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    done = cli("render", path, "-o", tmp_path / "maps", "--format", "svg,html,plan")
    assert done.status in (0, 1, 2), done.err


def _nested(opening: str, count: int) -> bytes:
    return (opening * count).encode()


ATTACKS = {
    "brackets": _nested("[", 30_000),
    "braces": _nested("{a: ", 30_000),
    "brackets of a key": b"words: " + _nested("[", 30_000),
    "braces of a key": b"words: " + _nested("{a: ", 30_000),
    "quotes in brackets": b"words: [" + b'"a b" c, ' * 30_000 + b"]\n",
    "dashes": _nested("- ", 30_000),
    "question marks": _nested("? ", 30_000),
    "laughs": b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(ord("b"), ord("z"))
    ),
    "merges": b"a: &a {b: 1}\nc: {<<: [" + b"*a," * 5000 + b"*a]}\n",
    "anchors": b"".join(b"- &a%d x\n" % i for i in range(50_000)),
    "long key": b"x" * 2_000_000 + b": 1\n",
    "long number": b"a: " + b"9" * 1_000_000 + b"\n",
    "six megabytes": b"#" * 6_000_000,
    "many keys": b"".join(b"k%d: 1\n" % i for i in range(190_000)),
    "many stages": b"journeymap: 1\nid: a\ntitle: t\nstages:\n" + b"- {id: s, name: n}\n" * 40_000,
    "noise": random.Random(1).randbytes(100_000),
    "nothing": b"",
    "utf-16": GOOD.encode("utf-16"),
    "comment marks": b"# journeymap: ignore[" + b"JM301," * 100_000 + b"]\n" + GOOD.encode(),
    "spaces": b" " * 4_000_000,
    "carriage returns": b"\r" * 2_000_000,
}  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="bounded with POSIX's resource limits")
@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_end_soon_and_small(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.journey.yaml"
    path.write_bytes(ATTACKS[name])

    import resource

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))

    done = subprocess.run(
        [sys.executable, "-m", "journeymap", "validate", path, "--output-format", "json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bound,
        timeout=600,
    )
    assert done.returncode in (1, 2) or name == "comment marks", done.stderr[-2000:]
    assert "Traceback" not in done.stderr
