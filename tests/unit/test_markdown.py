"""The Markdown escape, judged by a real CommonMark parser with GitHub's tables, strikethrough and autolinks."""

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from journeymap.render.markdown import Markdown, escape

OURS = {"<!-- -->", "<span>", "</span>"}
HOSTILE = [
    "a | b", "`code`", "``", "[x](javascript:alert(1))", "![x](y)", "<script>alert(1)</script>", "<b", "- item",
    "+ item", "# head", "#123", "1. one", "12) twelve", "---", "===", "***", "__init__", "*it*", "~~no~~", "~~~",
    "    code", "a\n\nb", "a\n# b", "@octocat", "a@b.example", "https://evil.example/x", "www.evil.example",
    "ftp://a.example", "mailto:a@b.example", ":tada:", ":---", "|---|", "> quote", "[^1]: note",
    "[ref]: http://a.example", "&lt;&amp;", "&#35;", "\\", "\\|", "\\\\|", "$x$ and $y$", "GH-12", "owner/repo#12",
    "a\u00a0", "\u00a0a", "- [ ] task", "<!-- hidden", "-->", "לקוח | משלם 30%", "پرداخت *اینترنتی*", "R&D",
    "12:30:45", "a!", "![", "<http://a.example>", "<span>", "e-mail: x",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.lists(st.sampled_from([*HOSTILE, *"|`*_[]()<>#+-.!~&:=@$\\/ \n", "a", "ש", "م", "1"]), max_size=12).map("".join),
)


def parser() -> MarkdownIt:
    markdown = MarkdownIt("gfm-like")
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
    return markdown


def flat(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+", " ", text).strip(" ")


def text_of(inline: Token) -> str:
    """The text of an inline token, having made sure that nothing but text is in it."""
    parts = []
    for child in inline.children or []:
        if child.type == "html_inline":
            assert child.content in OURS, child.content
        else:
            assert child.type in ("text", "text_special"), child
            assert not re.search(r"@\w|#\d|://|www\.|:\w+:", child.content, re.IGNORECASE), child.content
            parts.append(child.content)
    return "".join(parts)


@given(TEXTS)
@example("#\u00a0")
@example("<span>|</span>")
def test_a_paragraph_says_exactly_the_text(text: str) -> None:
    tokens = parser().parse(escape(text))
    if not flat(text):
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert text_of(tokens[1]) == flat(text)


@given(TEXTS, TEXTS)
def test_a_table_keeps_its_cells(first: str, second: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {escape(first)} | x {escape(second)} |\n"
    tokens = parser().parse(table)
    cells = [after for before, after in itertools.pairwise(tokens) if before.type == "td_open"]
    assert [text_of(cell) for cell in cells] == [flat(first), flat("x " + second)]


@given(TEXTS)
@example("Gate #")
@example("# ##")
def test_a_list_item_and_a_heading_stay_what_they_are(text: str) -> None:
    tokens = parser().parse(f"## {escape(text)}\n\n- {escape(text)}\n")
    shape = [token.type for token in tokens if token.type not in ("inline", "paragraph_open", "paragraph_close")]
    assert shape == ["heading_open", "heading_close", "bullet_list_open", "list_item_open", "list_item_close",
                     "bullet_list_close"]  # fmt: skip
    assert all(text_of(token) == flat(text) for token in tokens if token.type == "inline")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_just_texts(text: str) -> None:
    tokens = parser().parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert text_of(tokens[1]) == flat(text)


def test_finished_markdown_is_left_alone() -> None:
    assert escape(Markdown("**bold**")) == "**bold**"


def test_ordinary_prose_stays_readable() -> None:
    prose = "Pays (by card) – 3.5% don't; see p. 4, R&D's e-mail!"
    assert escape(prose) == prose


def test_a_number_is_no_list() -> None:
    assert [escape(each) for each in ("3.5 of 5", "3. Pay", "12) Pay", "3.")] == [
        "3.5 of 5",
        "3\\. Pay",
        "12\\) Pay",
        "3\\.",
    ]
