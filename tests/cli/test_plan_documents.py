"""The plan to read, as Markdown, as a page and as a PDF: of one journey or several, whole or of some actions."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

from journeymap.io import resources

SAMPLES = ("airline", "book-shop-he", "home-loan-fa")
with_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
PLAN = """\
actions:
  - {id: a1, title: Brush the steps, owner: lead, due: 2027-01-31, segments: new, release: Wave 2, impact: 4, effort: 1}
  - {id: a2, title: Mend the till, owner: [shop, lead], due: 2026-10-01, status: blocked, blocked_by: Snow}
  - {id: a3, title: Paint the door, owner: shop, due: 2028-01-01}
"""
SHOP = GOOD.replace(
    "owners: [{id: lead, name: Ines}]",
    "owners: [{id: lead, name: Ines}, {id: shop, name: Staff}]\n"
    "segments: [{id: new, name: New ones}, {id: old, name: Old ones}]",
).replace(
    "emotions: {score: -1, evidence: observed}",
    "emotions: {score: -1, evidence: observed}, pains: [{text: The till jams, severity: 4}]",
)


class Page(HTMLParser):
    """The tags of a page with their attributes, the ids, and the texts of headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("h1", "h2", "h3"):
            self.headings[-1] += data

    @property
    def ids(self) -> Counter[str]:
        return Counter(attrs["id"] or "" for _, attrs in self.tags if "id" in attrs)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture
def shop(write: Write) -> Path:
    return write("shop.journey.yaml", SHOP + PLAN)


def pdf_text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", done.stdout.decode())


