"""What engines spell differently: a record of words for each dialect, with which one text of SQL runs on all of them.

Such a text has CTEs, window functions and `GROUP BY`, and a name for each subquery. It divides whole numbers by the
word for it, casts to the dialect's own types, orders by no text (collations differ) and by nothing that may be null,
and says the type into which it adds up: `CAST(sum(n) AS BIGINT)`.
"""

from __future__ import annotations

from typing import NamedTuple

_SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What Unicode calls spaces (Zs), which DuckDB trims and others do not by themselves."""
_FAR_PAST, _FAR_FUTURE = "1000-01-01", "9999-12-31 23:59:59.999999"


class Dialect(NamedTuple):
    """How an engine says what others say otherwise. `{}` stands for an argument, which is SQL.

    `name` is what sqlglot calls it. `text`, `moment` and `number` are the types of texts, of times without a zone and
    of floating numbers of 64 bits.
    `microseconds` are those from the first of January 1970 to such a time, as a whole number, `moment_of` is the time
    that is so many after it, and `days` are whole days. `year`, `quarter` and `month` are those of a time. `quotient`
    is how often a whole number goes into another, both zero or more. `in_utc` is the time in UTC of a time with a zone.
    `any_number` is a number that no other row of a query has, and `in_order` a text by which rows can be put in the
    order of Unicode. `apart` stands behind an inner query whose columns are to be computed once, wherever they are
    used: PostgreSQL else writes each of them out at each of its uses, and those of these again. With `has_escapes`, a
    backslash in a literal escapes what follows it. The others are for the methods.
    """

    name: str
    text: str
    moment: str
    number: str
    microseconds: str
    moment_of: str
    days: str
    quotient: str
    in_utc: str
    any_number: str
    year: str
    quarter: str
    month: str
    trim: str
    match: str
    part: str
    in_order: str = "{}"
    apart: str = ""
    quote: str = '"'
    has_escapes: bool = False

    def literal(self, value: str) -> str:
        """Returns a text as a literal."""
        value = value.replace("\0", "")
        if self.has_escapes:
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
        return "'" + value.replace("'", "''") + "'"

    def identifier(self, name: str) -> str:
        """Returns the name of a column or table as it stands in SQL, whatever letters it has."""
        return self.quote + name.replace("\0", "").replace(self.quote, self.quote * 2) + self.quote

    def trimmed(self, text: str) -> str:
        """Returns the SQL of a text without the spaces of Unicode at both ends."""
        return self.trim.format(text, self.literal(_SPACES))

    def matches(self, text: str, pattern: str) -> str:
        """Returns the SQL of whether a regular expression is found in a text.

        It has what RE2, Java and PostgreSQL write alike: `[0-9]`, `(a|b)?`, `{2}`, `^`, `$`, and no backslashes.
        """
        return self.match.format(text, self.literal(pattern))

    def group(self, text: str, pattern: str, number: int) -> str:
        """Returns the SQL of the text of a group of a regular expression; null or empty where it is not found."""
        return self.part.format(text, self.literal(pattern), number)

    def finite(self, moment: str) -> str:
        """Returns the SQL of a time without a zone, null for one whose year has not four digits, or infinite."""
        return (
            f"CASE WHEN {moment} >= TIMESTAMP '{_FAR_PAST}' AND {moment} <= TIMESTAMP '{_FAR_FUTURE}' THEN {moment} END"
        )


DUCKDB = Dialect(
    name="duckdb",
    text="VARCHAR",
    moment="TIMESTAMP",
    number="DOUBLE",
    microseconds="epoch_us({})",
    moment_of="make_timestamp({})",
    days="datediff('day', DATE '1970-01-01', CAST({} AS DATE))",
    quotient="({} // {})",
    in_utc="timezone('UTC', {})",
    any_number="row_number() OVER ()",
    year="year({})",
    quarter="quarter({})",
    month="month({})",
    trim="trim({0})",
    match="regexp_matches({0}, {1})",
    part="regexp_extract({0}, {1}, {2})",
)

POSTGRES = Dialect(
    name="postgres",
    text="TEXT",
    moment="TIMESTAMP",
    number="DOUBLE PRECISION",
    microseconds="CAST(extract(epoch FROM {}) * 1000000 AS BIGINT)",
    # whole seconds and the rest apart, as one product would be a floating number that is not exact
    moment_of=(
        "(TIMESTAMP '1970-01-01' + div({0}, 1000000) * INTERVAL '1 second' "
        "+ mod({0}, 1000000) * INTERVAL '1 microsecond')"
    ),
    days="(CAST({} AS DATE) - DATE '1970-01-01')",
    quotient="({} / {})",
    in_utc="({} AT TIME ZONE 'UTC')",
    any_number="row_number() OVER ()",
    year="CAST(extract(YEAR FROM {}) AS INTEGER)",
    quarter="CAST(extract(QUARTER FROM {}) AS INTEGER)",
    month="CAST(extract(MONTH FROM {}) AS INTEGER)",
    trim="btrim({0}, {1})",
    match="({0} ~ {1})",
    part="(regexp_match({0}, {1}))[{2}]",
    in_order='{} COLLATE "C"',
    apart=" OFFSET 0",
)

SPARK = Dialect(
    name="spark",
    text="STRING",
    moment="TIMESTAMP",  # without a zone, by the setting of the session
    number="DOUBLE",
    microseconds="unix_micros(CAST({} AS TIMESTAMP_LTZ))",
    moment_of="CAST(timestamp_micros({}) AS TIMESTAMP)",
    days="datediff(CAST({} AS DATE), DATE '1970-01-01')",
    quotient="({} div {})",
    in_utc="CAST({} AS TIMESTAMP)",
    any_number="monotonically_increasing_id()",
    year="year({})",
    quarter="quarter({})",
    month="month({})",
    trim="trim(BOTH {1} FROM {0})",
    match="({0} RLIKE {1})",
    part="regexp_extract({0}, {1}, {2})",
    quote="`",  # it knows `"at"` as well, but no doubled quotes within
    has_escapes=True,
)
