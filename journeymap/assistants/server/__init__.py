"""Tools for assistants that speak the Model Context Protocol: what they do, in one folder, and how they are served.

`serving` alone knows the protocol and its library, which comes with the extra `mcp`.
"""
