"""Texts that are printable are let through unseen, so nothing that matters may be printable."""

from __future__ import annotations

import sys

from journeymap.report.safe import visible
from journeymap.source.characters import all_printable, suspect

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_nothing_suspect_is_printable() -> None:
    found = [character for character in EVERY if suspect().match(character)]
    assert len(found) == 29 + 33 + 9 + 2048 + 32 + 34
    assert not any(map(all_printable, found))
    assert all_printable("a\tb\r\nc")


def test_what_is_written_out_stands_in_any_text() -> None:
    unsafe = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))]
    unsafe += [*map(chr, range(0xD800, 0xE000)), "\ufeff", "\ufffe", "\uffff"]
    assert [each for each in EVERY if visible(each) != each] == sorted(unsafe)
    assert all(visible(f"a{each}b").startswith("a\\") for each in unsafe)
