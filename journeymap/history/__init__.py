"""What changed between versions of a journey: compared by meaning, drawn on the map, followed through git."""
