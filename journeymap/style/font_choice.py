"""The fonts that a run draws with, beside the map's own."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.records import NamedTuple


class FontChoice(NamedTuple):
    """The fonts of a run: the names in the settings, and the files of its themes, which may name more.

    A name is a package's or the whole path of a font file. With `allow_missing`, what no font has is drawn as a box.
    `text` names the fonts in which texts are set, in place of Rubik, and `language` is that of most texts, by which
    words are divided, too.
    """

    fonts: tuple[str, ...] = ()
    theme_files: tuple[str, ...] = ()
    allow_missing: bool = False
    text: tuple[str, ...] = ()
    language: str = "en"

    @property
    def has_own(self) -> bool:
        """Whether any font is named."""
        return bool(self.fonts or self.theme_files or self.text)


class _Chosen:
    choice = FontChoice()


_FORGET: list[Callable[[], None]] = []


def depends_on_language(forget: Callable[[], None]) -> None:
    """Has `forget` called, which empties a cache of what depends on the language of most texts, when that changes."""
    _FORGET.append(forget)


def chosen_fonts() -> FontChoice:
    """The fonts that the process draws with now."""
    return _Chosen.choice


def use_fonts(choice: FontChoice) -> None:
    """Draws with these fonts from now on. Raises UserError when one of them cannot be found or read."""
    if choice == _Chosen.choice and not choice.has_own:  # a file of a theme, or of a font, may have changed since
        return
    if choice.has_own or _Chosen.choice.has_own:
        from journeymap.style.fallback import name_fonts  # noqa: PLC0415  few maps need another font

        name_fonts(choice)
    if choice.language != _Chosen.choice.language:
        for forget in _FORGET:
            forget()
    _Chosen.choice = choice
