"""Journeys that are worked on: read and checked again only when something that they depend on has changed."""

from journeymap.workspace.document import Document
from journeymap.workspace.workspace import Workspace

__all__ = ["Document", "Workspace"]
