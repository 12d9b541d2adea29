"""What all tests of the language server need: pygls, of the extra `lsp`, and a journey with a bit of everything."""

from __future__ import annotations

import pytest

pytest.importorskip("pygls")

JOURNEY = """\
journeymap: 1
id: visit
title: ביקור 😀
language: he
owners:
  - {id: desk, name: הדלפק, role: Front desk}
  - {id: kitchen, name: Kitchen}
segments:
  - {id: tourists, name: תיירים}
personas:
  - {id: dana, name: דנה, segment: tourists}
channels:
  - {id: app, name: האפליקציה}
stages:
  - id: arrive
    name: מגיעה
    owner: desk
    touchpoints:
      - id: books
        name: מזמינה
        channels: [app, phone]
        emotions:
          - {persona: dana, score: 1}
        pains:
          - {id: p1, text: 'אין שולחן, ראו [[waits]]', severity: 4}
        next:
          - {to: waits, share: 60%}
          - {to: exit, share: 40%}
      - id: waits
        name: מחכה
        owner: desk
actions:
  - id: a1
    title: להוסיף שולחנות
    touchpoints: [waits]
    addresses: p1
    owner: kitchen
"""


@pytest.fixture
def journey() -> str:
    """A short journey in Hebrew, without errors."""
    return JOURNEY
