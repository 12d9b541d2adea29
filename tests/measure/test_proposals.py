"""Whatever a file has, a proposal is YAML that says what its data say, or the file is refused in words."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import journey_from
from proposals import uncommented

from journeymap.errors import UserError
from journeymap.measure.proposal import propose
from journeymap.source import load
from journeymap.source.tree import to_json

SHOP = journey_from({
    "journeymap": 1, "id": "shop", "title": "The shop", "segments": [{"id": "business", "name": "Business"}],
    "stages": [{"id": "buy", "name": "Buy", "touchpoints": [{"id": "pays", "name": "Pays at the till"}]}],
})  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(
        ["", "5", "0", "10", "٣", "3,5", "N/A", "Business", "very satisfied;", "Till?", "01/02/2026", "=1+1"]
    ),
    st.sampled_from(
        [
            "31/12/26 9:00",
            "a: b # c",
            "- x",
            '"',
            "'",
            "{x}",
            "Respondent ID",
            "Collector ID",
            "#",
            "Timestamp",
            "csat",
            "nps",
        ]
    ),
    st.text(max_size=8),
    st.integers(-5, 120).map(str),
)


@settings(max_examples=60)
@given(
    table=st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=8),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1255", "mac-roman"]),
)
def test_a_proposal_is_yaml_or_the_file_is_refused(table: list[list[str]], delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(text.encode(encoding.replace("-", "_"), errors="replace"))
        try:
            proposal = propose(path, "answers.csv", "answers.csv", SHOP)
        except UserError as error:
            assert error.message.startswith("answers.csv")
            return
    loaded = load(proposal.text.encode(), "proposal")
    assert loaded.tree is not None and not loaded.findings, loaded.findings
    assert to_json(loaded.tree) == {"sources": [proposal.value]}
    assert bool(proposal.questions) == ("questions" in proposal.value or "score" in proposal.value) or proposal.open
    opened = load(uncommented(proposal.text).encode(), "proposal with all that it leaves open")
    assert opened.tree is not None and not opened.findings, opened.findings
