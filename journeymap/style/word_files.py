"""The files of words: which of them a language has, and what is in one.

A folder of words has a file a language, named by its code: `de.yaml`, `zh-Hant.yaml`. A folder of the user's comes
before the one of journeymap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from icu4py.messageformat import MessageFormat

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.reading import is_inside, is_language, read_regular
from journeymap.records import NamedTuple
from journeymap.source import load
from journeymap.source.built_in import built_in_texts
from journeymap.source.limits import MAX_BYTES
from journeymap.source.tree import to_texts
from journeymap.spelling import did_you_mean

MAP, GUIDES, STORIES, INDEXES, REPORTS = "locales", "guides", "stories", "indexes", "reports"
"""The folders of the words of the map, a workshop's guide, differences, the index of a site, and the report."""
FLOWS, TREES, SIMULATIONS, WHAT_IF = "flows", "trees", "simulations", "what_if"
"""The folders of the words of a flow, of action trees, of a simulation, and of which action should help most."""
EXPERIMENTS = "experiments"
"""The folder of the words of experiments: what they need, and what they show."""
PREVIEWS = "previews"
"""The folder of the words that stand around the pages of the live preview."""
CALLED = {
    MAP: "what the map says itself is",
    GUIDES: "the guide of the workshop is",
    STORIES: "what changed is told",
    INDEXES: "the index is",
    REPORTS: "the report is",
    FLOWS: "the flow is",
    TREES: "what the trees say themselves is",
    SIMULATIONS: "the simulation is told",
    WHAT_IF: "which action should help most is told",
    EXPERIMENTS: "what experiments need and show is told",
    PREVIEWS: "what stands around the previewed pages is",
}
"""How a note says what is in English where a language has no words for it."""

_TRADITIONAL = frozenset({"zh-TW", "zh-HK", "zh-MO"})
_FORMS = ("zero", "one", "two", "few", "many", "other")
_SHOWN = 8
_LONGEST_LOCALE = 100


class WordFile(NamedTuple):
    """What a file says: its words by key, and the locale and quotation marks of its language, empty when left out.

    `script` is that of its words (`Latn`), empty when it is left out. `remarks` say what its author should know.
    """

    name: str
    words: Mapping[str, str]
    locale: str = ""
    quotes: tuple[str, str] | None = None
    script: str = ""
    remarks: tuple[str, ...] = ()


def normal(language: str) -> str:
    """A language's code in the usual letters: `zh-Hant-TW`."""
    main, *others = language.split("-")
    return "-".join([main.lower(), *(each.title() if len(each) == 4 else each.upper() for each in others)])


def region_of(language: str) -> str:
    """The region in a normal code, `BR` in `pt-BR`; empty when there is none."""
    return next((each for each in language.split("-")[1:] if re.fullmatch("[A-Z]{2}|[0-9]{3}", each)), "")


def files_of(language: str, kind: str, own: Path | None, tried: list[Path]) -> list[WordFile]:
    """The files with words in a language, the most special first; empty when the language has no words.

    A regional variant has the words of its language. A variant in another script has not, since its readers may not
    read them. Files of the user's folder `own` come before the built-in one of the same name. The paths looked at are
    added to `tried`. Raises UserError for a wrong file of the user's, ValueError for a wrong built-in one.
    """
    found = []
    for name in _names(language):
        for folder in (own, resources.templates()):
            if folder is None:
                continue
            path = folder / kind / f"{name}.yaml"
            tried.append(path)
            if path.is_file():
                is_own = folder is own
                file = _read_own(path, kind, folder, tried) if is_own else _read(path)
                if _is_in_script(file, language):
                    found.append(file)
                    if not is_own:  # it has every word
                        return found
    return found


def _names(language: str) -> Iterator[str]:
    """The names that the file of a language may have: `zh-Hant-TW`, `zh-Hant`, `zh`; none for what is no language."""
    if not is_language(language):
        return
    parts = language.split("-")
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])
        if count == 2 and language in _TRADITIONAL:
            yield "zh-Hant"


def _is_in_script(file: WordFile, language: str) -> bool:
    """Whether a file is in the script that a language's code asks for, if it asks for one."""
    asked = next((part for part in language.split("-") if len(part) == 4), "Hant" if language in _TRADITIONAL else "")
    return not (file.script and asked and file.script != asked)


@resources.cached_until_changed
def _read(path: Path, *, is_own: bool = False) -> tuple[WordFile, list[Path]]:
    texts = _own_texts(path) if is_own else built_in_texts(path)
    words = texts.get("words")
    if not isinstance(words, dict):
        raise ValueError(f"{path} is not a file of words")
    marks = texts.get("quotes")
    pair = [item for item in marks if isinstance(item, str)] if isinstance(marks, list) else []
    file = WordFile(
        name=path.stem,
        words={key: value for key, value in words.items() if isinstance(value, str)},
        locale=_text(texts.get("locale")),
        quotes=(pair[0], pair[1]) if len(pair) == 2 else None,
        script=_text(texts.get("script")),
    )
    return file, [path]


