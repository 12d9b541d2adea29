"""Merging journey files by meaning: key by key and id by id, with comments and layout kept."""
