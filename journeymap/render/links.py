"""Which links are safe to follow."""

from __future__ import annotations

import re

_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_UNSAFE = r"[\x00-\x20\x7f\\]|^//"


def safe_link(url: str) -> str | None:
    """The address if it is safe to follow: http, https, mailto, or a relative path. None for any other."""
    if re.search(_UNSAFE, url):
        return None
    scheme = re.match(_SCHEME, url)
    return url if scheme is None or scheme.group().lower() in _SAFE_SCHEMES else None
