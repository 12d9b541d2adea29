"""The way back from the wall: a filled-in form becomes edits of the journey's file."""
