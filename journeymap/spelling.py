"""Which known word is meant by one that is not known: by a slip of the hand, which can be mended, or a similar one."""

from __future__ import annotations

from collections.abc import Iterable

_SIMILAR = 0.75
_SHORTEST = 3
"""Of shorter words, a slip makes another word as easily as a wrong one."""


def is_slip(written: str, meant: str) -> bool:
    """Whether one slip of the hand turns `meant` into `written`.

    A slip swaps two adjacent letters, doubles a letter, leaves out one that is not the first, or adds or drops a
    plural s. Digits and hyphens tell ids apart (`a1`, `a11`), so only letters count. Another letter in place of one
    is no slip: `gains` is not `pains`.
    """
    if len(meant) < _SHORTEST or abs(len(written) - len(meant)) > 1 or written == meant:
        return False
    if written == meant + "s" or meant == written + "s":
        return True
    at = next((index for index, (one, other) in enumerate(zip(written, meant, strict=False)) if one != other), None)
    if at is None:
        at = min(len(written), len(meant))
    if len(written) == len(meant):
        pair = written[at : at + 2]
        return pair.isalpha() and pair[::-1] == meant[at : at + 2] and written[at + 2 :] == meant[at + 2 :]
    if len(written) > len(meant):
        doubled = at > 0 and written[at] == written[at - 1] and written[at].isalpha()
        return doubled and written[at + 1 :] == meant[at:]
    return at > 0 and meant[at].isalpha() and written[at:] == meant[at + 1 :]


def slips(written: str, known: Iterable[str]) -> list[str]:
    """Returns the known words of which `written` is a slip of the hand."""
    return [word for word in known if is_slip(written, word)]


def only_slip(written: str, known: Iterable[str]) -> str:
    """Returns the known word of which `written` is a slip, if there is only one; else an empty string."""
    found = slips(written, known)
    return found[0] if len(found) == 1 else ""


def similar(written: str, known: Iterable[str]) -> str:
    """Returns the known word that is most similar to `written`; an empty string where none is.

    Most similar is one of which it is a slip, then one that differs in a single letter, then the one with the highest
    ratio of `difflib.SequenceMatcher`, from 0.75 on: below it, other words are meant.
    """
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    words = list(known)
    found = slips(written, words) or [word for word in words if _differs_in_a_letter(written, word)]
    found = found or get_close_matches(written, words, n=1, cutoff=_SIMILAR)
    return found[0] if found else ""


def _differs_in_a_letter(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < _SHORTEST:
        return False
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and "".join(pairs[0]).isalpha()


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Returns a hint with the known word that is similar, or an empty string when none is."""
    near = similar(written, known)
    return f"did you mean `{near}`?" if near else ""
