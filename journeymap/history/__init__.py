"""What changed between versions of a journey: told by meaning, drawn on the map, followed through git."""
