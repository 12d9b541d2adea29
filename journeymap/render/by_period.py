"""Figures of several periods as a table: few periods stand beside each other, many below each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from journeymap.records import NamedTuple
from journeymap.render.tables import Table
from journeymap.render.texts import joined

_MOST_BESIDE = 4
"""So many periods have a column each, in tables that are read on paper and on a phone too."""


class PeriodFigure(NamedTuple):
    """What is told of a period: what the figure is of, as the first cells of its row; the figure, and its notes."""

    of: tuple[str, ...]
    period: str
    value: str
    notes: str

    @property
    def lines(self) -> str:
        """The figure, and its notes on a line below."""
        return f"{self.value}\n{self.notes}" if self.notes else self.value


def table_by_period(heads: Sequence[str], period: str, caption: Sequence[str], told: Iterable[PeriodFigure]) -> Table:
    """The table of figures, in their order; its periods from the first to the last.

    `heads` are those of what figures are of, `period` is that of a column of periods, and `caption` says what a figure
    and its notes are.
    """
    rows: dict[tuple[tuple[str, ...], int], dict[str, str]] = {}
    before: Counter[tuple[tuple[str, ...], str]] = Counter()  # what has the same name is not the same
    for each in told:
        place = each.of, each.period
        rows.setdefault((each.of, before[place]), {})[each.period] = each.lines
        before[place] += 1
    periods = sorted({name for row in rows.values() for name in row})
    if len(periods) <= _MOST_BESIDE:
        beside = tuple((*of, *(row.get(name, "") for name in periods)) for (of, _), row in rows.items())
        return Table((*heads, *periods), beside, joined(*caption))
    below = tuple((*of, name, row[name]) for (of, _), row in rows.items() for name in periods if name in row)
    return Table((*heads, period, caption[0]), below, joined(*caption))
