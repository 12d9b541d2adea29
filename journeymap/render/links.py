"""Which links are safe to follow."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]|^//")


def safe_link(url: str) -> str | None:
    """The address if it is safe to follow: http, https, mailto, or a relative path. None for any other."""
    if _UNSAFE.search(url):
        return None
    scheme = _SCHEME.match(url)
    return url if scheme is None or scheme.group().lower() in _SAFE_SCHEMES else None
