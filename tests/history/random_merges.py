"""Random journeys with comments everywhere, random edits of two people, and what must hold of every merge of them.

`python tests/history/random_merges.py 500 7` tries as many, from the seed 7 on, and tells what it found.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from journeymap.diagnostics import Severity
from journeymap.formatting import reformat
from journeymap.history.merge import Unmergeable, merge
from journeymap.io import resources
from journeymap.pipeline.check import check
from journeymap.settings import Settings, reference_day
from journeymap.source import load

SETTINGS = Settings(today=reference_day("2026-01-01"))
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
EVERY_FIELD = Path(__file__).parents[1] / "golden" / "diff" / "before.journey.yaml"

SMALL = """\
journeymap: 1
id: shop
title: "A visit: short"
scenario: |  # in short
  Mia wants shoes,
  # and no others
evidence: >-
  nine interviews
links:
  - url: https://one.example
    title: One
  - https://two.example
owners:
- id: ada
  name: Ada
- {id: bo, name: Bo}
segments:
  - id: new
    name: New
personas:
  - id: mia
    name: Mia
    image: mia.jpg
  - id: tom
    name: Tom
stages:
  - id: find
    name: Find
    touchpoints:
      - id: sees
        name: Sees an advert
          on the tram
        doing:
          - Looks up
          - Smiles
          - Waits
        duration: 10 minutes
        emotions:
          - persona: mia
            score: 1
          - persona: tom
            score: -1
        next:
          - to: pays
            share: 0.3
            when: in a hurry
            segment: new
            after: 3 days
          - to: exit
            share: 0.1
            when: it rains
          - to: exit
            share: 0.2
            when: it snows
      - id: asks
        name: Asks
        optional: true
        duration: 1.5 hours
        image:
          file: door.png
          alt: A door
        links:
          - url: https://three.example
            title: Three
          - four.pdf
        personas:
          - mia
          - tom
        message:
          - text: We call you back
            segment: new
          - text: Welcome back
            persona: tom
        owner: ada
        with: [bo]
        emotions:
          - persona: mia
            label: at ease
        objections:
          - text: Too far
            answer: We bring it
            owner: bo
          - Too dear
  - id: buy
    name: Buy
    touchpoints:
      -
        id: pays
        name: 'Pays'
        pains:
          - id: queue
            text: A queue
            severity: 3
          - text: No change
        gains:
          - id: smile
            text: A smile
            votes: 2
          - Warm bread
        metrics:
          nps:
            value: 3
            n: 10
          ces:
            value: 5
      - id: leaves
        name: Leaves

        backstage:
        - Till
        - Alarm
        systems:
          - id: stock
            text: Stock
            owner: bo
            supports: [greets, packs]
          - {id: door, text: A door, fail: It jams}
        frontstage:
          - id: greets
            text: Greets
          - id: packs
            text: Packs
            fail: A bag tears
  - id: keep
    name: Keep
    gains:
      - text: A letter by hand
    improvements:
      - id: shuttle
        text: A shuttle
      - A bench
    metrics:
      csat:
        value: 70
        n: 40
    touchpoints:
      - id: returns
        name: Returns
        next: exit
actions:
  - id: a1
    title: Mend the till
    owner: bo
    due: 2027-01-31
    touchpoints: [pays, leaves]
  - id: a2
    title: Paint the door
    touchpoints:
      - leaves
      - sees
  - id: a3
    title: Ask the city
    owner:
      - ada
      - bo
    stages: [buy]
    status: blocked
    blocked_by:
      - No permit
      - No money
    budget: 5000 EUR
    release: Spring
    ticket: SHOP-12
    links:
      - url: https://city.example
        title: City
swot:
  strengths:
    - id: name
      text: A name
      priority: 5
      leads_to: [a1, a3]
    - A shop
  threats:
    - text: A rival
      priority: 2
competitors:
  - id: rival
    name: Rival
    considered: 40%
    strengths:
      - Near
      - Cheap
