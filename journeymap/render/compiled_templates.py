"""What Jinja compiled templates to, so that it need not do so again: for a page, that takes longer than drawing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.io.kept import KeptValue

if TYPE_CHECKING:
    import jinja2
    from jinja2.bccache import Bucket


def compiled_templates(read: Callable[[str], bytes | None], keep: Callable[[str, bytes], None]) -> jinja2.BytecodeCache:
    """What Jinja asks for a template's code, by a name of its own, and tells of code that it has made."""
    import jinja2  # noqa: PLC0415  seldom needed for a map

    class CompiledTemplates(jinja2.BytecodeCache):
        """Each code has the checksum of its text, so that of another text counts for nothing."""

        def load_bytecode(self, bucket: Bucket) -> None:
            code = read(bucket.key)
            if code is not None:
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: Bucket) -> None:
            keep(bucket.key, bucket.bytecode_to_string())

    return CompiledTemplates()


def kept_between_runs(made_by: Path) -> jinja2.BytecodeCache:
    """The code of built-in templates, in the user's own folder for caches, for as long as what compiles them stays.

    That is Jinja, and the module `made_by` with the settings that it compiles by.
    """
    import jinja2.compiler  # noqa: PLC0415  seldom needed for a map

    compilers = (Path(jinja2.compiler.__file__), made_by)

    def read(key: str) -> bytes | None:
        code: bytes | None = KeptValue("template", key, compilers).read()
        return code

    def keep(key: str, code: bytes) -> None:
        KeptValue("template", key, compilers).write(code)

    return compiled_templates(read, keep)
