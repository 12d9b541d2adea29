"""Workshops on paper: the kit to print, and bringing the notes back into the journey's file."""
