"""Scene or journey to bytes: a module for each format, and the one place that knows Jinja."""
