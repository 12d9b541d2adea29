"""Merges journey files by meaning: key by key and id by id, keeping comments and layout."""
