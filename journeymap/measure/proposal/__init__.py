"""Proposes the source of a journey from a file of answers: what can be seen in it is decided, with the reason; what
cannot is left to whoever reads the proposal."""

from journeymap.measure.proposal.proposing import SourceProposal, propose

__all__ = ["SourceProposal", "propose"]
