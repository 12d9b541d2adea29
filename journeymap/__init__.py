"""Customer journeys as code: read, check, lay out and draw journey files."""

__version__ = "0.1.0"
