"""The Jinja environment in which all templates of maps, pages and plans are rendered.

Values are escaped as the suffix of the template requires: in `.svg` and `.html` as markup, in `.md` as Markdown. A
user's template can extend the built-in one that it replaces, as `builtin/NAME`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.reading import is_inside

if TYPE_CHECKING:
    import jinja2
    from jinja2.nodes import EvalContext

_ADDRESS = re.compile(r"(?:\b|%20)at(?: |\+|%20)0x[0-9a-f]{6,}", re.IGNORECASE)
"""As Python writes it in place of what is no text; after the filters that change letters or encode, too."""
_NUMBER = re.compile("0[xX][0-9a-fA-F]{6}")
"""What is in each address, and found in a tenth of the time in a page, most of which is fonts."""

__all__ = ["Environment", "environment", "template_error"]


class Environment:
    """The built-in templates, or those in a user's folder before them, which are rendered in a sandbox.

    Jinja is imported when a template is first asked for, since the import takes a seventh of the time of one map.
    `compiled` is what templates were compiled to before, by names that Jinja gives them: those whose text is the same
    still are not compiled again, and what the others are compiled to is put there.
    """

    def __init__(self, user_templates: Path | None = None, compiled: dict[str, bytes] | None = None) -> None:
        self._user_templates = user_templates
        self._compiled = compiled

    @property
    def sandboxed(self) -> bool:
        """Whether templates are rendered in a sandbox: always with a user's folder."""
        return self._user_templates is not None

    def replaces(self, name: str) -> bool:
        """Whether the user's folder has a template with this name."""
        return self._user_templates is not None and (self._user_templates / name).is_file()

    def get_template(self, name: str) -> jinja2.Template:
        """The template with this name. Raises jinja2.TemplateError when there is none, or its syntax is wrong."""
        known = self._jinja if _is_markup(name) or self.sandboxed else self._of_markdown
        return known.get_template(name)

    @cached_property
    def _jinja(self) -> jinja2.Environment:
        import jinja2  # noqa: PLC0415  see above

        built_in = jinja2.FileSystemLoader(resources.templates())
        loaders: list[jinja2.BaseLoader] = [jinja2.PrefixLoader({"builtin": built_in}), built_in]
        environment_class = _quick_to_escape()
        if self._user_templates is not None:
            from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  see above

            loaders.insert(1, _own_templates(self._user_templates))
            environment_class = ImmutableSandboxedEnvironment
        made = environment_class(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=_is_markup,
            finalize=_finalizer() if self.sandboxed else None,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=True,
            bytecode_cache=self._bytecode_cache,
        )
        if self.sandboxed:
            made.template_class = _without_addresses()
        made.filters["linked"] = _linked
        return made

    @property
    def _bytecode_cache(self) -> jinja2.BytecodeCache | None:
        from journeymap.render.compiled_templates import compiled_templates, kept_between_runs  # noqa: PLC0415  see above

        if self._compiled is not None:
            return compiled_templates(self._compiled.get, self._compiled.__setitem__)
        return None if self.sandboxed else kept_between_runs(Path(__file__))

    @cached_property
    def _of_markdown(self) -> jinja2.Environment:
        """That of Markdown, whose values are escaped when they are written, as `autoescape` does for markup alone."""
        return self._jinja.overlay(finalize=_markdown_escape())


def environment(user_templates: Path | None = None, compiled: dict[str, bytes] | None = None) -> Environment:
    """The environment of the built-in templates, or of a user's folder with the built-in ones after it.

    The environment of the built-in templates is kept, and reads a template again when its file has changed. That of a
    user's folder is made anew for each drawing, since templates may be added to the folder or removed; `compiled` is
    what they were compiled to before.
    """
    return _built_in() if user_templates is None else Environment(user_templates, compiled)


@cache
def _built_in() -> Environment:
    return Environment()


@cache
def compiled_before(user_templates: Path) -> dict[str, bytes]:
    """What the templates of a user's folder, and the built-in ones beside them, were compiled to; it is to be filled.

    It is for the children that render them. This process, which gets it from them, never runs it.
    """
    import jinja2.sandbox  # noqa: F401, PLC0415  which forks have then

    return {}


