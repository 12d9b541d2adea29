"""The workshop kit: what goes on the wall, and the way back into the file."""