def sections(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_is_one_file_that_loads_and_runs_nothing(cli: Run, sample: str) -> None:
    done = cli("plan", resources.samples() / f"{sample}.journey.yaml", "--format", "html")
    assert done.status == 0, done.err
    page = Page(done.out)
    (policy,) = [each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none'; style-src 'sha256-") and "script" not in policy
    assert page.all("script") == page.all("link") == page.all("img") == []
    assert {name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"} == set()
    (html,) = page.all("html")
    assert html["dir"] == ("ltr" if sample == "airline" else "rtl")


@pytest.mark.parametrize("language", ["he", "fa", "ar"])
def test_what_it_says_itself_is_in_the_language_of_the_journey(cli: Run, write: Write, language: str) -> None:
    text = (SHOP + PLAN).replace("id: shop\n", f"id: shop\nlanguage: {language}\n", 1)
    path = write("shop.journey.yaml", text)
    page = Page(cli("plan", path, "--format", "html").out)
    assert [each for each in page.headings if each.isascii()] == ["A visit to the shop"]
    assert len(page.headings) > 6


def test_several_journeys_are_chapters_of_one_page(cli: Run, shop: Path, write: Write) -> None:
    hebrew = (SHOP + PLAN).replace("id: shop\ntitle: A visit", "id: other\nlanguage: he\ntitle: Another visit", 1)
    write("other.journey.yaml", hebrew)
    done = cli("plan", ".", "--format", "html", "-o", "plans.html")
    assert (done.status, done.err) == (0, "6 actions written in plans.html\n")
    page = Page(Path("plans.html").read_text("utf-8"))
    assert [each for each in page.headings if "visit" in each] == ["Another visit to the shop", "A visit to the shop"]
    assert [(each["lang"], each["dir"]) for each in page.all("article")] == [("he", "rtl"), ("en", "ltr")]
    assert page.ids.most_common(1)[0][1] == 1, "no place has the name of another"
    leads = [each["href"] or "" for each in page.all("a") if (each["href"] or "").startswith("#")]
    assert leads and {each.removeprefix("#") for each in leads} <= set(page.ids)
    labels = {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs}
    assert labels <= set(page.ids)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--owner", "lead"), ["Brush the steps", "Mend the till"]),
        (("--owner", "shop"), ["Mend the till", "Paint the door"]),
        (("--since", "2027-06-01"), ["Paint the door"]),
        (("--segment", "old"), ["Mend the till", "Paint the door"]),
        ((), ["Brush the steps", "Mend the till", "Paint the door"]),
    ],
)
def test_only_what_is_asked_for(cli: Run, shop: Path, asked: tuple[str, ...], found: list[str]) -> None:
    titles = ("Brush the steps", "Mend the till", "Paint the door")
    for form in ("md", "html"):
        done = cli("plan", shop, "--format", form, *asked)
        assert done.status == 0 and [each for each in titles if each in done.out] == found, form


def test_with_some_actions_the_plan_tells_nothing_that_would_be_read_as_all(cli: Run, shop: Path) -> None:
    assert sections(cli("plan", shop).out) == [
        "What hurts most", "Overdue", "What is held up", "Actions by owner", "Actions by due date",
        "Actions by release", "Impact and effort", "Actions by segment", "Pains that no action addresses", "Review",
    ]  # fmt: skip
    told = cli("plan", shop, "--owner", "lead").out
    assert sections(told) == [
        "Overdue", "What is held up", "Actions by owner", "Actions by due date", "Actions by release",
        "Impact and effort", "Actions by segment",
    ]  # fmt: skip
    assert "### Ines" in told and "### Staff" not in told and "The till jams" not in told
    page = Page(cli("plan", shop, "--owner", "lead", "--format", "html").out)
    assert "What hurts most" not in page.headings and "Actions by owner" in page.headings


def test_a_journey_without_what_is_asked_for_is_left_out(cli: Run, shop: Path, write: Write) -> None:
    write("other.journey.yaml", GOOD.replace("id: shop\ntitle: A visit", "id: other\ntitle: Another visit", 1))
    told = cli("plan", ".", "--owner", "shop")
    assert told.out.startswith("# Action plan: A visit") and "Another visit" not in told.out
    none = cli("plan", ".", "--since", "2040-01-01")
    assert none.status == 0 and none.err.splitlines()[-1] == "no action written"
    assert re.findall("^# .*", none.out, re.MULTILINE) == [
        "# Action plan: Another visit to the shop", "# Action plan: A visit to the shop",
    ]  # fmt: skip


@with_poppler
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_pdf_is_a4_and_its_text_can_be_selected(cli: Run, sample: str) -> None:
    path = resources.samples() / f"{sample}.journey.yaml"
    assert cli("plan", path, "--format", "pdf", "-o", "plan.pdf").status == 0
    said = subprocess.run(["pdfinfo", "plan.pdf"], capture_output=True, check=True).stdout.decode()
    assert "(A4)" in said and "Tagged:          yes" in said
    text = pdf_text(Path("plan.pdf"))
    word = {"airline": "What hurts most", "book-shop-he": "פעולות לפי אחראי", "home-loan-fa": "A1"}[sample]
    assert word in text and "A2" in text


@with_poppler
def test_the_words_above_a_table_stay_with_it(cli: Run) -> None:
    """In this plan, only they would have had room on the first page."""
    path = resources.samples() / "hospital-stay.journey.yaml"
    assert cli("plan", path, "--format", "pdf", "-o", "plan.pdf", "--today", "2026-11-21").status == 0
    said = subprocess.run(["pdftotext", "plan.pdf", "-"], capture_output=True, check=True).stdout.decode()
    first, second, *_ = said.split("\f")
    assert "What to keep" not in first and "Most votes" not in first
    assert second.index("What to keep") < second.index("Works well")


def test_a_pdf_is_the_same_each_time(cli: Run, shop: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        assert cli("plan", shop, "--format", "pdf", "-o", name).err == f"3 actions written in {name}\n"
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
    assert cli("plan", shop, "--format", "pdf", "--theme", "print", "-o", "grey.pdf").status == 0
    assert Path("grey.pdf").read_bytes() != Path("one.pdf").read_bytes()


@with_poppler
def test_all_samples_make_one_pdf(cli: Run) -> None:
    assert cli("plan", resources.samples(), "--format", "pdf", "-o", "all.pdf").status == 0
    text = pdf_text(Path("all.pdf"))
    assert "A weekend away, and then never again" in text and "Which action first?" in text and "SWOT" in text


@with_poppler
def test_a_text_that_means_harm_is_a_text(cli: Run, write: Write) -> None:
    title = "#panic() <script>alert(1)</script> $x$ *a*"
    plan = f"actions: [{{id: a1, title: '{title}', links: [{{url: 'https://shop.example/\"><b>', title: Notes}}]}}]\n"
    path = write("shop.journey.yaml", SHOP + plan)
    page = cli("plan", path, "--format", "html").out
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page and Page(page).all("b")[0] == {"class": "code"}
    assert cli("plan", path, "--format", "pdf", "-o", "plan.pdf").status == 0
    assert title in " ".join(pdf_text(Path("plan.pdf")).split())


def test_a_template_of_ones_own_makes_the_page(cli: Run, shop: Path, write: Write) -> None:
    write("house/plan.j2.html", "<p>{{ book.first.plan.name }}</p>\n")
    assert cli("plan", shop, "--format", "html", "--templates", "house").out == "<p>A visit to the shop</p>\n"
    write("house/plan.j2.html", "{{ book.first.plan.nome }}")
    done = cli("plan", shop, "--format", "html", "--templates", "house")
    assert done.status == 2 and "house/plan.j2.html:1" in done.err
