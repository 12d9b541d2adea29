"""The short codes by which the map calls actions and experiments."""

from collections.abc import Iterable


def short_codes(ids: Iterable[str], letter: str) -> dict[str, str]:
    """Returns a code for each id: `A1` for the id `a1`, else the `letter` and its number, counted from 1.

    No two have one code: where an id has taken that of a number, the next free number is used.
    """
    every = list(ids)
    short = {each for each in every if len(each) <= 4 and each[0].isalpha() and each[-1].isdigit()}
    codes: dict[str, str] = {}
    used = 0
    for number, each in enumerate(every, 1):
        if each in short:
            codes[each] = each.upper()
        elif each not in codes:
            used = max(number, used + 1)
            while f"{letter}{used}" in short:
                used += 1
            codes[each] = f"{letter.upper()}{used}"
    return codes
