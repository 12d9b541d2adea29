"""Journeys as Markov chains: what becomes of customers who go by the shares of a journey.

numpy and scipy come with the extra `journeymap[data]`, and are imported where they are used.
"""

from journeymap.simulation.chain import Chain, ChainError, ChainWay, chain_of
from journeymap.simulation.exact import Solution, solve

__all__ = ["Chain", "ChainError", "ChainWay", "Solution", "chain_of", "solve"]
