"""The limits for one file, since files may come from strangers. Each limit has its own error message."""

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_ALIASES = 1_000
MAX_DIRECTIVES = 100
MAX_EXPANDED_NODES = 200_000
MAX_SCALAR = 1024 * 1024