def _own_texts(path: Path) -> dict[str, Any]:
    tree = load(read_regular(path, MAX_BYTES + 1), path.name).tree
    texts = to_texts(tree) if tree is not None else None
    return texts if isinstance(texts, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _read_own(path: Path, kind: str, own: Path, tried: list[Path]) -> WordFile:
    """A file of the user's, checked against the English words, of which it may lack some."""
    if not is_inside(path, own):
        raise UserError(f"{path}: this link leads out of {own}", hint="put a copy of the file there")
    try:
        file = _read(path, is_own=True)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror or error}") from None
    except ValueError:
        raise UserError(
            f"{path}: this is not a file of words",
            hint=f"`journeymap templates copy DIR --language {path.stem}` writes one",
        ) from None
    _check_locale(path, file.locale)
    english_path = resources.templates() / kind / "en.yaml"
    tried.append(english_path)
    english = _read(english_path).words
    lines = _lines(path)
    for key, message in file.words.items():
        if key in english:
            _check_message(f"{path}:{lines.get(key, 1)}: `{key}`", message, english[key], file.locale or path.stem)
    remarks = []
    for key in file.words.keys() - english.keys():
        hint = did_you_mean(key, english)
        remarks.append(f"{path}:{lines.get(key, 1)}: no word is called `{key}`{f'; {hint}' if hint else ''}")
    return file._replace(
        words={key: text for key, text in file.words.items() if key in english}, remarks=tuple(sorted(remarks))
    )


def _check_locale(path: Path, locale: str) -> None:
    """Raises UserError for a locale that ICU cannot write numbers and dates with."""
    try:
        fits = len(locale) <= _LONGEST_LOCALE
        for pattern in ("{value, number}", "{value, date, ::dMMMy}") if fits else ():
            MessageFormat(pattern, locale or path.stem)
    except ValueError:
        fits = False
    if not fits:
        raise UserError(f"{path}: `locale` is not one that ICU knows", hint="write `fi` or `pt-PT`, say")


def _check_message(where: str, message: str, english: str, locale: str) -> None:
    """Raises UserError when a message cannot be said, or has other arguments than the English one."""
    known = arguments_of(english)
    unknown = sorted(arguments_of(message) - known)
    if unknown:
        hint = f"it can have {', '.join(f'{{{name}}}' for name in sorted(known))}" if known else "it has no values"
        raise UserError(f"{where} has {{{unknown[0]}}}, which is not known here", hint=hint)
    try:
        MessageFormat(message, locale)
    except ValueError:
        raise UserError(
            f"{where} is not a message that can be read: {message}",
            hint="compare its brackets with the English one: " + english,
        ) from None


def arguments_of(message: str) -> set[str]:
    """The names of the values in a message: `days` in `{days, plural, one {day} other {days}}`.

    A brace within an argument opens a message of its own, and one within that an argument again.
    """
    found, depth = set(), 0
    for brace in re.finditer(r"\{(\w*)|\}", message):
        if brace[0] != "}" and depth % 2 == 0:
            found.add(brace[1])
        depth += -1 if brace[0] == "}" else 1
    return found


def _lines(path: Path) -> dict[str, int]:
    """The line of each key of a file, from 1."""
    key = re.compile(r" +['\"]?([\w-]+)['\"]?:")
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    return {match[1]: number for number, line in lines if (match := key.match(line))}


def in_english(language: str, kind: str) -> str:
    """The note that words of this kind are in English, as a language has none."""
    remedy = f"; `journeymap templates copy DIR --language {language}` writes words to translate"
    return f"{CALLED[kind]} in English, since there are no words in `{language}`{remedy if kind == MAP else ''}"


def lacking(files: list[WordFile], kind: str, own: Path) -> list[str]:
    """A remark on the words that none of the files of a language has, if there are any."""
    english = _read(resources.templates() / kind / "en.yaml").words
    missing = [key for key in english if not any(key in file.words for file in files)]
    if not missing:
        return []
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    named = ", ".join(f"`{key}`" for key in missing[:_SHOWN])
    return [f"{own / kind / files[0].name}.yaml lacks words, which are in English: {named}{more}"]


def to_translate(language: str) -> str:
    """The file of the words of the map to start from: that of the language or, without one, the English one."""
    tried: list[Path] = []
    found = files_of(language, MAP, None, tried)
    path = resources.templates() / MAP / f"{found[0].name if found else 'en'}.yaml"
    text = re.sub("(?m)^locale: .*$", f"locale: {language}", path.read_text(encoding="utf-8"))
    if found:
        return text
    head = (
        f"# The words of the map, to be translated into `{language}`. Keys, and names in braces, stay as they are.\n"
        f"# Forms that a plural needs: {', '.join(plural_forms(language))}. Deleted lines are said in English.\n"
    )
    return head + re.sub("(?m)^(?:#|script:).*\n", "", text)


def plural_forms(language: str) -> list[str]:
    """The plural forms that ICU has for whole numbers in a language: `one`, `few`, `many`, `other`."""
    message = MessageFormat(f"{{n, plural, {' '.join(f'{form} {{{form}}}' for form in _FORMS)}}}", language)
    used = {message.format({"n": number}) for number in (*range(201), 1000, 1_000_000)}
    return [form for form in _FORMS if form in used or form == "other"]