"""


class Loader(yaml.CSafeLoader):
    """Reads a date that only another calendar has as its text."""


def _date_or_text(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


Loader.add_constructor("tag:yaml.org,2002:timestamp", _date_or_text)


class Versions(NamedTuple):
    """A base, and what two people made of it."""

    base: str
    ours: str
    theirs: str


class Item(NamedTuple):
    """An entry of a list or a mapping in lines of its own; `key` is empty in lists."""

    start: int
    end: int
    column: int
    key: str
    value: yaml.Node


class Editor:
    """One person with one text; what is written anew is called by this person's name and a number."""

    def __init__(self, text: str, who: str, random: Random) -> None:
        self.lines = text.splitlines(keepends=True)
        self.who = who
        self.random = random
        self.number = 0

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def new(self) -> str:
        self.number += 1
        return f"{self.who}{self.number}"

    def edit(self) -> None:
        """One change of any kind that leaves a text that can be read."""
        kinds: list[Callable[[], None]] = [
            self.reword, self.reword, self.rename, self.add, self.remove, self.move, self.move_elsewhere,
            self.comment_above, self.comment_beside, self.comment_at_an_end, self.change_comment, self.remove_comment,
            self.lead_elsewhere, self.format,
        ]  # fmt: skip
        before = list(self.lines)
        for _ in range(20):
            self.random.choice(kinds)()
            if self.lines != before and is_read(self.text):
                return
            self.lines = list(before)

    def groups(self) -> list[list[Item]]:
        """The items of each list and each mapping that is written in lines of its own."""
        return list(_groups(yaml.compose(self.text, yaml.CSafeLoader), len(self.lines)))

    def items(self) -> list[Item]:
        return [item for group in self.groups() for item in group]

    def reword(self) -> None:
        items = [
            each for each in self.items() if self.is_text(each) and each.key not in ("journeymap", "id", "language")
        ]
        if items:
            self.put(self.random.choice(items))

    def is_text(self, item: Item) -> bool:
        return isinstance(item.value, yaml.ScalarNode) and item.value.start_mark.line == item.value.end_mark.line

    def put(self, item: Item, value: str = "") -> None:
        start, end = item.value.start_mark, item.value.end_mark
        old = item.value.value
        number = re.fullmatch(r"-?[0-2](\.[0-9]+)?", old)
        value = value or (str(self.random.randrange(-20, 21) / 10) if number else f"{old[:8].strip()} {self.new()}")
        line = self.lines[start.line]
        shown = value if re.fullmatch(r"[-\w. ]+", value) else f"'{value.replace(chr(39), chr(39) * 2)}'"
        self.lines[start.line] = line[: start.column] + shown + line[end.column :]

    def rename(self) -> None:
        """Another id, with what refers to it; or another key of a mapping with keys of one's own."""
        ids = [each for each in self.items() if each.key == "id" and each.column]
        keys = re.findall(r"^ +metrics:\n +([\w-]+):", self.text, re.M)
        if keys and self.random.random() < 0.3:
            self.replace(rf"^( +){self.random.choice(keys)}:", rf"\g<1>{self.new()}:")
        elif ids:
            old = self.random.choice(ids).value.value
            everywhere = self.random.random() < 0.7
            self.replace(rf"(?<![\w-]){re.escape(old)}(?![\w-])", self.new(), 0 if everywhere else 1)

    def replace(self, pattern: str, new: str, count: int = 0) -> None:
        self.lines = re.sub(pattern, new, self.text, count=count, flags=re.M).splitlines(keepends=True)

    def add(self) -> None:
        group = self.random.choice(self.groups())
        item = self.random.choice(group)
        indent, name = " " * item.column, self.new()
        if item.key:
            known = {each.key for each in group}
            free = [key for key in ("note", "doing", "backstage", "x-more") if key not in known]
            text = f"{self.random.choice(free)}: {name}\n" if free else ""
        elif isinstance(item.value, yaml.ScalarNode):
            text = f"- {name}\n"
        else:
            fields = [key.value for key, _ in item.value.value if isinstance(key, yaml.ScalarNode)]
            if "name" not in fields or "id" not in fields:
                return
            text = f"- id: {name}\n{indent}  name: Called {name}\n"
        at = self.random.choice([item.start, item.end])
        self.lines[at:at] = [indent + text]

    def lists(self) -> list[list[Item]]:
        return [group for group in self.groups() if not group[0].key and len(group) > 1]

    def remove(self) -> None:
        items = [item for group in self.lists() for item in group]
        items += [
            each
            for each in self.items()
            if each.key in ("doing", "emotions", "pains", "gains", "backstage", "systems", "frontstage", "metrics")
        ]
        if items:
            item = self.random.choice(items)
            del self.lines[item.start : item.end]

    def move(self) -> None:
        groups = self.lists()
        if groups:
            group = self.random.choice(groups)
            self.move_to(self.random.choice(group), self.random.choice(group).start)

    def move_to(self, item: Item, at: int) -> None:
        moved = self.lines[item.start : item.end]
        if item.start <= at < item.end:
            return
        del self.lines[item.start : item.end]
        at -= len(moved) if at > item.start else 0
        self.lines[at:at] = moved

    def move_elsewhere(self) -> None:
        groups = [
            group
            for group in self.groups()
            if not group[0].key and "- id: " in self.lines[group[0].start] and group[0].column > 2
        ]
        if len(groups) > 1:
            one, other = self.random.sample(groups, 2)
            if one[0].column == other[0].column:
                self.move_to(self.random.choice(one), self.random.choice(other).start)

    def lead_elsewhere(self) -> None:
        """Another goal of a way."""
        ways = [each for each in self.items() if each.key == "to"]
        ids = re.findall(r"- id: (\w+)$", self.text, re.M)
        if ways and ids:
            self.put(self.random.choice(ways), self.random.choice(ids))

    def format(self) -> None:
        if self.random.random() < 0.3:
            self.lines = (reformat(self.text.encode(), "").text or self.text).splitlines(keepends=True)

    def comment_above(self) -> None:
        item = self.random.choice(self.items())
        self.lines.insert(item.start, f"{' ' * item.column}# {self.new()}\n")

    def comment_beside(self) -> None:
        items = [each for each in self.items() if "#" not in self.lines[each.start]]
        if items:
            at = self.random.choice(items).start
            self.lines[at] = self.lines[at].rstrip("\n") + f" # {self.new()}\n"

    def comment_at_an_end(self) -> None:
        self.lines.insert(self.random.choice([0, len(self.lines)]), f"# {self.new()}\n")

    def change_comment(self) -> None:
        places = [at for at, line in enumerate(self.lines) if re.search(r"# [a-z]\d+$", line)]
        if places:
            at = self.random.choice(places)
            self.lines[at] = re.sub(r"# [a-z]\d+$", f"# {self.new()}", self.lines[at])

    def remove_comment(self) -> None:
        places = [at for at, line in enumerate(self.lines) if re.match(r" *# [a-z]\d+$", line)]
        if places:
            del self.lines[self.random.choice(places)]


