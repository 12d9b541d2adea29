"""Takes off the quotation marks around a text, so that it can stand in those of the map's language."""

from __future__ import annotations

# The closing marks that belong to each opening one, in the languages that use them.
_CLOSING = {
    '"': '"', "'": "'", "“": "”“", "‘": "’‘", "„": "“”", "‚": "‘’", "”": "”", "’": "’", "«": "»", "»": "«", "‹": "›",
    "›": "‹", "״": "״", "׳": "׳", "「": "」", "『": "』",
}  # fmt: skip
_MARKS = frozenset(_CLOSING).union(*_CLOSING.values())
_ENDS = frozenset(".!?…؟۔。")


def without_quotes(text: str) -> str:
    """The text without the one pair of quotation marks that is around all of it, if there is one.

    A full stop behind the closing mark comes inside. Marks within words (`don't`, `צה"ל`) count as letters. With any
    other mark inside, the outer two may not belong together, and the text stays as it is.
    """
    stripped = text.strip()
    if not stripped or stripped[0] not in _CLOSING:
        return text
    end = stripped[-1] if stripped[-1] in _ENDS else ""
    quoted = stripped[:-1] if end else stripped
    inner = quoted[1:-1].strip()
    if len(quoted) < 2 or quoted[-1] not in _CLOSING[stripped[0]] or not inner or _has_mark(inner):
        return text
    return inner + end if inner[-1] not in _ENDS else inner


def _has_mark(text: str) -> bool:
    """Whether there is a quotation mark that is not between two letters."""
    return any(
        character in _MARKS and not (text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha())
        for at, character in enumerate(text)
    )
