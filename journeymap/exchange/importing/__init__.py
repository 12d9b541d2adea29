"""Reads files of other tools into a draft of a journey file. Nothing is dropped, and nothing guessed without a word."""
