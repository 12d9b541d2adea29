"""Times in texts, read by arithmetic: what an engine itself makes of a text as a time differs from engine to engine.

DuckDB reads files by its own functions, which are faster; a test holds that both read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from journeymap.measure.answers.moments import ARABIC, LATIN
from journeymap.measure.answers.refusal import refused
from journeymap.measure.engines.dialects import Dialect
from journeymap.model import Source

_FIELDS = ("year", "month", "day", "hour", "minute", "second", "part", "half", "zone")
_ISO = (
    "^ *[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}"
    "((T| +)[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]+)?)?( *(Z|[+-][0-9]{2}(:?[0-9]{2})?))?)?$"
)
_ISO_DATE = "^ *([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
_ISO_CLOCK = "[T ]([0-9]{1,2}):([0-9]{1,2})(:([0-9]{1,2})([.]([0-9]+))?)?"
_ISO_ZONE = ":[0-9.]+ *(Z|[+-][0-9]{2}(:?[0-9]{2})?)$"
_TWO = "([0-9]{1,2})"
_DIRECTIVES = {
    "Y": ("year", "([0-9]{4})"), "y": ("short", _TWO), "m": ("month", _TWO), "d": ("day", _TWO), "H": ("hour", _TWO),
    "I": ("hour", _TWO), "M": ("minute", _TWO), "S": ("second", _TWO), "f": ("part", "([0-9]{1,6})"),
    "p": ("half", "([AaPp][Mm])"), "z": ("zone", "(Z|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})"),
}  # fmt: skip
_PIVOT = 69
"""Two digits from this on are a year of the last century, as for strptime of POSIX."""


class _Form(NamedTuple):
    """One form of times: the regular expression of it, and for each field that it has, one with its group's number.

    They are looked for in the column `text`: `said`, or `trimmed`. DuckDB knows nine groups of an expression.
    """

    pattern: str
    groups: Mapping[str, tuple[str, int]]
    text: str = "trimmed"


_ISO_FORM = _Form(
    _ISO,
    {
        "year": (_ISO_DATE, 1), "month": (_ISO_DATE, 2), "day": (_ISO_DATE, 3), "hour": (_ISO_CLOCK, 1),
        "minute": (_ISO_CLOCK, 2), "second": (_ISO_CLOCK, 4), "part": (_ISO_CLOCK, 6), "zone": (_ISO_ZONE, 1),
    },
    text="said",
)  # fmt: skip


class UnknownFormError(ValueError):
    """A form of dates has a directive that is not read here; `args[0]` is it."""


@contextmanager
def telling_of_forms(source: Source) -> Iterator[None]:
    """Tells of a form of dates that no engine reads, as an AnswersError at its place in the source."""
    try:
        yield
    except UnknownFormError as error:
        raise refused(source.format or source, "date", f"an engine cannot read {error.args[0]} in a form of dates",
                      "write numbers alone: %d, %m, %Y, %y, %H, %I, %p, %M, %S and %f; or count files with DuckDB",
                      ) from None  # fmt: skip


def read_sql(dialect: Dialect, rows: str, forms: Sequence[str], *, and_iso: bool = False, until: str = "") -> str:
    """Returns the SQL of some rows (the SQL of a query) with the times in their column of texts `t`.

    `forms` are those of strptime, tried in order on what stands before `until`; without any, or after them with
    `and_iso`, times are as in ISO 8601, with a time of day or without. Digits are of any script. Besides the columns of
    the rows, it has `us`, the microseconds from 1970 as if the time was one of UTC, null where it cannot be read, and
    `away`, the minutes by which it says to be ahead of UTC, null where it does not say. Raises UnknownFormError.
    """
    known = [*map(_form, forms), *([_ISO_FORM] if and_iso or not forms else [])]
    latin = f"translate(t, {dialect.literal(ARABIC)}, {dialect.literal(LATIN)})"
    before = f"split_part({latin}, {dialect.literal(until)}, 1)" if until else latin
    trimmed = f", {dialect.trimmed(before)} AS trimmed" if forms else ""
    said = f"SELECT *, {latin} AS said{trimmed} FROM ({rows}) AS a{dialect.apart}"
    found = " ".join(f"WHEN {dialect.matches(each.text, each.pattern)} THEN {n}" for n, each in enumerate(known))
    formed = f"SELECT *, CASE {found} END AS form FROM ({said}) AS b{dialect.apart}"
    fields = ", ".join(f"{_field(dialect, known, name)} AS in_{name}" for name in (*_FIELDS, "short"))
    split = f"SELECT *, {fields} FROM ({formed}) AS c{dialect.apart}"
    numbers = f"""SELECT *, coalesce({_whole("year")}, {_whole("short")} +
            CASE WHEN {_whole("short")} >= {_PIVOT} THEN 1900 ELSE 2000 END) AS n_year,
        {_whole("month")} AS n_month, {_whole("day")} AS n_day, {_hour(dialect)} AS n_hour,
        coalesce({_whole("minute")}, 0) AS n_minute, coalesce({_whole("second")}, 0) AS n_second,
        CAST(rpad(substr(coalesce(in_part, '0'), 1, 6), 6, '0') AS INTEGER) AS n_part
        FROM ({split}) AS d{dialect.apart}"""
    return f"SELECT *, {_micros(dialect)} AS us, {_away()} AS away FROM ({numbers}) AS e{dialect.apart}"


def _form(form: str) -> _Form:
    pattern, numbers = "^", dict[str, int]()
    found = re.findall(r"%-?(.)|( +)|(.)", form, re.DOTALL)
    for (directive, space, letter), (following, _, _) in zip(found, [*found[1:], ("", "", "")], strict=True):
        if directive and directive != "%":
            if directive not in _DIRECTIVES:
                raise UnknownFormError(f"%{directive}")
            name, expression = _DIRECTIVES[directive]
            numbers[name] = len(numbers) + 1
            if following in _DIRECTIVES and following != "p":  # digits behind digits: all have two
                expression = expression.replace("{1,2}", "{2}")
            pattern += expression
        else:
            plain = letter or directive
            pattern += " +" if space else plain if plain.isalnum() or plain in "-:/,_" else f"[{plain}]"
    pattern += "$"
    return _Form(pattern, {name: (pattern, number) for name, number in numbers.items()})


def _field(dialect: Dialect, forms: Sequence[_Form], name: str) -> str:
    """The text of a field, null where the form has none, or its group is empty."""
    cases = " ".join(
        f"WHEN form = {number} THEN {dialect.group(form.text, *form.groups[name])}"
        for number, form in enumerate(forms)
        if name in form.groups
    )
    return f"nullif(CASE {cases} END, '')" if cases else f"CAST(NULL AS {dialect.text})"


def _whole(name: str) -> str:
    return f"CAST(in_{name} AS INTEGER)"


def _hour(dialect: Dialect) -> str:
    """The hour of 24; one of 13 to 24 is none beside am or pm, nor is 0."""
    hour, half = _whole("hour"), "lower(in_half)"
    return f"""CASE WHEN in_half IS NULL THEN coalesce({hour}, 0) WHEN {hour} NOT BETWEEN 1 AND 12 THEN -1
            WHEN {half} = 'pm' THEN {hour} % 12 + 12 ELSE {hour} % 12 END"""


def _micros(dialect: Dialect) -> str:
    """The microseconds from 1970 to a time by its numbers, if there is such a day and such a time of day.

    The days are those of the Gregorian calendar, counted in years from March on, so that the 29th of February is last.
    """
    leap = "(n_year % 4 = 0 AND (n_year % 100 <> 0 OR n_year % 400 = 0))"
    longest = (
        f"""CASE WHEN n_month IN (4, 6, 9, 11) THEN 30 WHEN n_month <> 2 THEN 31 WHEN {leap} THEN 29 ELSE 28 END"""
    )
    clock = "((n_hour * 60 + n_minute) * 60 + n_second)"
    is_one = f"""n_month BETWEEN 1 AND 12 AND n_day BETWEEN 1 AND {longest} AND n_hour >= 0 AND n_minute < 60
        AND n_second < 60 AND {clock} + CASE WHEN n_part > 0 THEN 1 ELSE 0 END <= 86400 AND n_year >= 1000"""
    year = "(n_year - CASE WHEN n_month <= 2 THEN 1 ELSE 0 END)"
    month = "(n_month + CASE WHEN n_month <= 2 THEN 9 ELSE -3 END)"
    whole = dialect.quotient.format
    leaps = f"{whole(year, 4)} - {whole(year, 100)} + {whole(year, 400)}"
    days = f"({year} * 365 + {leaps} + {whole(f'(153 * {month} + 2)', 5)} + n_day - 1 - 719468)"
    return f"CASE WHEN {is_one} THEN (CAST({days} AS BIGINT) * 86400 + {clock}) * 1000000 + n_part END"


def _away() -> str:
    """The minutes ahead of UTC of `Z`, `+02`, `+0200` or `+02:00`."""
    hours, minutes = (
        "CAST(substr(in_zone, 2, 2) AS INTEGER)",
        "CAST(substr(replace(in_zone, ':', ''), 4, 2) AS INTEGER)",
    )
    minutes = f"CASE WHEN length(in_zone) > 3 THEN {minutes} ELSE 0 END"
    return (
        f"CASE WHEN in_zone IS NULL THEN NULL WHEN in_zone = 'Z' THEN 0 ELSE ({hours} * 60 + {minutes}) "
        "* CASE WHEN substr(in_zone, 1, 1) = '-' THEN -1 ELSE 1 END END"
    )
