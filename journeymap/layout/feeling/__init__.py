"""The emotion curve: its data, its geometry, its words, and the lane that it fills."""
