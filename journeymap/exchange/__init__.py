"""Journeys from other tools, and for them: `importing/` reads their files, and `export/` writes them."""
