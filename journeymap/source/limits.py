"""How much a file may ask for. Input is hostile until proven otherwise; each bound has its own error."""

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_ALIASES = 1_000
MAX_DIRECTIVES = 100
MAX_EXPANDED_NODES = 200_000
MAX_SCALAR = 1024 * 1024
