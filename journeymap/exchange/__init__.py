"""Journeys from other tools, and for them: `importing/` reads their files and writes a journey file."""
