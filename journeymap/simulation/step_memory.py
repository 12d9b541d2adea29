"""Whether one step of memory is enough: whether it depends on where customers come from where they go on.

A Markov chain forgets all but where customers are. The likelihood ratio compares it with one that also knows the step
before: T. W. Anderson and L. A. Goodman, "Statistical inference about Markov chains", Annals of Mathematical Statistics
28 (1957). With many customers any difference is significant, so the one with the lower BIC is preferred: R. W. Katz,
"On some criteria for estimating the order of a Markov chain", Technometrics 23 (1981).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING, Any

from journeymap.records import NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Table = np.ndarray[Any, np.dtype[Any]]

LEAST_EXPECTED = 5.0


class StepMemory(NamedTuple):
    """One step of memory against two, of n steps: the likelihood ratio `g2`, its degrees of freedom, and p.

    `bic` is the BIC of two steps less that of one: above 0, one step is preferred. `most_at` is the touchpoint at which
    it matters most where customers come from; "" where it does nowhere. p is None without degrees of freedom.
    """

    n: int
    g2: float
    freedom: int
    p: float | None
    bic: float
    most_at: str

    @property
    def is_enough(self) -> bool:
        """Whether one step is enough."""
        return self.bic >= 0


def step_memory(pairs: Mapping[tuple[str, str, str], int]) -> StepMemory:
    """Returns whether one step of memory is enough, by how often each third step followed each two before it.

    At each touchpoint, the rarest rows or columns are taken together until a count of LEAST_EXPECTED or more is
    expected in each cell.
    """
    from scipy.stats import chi2

    tables: dict[str, dict[tuple[str, str], int]] = {}
    for (before, at, to), n in pairs.items():
        tables.setdefault(at, {})[before, to] = n
    g2, freedom, most, most_at = 0.0, 0, 0.0, ""
    for at, counts in tables.items():
        ratio, free = _ratio(_pooled(_table(counts)))
        g2, freedom = g2 + ratio, freedom + free
        if free and ratio - free * log(sum(counts.values())) > most:
            most, most_at = ratio - free * log(sum(counts.values())), at
    n = sum(pairs.values())
    p = float(chi2.sf(g2, freedom)) if freedom else None
    return StepMemory(n, g2, freedom, p, freedom * log(n) - g2 if n else 0.0, most_at)


def _table(counts: Mapping[tuple[str, str], int]) -> Table:
    import numpy as np

    rows = {name: place for place, name in enumerate(sorted({before for before, _ in counts}))}
    columns = {name: place for place, name in enumerate(sorted({to for _, to in counts}))}
    table = np.zeros((len(rows), len(columns)))
    for (before, to), n in counts.items():
        table[rows[before], columns[to]] = n
    return table


def _pooled(table: Table) -> Table:
    import numpy as np

    while min(table.shape) > 1:
        rows, columns = table.sum(axis=1), table.sum(axis=0)
        if rows.min() * columns.min() / table.sum() >= LEAST_EXPECTED:
            break
        axis = 0 if rows.min() <= columns.min() else 1
        rarest, next_one = np.argsort(table.sum(axis=1 - axis), kind="stable")[:2]
        both = table.take([rarest, next_one], axis=axis).sum(axis=axis, keepdims=True)
        table = np.concatenate([np.delete(table, [rarest, next_one], axis=axis), both], axis=axis)
    return table


def _ratio(table: Table) -> tuple[float, int]:
    """The likelihood ratio of a table against independence, and its degrees of freedom."""
    import numpy as np

    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    seen = table > 0
    ratio = 2 * float((table[seen] * np.log(table[seen] / expected[seen])).sum())
    return max(ratio, 0.0), (table.shape[0] - 1) * (table.shape[1] - 1)