@cache
def _quick_to_escape() -> type[jinja2.Environment]:
    """A class of Jinja environments that escape as all others do, in a quarter of the time.

    Jinja makes `Markup` of each value that it writes. Of most, nothing more is asked than to be written.
    """
    import jinja2.compiler  # noqa: PLC0415  see above

    class QuickToEscape(jinja2.compiler.CodeGenerator):
        """Compiles templates to code that escapes values by a function of its environment."""

        def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
            if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
                super()._output_child_pre(node, frame, finalize)
            else:
                self.write(f"environment.escaped({finalize.src or ''}")

    class QuickEnvironment(jinja2.Environment):
        """Has that function."""

        code_generator_class = QuickToEscape
        escaped = staticmethod(_escaped)

    return QuickEnvironment


def _escaped(value: object) -> str:
    """A value as it is written in markup; a text without special characters is what it was."""
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


def _is_markup(name: str | None) -> bool:
    return not (name or "").endswith(".md")  # templates without a name, or with another suffix, are safest as markup


def _own_templates(folder: Path) -> jinja2.BaseLoader:
    """The templates in a user's folder, but for those that a link leads out of it for."""
    import jinja2  # noqa: PLC0415  see above

    class OwnTemplates(jinja2.FileSystemLoader):
        """Loads templates from one folder, and refuses links that lead out of it."""

        def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source, file, is_current = super().get_source(environment, template)
            if not is_inside(file, folder):
                raise UserError(f"{file}: this link leads out of {folder}", hint="put a copy of the file there")
            return source, file, is_current

    return OwnTemplates(folder)


@cache
def _without_addresses() -> type[jinja2.Template]:
    """A class of templates that refuse to write where in the memory something is, as `{{ x.upper ~ "" }}` would."""
    import jinja2  # noqa: PLC0415  see above

    class WithoutAddresses(jinja2.Template):
        """Looks through what it has rendered, since each filter and operator makes texts of methods."""

        def generate(self, *args: object, **kwargs: object) -> Iterator[str]:
            yield self.render(*args, **kwargs)

        def render(self, *args: object, **kwargs: object) -> str:
            text = super().render(*args, **kwargs)
            if _has_address(text):
                raise jinja2.TemplateRuntimeError(f"{self.name}: a method or another thing that is no text is written")
            return text

    return WithoutAddresses


def _has_address(text: str) -> bool:
    return bool(_NUMBER.search(text) and _ADDRESS.search(text))


def _finalizer() -> Callable[[EvalContext, object], object]:
    """A function for Jinja in a sandbox that escapes values as Markdown in templates that are not escaped as markup.

    It refuses what is no text, such as a method: Python writes it with its address in the memory.
    """
    from jinja2 import pass_eval_context  # noqa: PLC0415  see above

    @pass_eval_context
    def finalize(context: EvalContext, value: object) -> object:
        if not isinstance(value, str | int | float) and _has_address(str(value)):
            raise TypeError(f"what is to be written is no text but a {type(value).__name__}")
        return value if context.autoescape else _markdown_escape()(value)

    return finalize


def _linked(text: object, target: str | None) -> str:
    """A text as a Markdown link; without a target, as Markdown."""
    from journeymap.render.markdown import link  # noqa: PLC0415  not needed to draw a map

    return link(str(text), target)


@cache
def _markdown_escape() -> Callable[[object], str]:
    from journeymap.render.markdown import escape  # noqa: PLC0415  not needed to draw a map

    return escape


def template_error(error: Exception, folder: Path) -> UserError | None:
    """The error for the author of the templates in `folder`; None when it does not come from a template."""
    if isinstance(error, UnicodeDecodeError):
        return _undecodable(folder)
    import jinja2  # noqa: PLC0415  see above

    place = _syntax_place(error) or _frame_place(error.__traceback__, folder)
    if place is None and not isinstance(error, jinja2.TemplateError):
        return None
    what = "no such template: " if isinstance(error, jinja2.TemplateNotFound) else ""
    return UserError(f"{place or folder}: {what}{error or type(error).__name__}")


def _undecodable(folder: Path) -> UserError | None:
    """The error for the first template in the folder that is not UTF-8."""
    for path in sorted(folder.rglob("*.j2.*")):
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return UserError(f"{path}: not UTF-8; save it as UTF-8 in your editor")
    return None


def _syntax_place(error: Exception) -> str | None:
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415  see above

    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    return None


def _frame_place(traceback: TracebackType | None, folder: Path) -> str | None:
    """The file and line of the innermost template in the folder that was being rendered."""
    place = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if Path(file).is_relative_to(folder):
            place = f"{file}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