def _groups(node: yaml.Node, end: int) -> Iterator[list[Item]]:
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return
    pairs = [(key, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []
    starts = [key.start_mark for key, _ in pairs] or [value.start_mark for value in node.value]
    column = node.start_mark.column
    found = []
    for index, mark in enumerate(starts):
        stop = starts[index + 1].line if index + 1 < len(starts) else end
        key, value = pairs[index] if pairs else (None, node.value[index])
        found.append(Item(mark.line, stop, column, key.value if key else "", value))
    if len({item.start for item in found}) == len(found) and found[-1].start < end:
        yield found
    for item in found:
        yield from _groups(item.value, item.end)


def is_read(text: str) -> bool:
    """Whether a journey can be read from a text."""
    return load(text.encode(), "").is_whole


def versions(random: Random) -> Versions:
    """A journey with comments, changed by two people, who like to meet at the same places."""
    is_small = random.random() < 0.5
    text = SMALL if is_small else random.choice((EVERY_FIELD, random.choice(SAMPLES))).read_text("utf-8")
    if random.random() < (0.2 if is_small else 0.5):
        text = yaml.dump(
            yaml.load(text, Loader), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000
        )
    author = Editor(text, "b", random)
    for _ in range(random.randrange(4, 25)):
        before = list(author.lines)
        random.choice((author.comment_above, author.comment_beside, author.comment_at_an_end))()
        if not is_read(author.text):
            author.lines = before
    sides = []
    many = random.choice([1, 2, 4, 8])
    seed, meet = random.random(), random.random() < 0.6
    for who in "ot":
        # With one seed both begin with the same place, and change it each in their own words.
        editor = Editor(author.text, who, Random(seed) if meet else random)
        for number in range(many):
            if number:
                editor.random = random
            editor.edit()
        sides.append(editor.text)
    return Versions(author.text, *sides)


def faults(found: Versions, merged: str, *, is_clean: bool) -> list[str]:
    """What a merged text has lost or doubled."""
    base, ours, theirs, result = (comments(each) for each in (*found, merged))
    wrong = []
    for comment in ours.keys() | theirs.keys():
        least = 1 if min(ours[comment], theirs[comment]) >= base[comment] or not base[comment] else 0
        if result[comment] < least:
            wrong.append(f"the comment {comment} is lost")
    if is_clean:
        wrong += _value_faults(found, merged)
        known = errors(found.ours) | errors(found.theirs)
        wrong += [f"it has the error: {each}" for each in errors(merged) - known]
    else:
        words = set(re.findall(r"\b[ot]\d+\b", found.ours + found.theirs))
        wrong += [f"the word {word} is lost" for word in words if word not in merged]
        for side in ("ours", "theirs"):
            if not is_read(decided(merged, side)):
                wrong.append(f"with {side} it cannot be read")
    return wrong


def _value_faults(found: Versions, merged: str) -> Iterator[str]:
    """Values that are there too often or not often enough.

    Where both sides took a value away at one place and one of them put it at another, this tells of it for nothing.
    """
    base, ours, theirs, result = (values(each) for each in (*found, merged))
    for value in base | ours | theirs | result:
        before, mine, yours, now = base[value], ours[value], theirs[value], result[value]
        expected = yours if mine == before else mine if yours == before else None
        if expected is not None and now != expected:
            yield f"{value!r} is there {now} times, not {expected}: {before} in the base, {mine} and {yours}"


def decided(text: str, side: str) -> str:
    """A text whose conflicts are all decided for one side."""
    taken = r"\1" if side == "ours" else r"\2"
    return re.sub(r"(?ms)^<{7} [^\n]*\n(.*?)^={7}\n(.*?)^>{7} [^\n]*\n", taken, text)


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# [bot]\d+\b", text))


def values(text: str) -> Counter[str]:
    """How often each key and each value is in a text."""
    return Counter(
        event.value
        for event in yaml.parse(text, yaml.CSafeLoader)
        if isinstance(event, yaml.ScalarEvent)
    )  # fmt: skip


def errors(text: str) -> Counter[str]:
    found = check(text.encode(), "", SETTINGS, least=Severity.ERROR).diagnostics
    return Counter(each.message for each in found if each.severity is Severity.ERROR)


def by_git(found: Versions) -> subprocess.CompletedProcess[str]:
    """The versions merged by git, by lines."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (found.ours, found.base, found.theirs), strict=True):
            path.write_text(text, "utf-8")
        return subprocess.run(
            ["git", "merge-file", "-p", *map(str, paths)], capture_output=True, text=True, check=False
        )


def main(count: int, seed: int) -> None:
    """Tries many merges, and prints what is wrong with them and how they compare with git's own."""
    told: Counter[str] = Counter()
    for number in range(seed, seed + count):
        found = versions(Random(number))
        lines = by_git(found)
        told["conflicts of git" if lines.returncode else "clean by git"] += 1
        if not lines.returncode and faults(found, lines.stdout, is_clean=True):
            told["clean but wrong by git"] += 1
        try:
            result = merge(found.base.encode(), found.ours.encode(), found.theirs.encode())
        except Unmergeable as error:
            told[f"by lines: {error}"] += 1
            print(f"seed {number}: by lines: {error}")
            continue
        told["conflicts" if result.conflicts else "clean"] += 1
        told["made by an error"] += bool(result.reasons)
        for fault in faults(found, result.text, is_clean=not result.conflicts):
            told["wrong"] += 1
            print(f"seed {number} ({'clean' if not result.conflicts else 'conflict'}): {fault}")
    for what, times in sorted(told.items()):
        print(f"{times:6} {what}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
