"""Draws of the sizes of effects, which nobody knows exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.simulation.effects import EffectSize

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]


def drawn_sizes(inputs: tuple[EffectSize, ...], runs: int, seed: int) -> Array:
    """Returns so many draws of all sizes, in rows.

    What was measured is drawn from a normal distribution, and what is declared from a PERT distribution with λ = 4.

    Source: D. G. Malcolm, J. H. Roseboom, C. E. Clark, W. Fazar, Operations Research 7 (1959), 646-669.
    """
    import numpy as np

    random = np.random.Generator(np.random.PCG64(seed))
    found = np.empty((len(inputs), runs))
    for row, each in enumerate(inputs):
        low, likely, width = each.low, each.likely, each.high - each.low
        if each.experiment:
            found[row] = random.normal(likely, each.error, runs)
        elif width > 0:
            drawn = random.beta(1 + 4 * (likely - low) / width, 1 + 4 * (each.high - likely) / width, runs)
            found[row] = low + width * drawn
        else:
            found[row] = likely
    return found
