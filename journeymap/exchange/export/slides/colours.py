"""The colours of a deck: tokens of the theme that have a place in PowerPoint's own theme, and all others."""

from __future__ import annotations

from journeymap.style.theme import Theme

SCHEME = {
    "ink": ("dk1", "tx1"),
    "paper": ("lt1", "bg1"),
    "stage": ("dk2", "tx2"),
    "wash": ("lt2", "bg2"),
    "persona-1": ("accent1", "accent1"),
    "persona-2": ("accent2", "accent2"),
    "opportunity": ("accent3", "accent3"),
    "pain": ("accent4", "accent4"),
    "gain": ("accent5", "accent5"),
    "persona-3": ("accent6", "accent6"),
}
"""The places of tokens in the colours of PowerPoint's theme, and the names by which shapes refer to these. Whoever
changes the colours of the theme there changes them on all slides."""


def fill_of(token: str, theme: Theme) -> str:
    """A fill in the colour of a token, as XML; none without a token."""
    if not token:
        return "<a:noFill/>"
    if token in SCHEME:
        return f'<a:solidFill><a:schemeClr val="{SCHEME[token][1]}"/></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{theme.tokens[token][1:]}"/></a:solidFill>'
