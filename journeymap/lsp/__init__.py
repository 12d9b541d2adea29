"""The language server: what editors ask about journeys while they are written.

All of it needs the library pygls, of the extra `lsp`. Offsets count characters; only `positions.py` knows how editors
count.
"""
