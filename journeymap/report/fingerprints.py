"""Fingerprints, by which code scanners recognise a problem that an earlier report already had.

A fingerprint is made from the file, the rule and the message. It has no line in it, so it stays the same when lines
move, and no number of days since something was due, so it stays the same tomorrow. Problems that are alike in all three
are numbered, so that each has a fingerprint of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from journeymap.diagnostics import Diagnostic

_LATE = re.compile(r"\d+ days? (?=(?:ago|overdue)$)")


def with_fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each diagnostic with its fingerprint, 64 hexadecimal digits."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for diagnostic in diagnostics:
        problem = (diagnostic.path, diagnostic.code, _LATE.sub("", diagnostic.message))
        seen[problem] += 1
        parts = (*problem, str(seen[problem]))
        yield diagnostic, hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
