"""The parts of the guide that do not follow from the model: how to work, examples, and how the keys are written."""

HEAD = """\
# How to write a journey for journeymap

> journeymap turns a customer journey in YAML into a map and a plan. This is the format, as the program reads it.

## How to work

1. Write `NAME.journey.yaml`, one journey a file.
2. `journeymap validate NAME.journey.yaml` says what is wrong, where, and how to mend it. Errors keep it from being
   drawn. `journeymap rules JM305` explains a rule.
3. `journeymap describe NAME.journey.yaml` tells what follows: peaks, unanswered pains, what is due.
4. `journeymap render NAME.journey.yaml -o maps` draws it.

## What to mind

- Invent nothing. What nobody has observed is `evidence: assumed`. Leave out numbers, owners, dates and quotes that you
  were not given; `validate` tells what is missing. Where nothing says what it rests on, the map is called a draft:
  never add a source to end that.
- Ids are `a`–`z`, digits and hyphens in every language, at most 64, and unique. Refer only to ids that the file has.
  Never change ids by hand: `journeymap rename` does.
- Texts are short, in the `language` of the file. A touchpoint is named from the customer's side.
- Quote a text that has `: ` or ` #`, starts with a sign such as `[`, `*`, `@`, `"`, or has a comma inside `[…]` or
  `{…}`.
- `[[touchpoint-id]]` in a text is shown as the touchpoint's number, `[[a1]]` as the action's code. Never type these.
- Without `next`, customers go on to the following touchpoint. Shares of one touchpoint add up to at most 100%.
- A pain of severity 4 or 5 needs an action that `addresses` its id; an action needs `owner`, `due`, `measure`,
  `target`, `check_date`.
- Unknown keys are errors; keys that begin with `x-` are yours. No YAML tags or merge keys.
"""

EXAMPLES = """\
## Examples

The smallest file:

```yaml
journeymap: 1
id: first-visit
title: A first visit to the library
stages:
  - id: arrive
    name: Arrive
    touchpoints:
      - {id: finds-door, name: Finds the door, emotions: {score: -1, label: lost}}
```

A fuller one, in Hebrew:

```yaml
journeymap: 1
id: return
title: החזרת ספר
language: he
takeaway: "[[queue]] מכריע: מי שמחכה לא חוזר"
scenario: אחרי העבודה, עם ילד
evidence: 6 ראיונות
owner: desk
review: {last: 2026-11-01, every: 4 months}
owners: [{id: desk, name: דלפק}]
segments: [{id: families, name: משפחות, share: 45%}]
personas: [{id: lea, name: לאה, segment: families}]
stages:
  - id: back
    name: מחזירה
    phase: post-consumption
    touchpoints:
      - id: queue
        name: עומדת בתור
        channels: [דלפק]
        doing: מחכה עם ילד
        emotions: {persona: lea, score: -1.5, label: לחוצה, evidence: observed}
        pains: [{id: wait, text: רבע שעה בתור, severity: 4, evidence: observed}]
        moment_of_truth: true
        metrics: {csat: {value: 41, n: 212, date: 2026-10-31, target: 70}}
        next:
          - {to: exit, share: 20%, when: מוותרת}
          - to: thanks
      - id: thanks
        name: מקבלת תודה
        channels: [דלפק]
        emotions: {persona: lea, score: 1, evidence: observed}
actions:
  - id: a1
    title: תיבת החזרה בכניסה
    addresses: wait
    touchpoints: queue
    owner: desk
    due: 2027-01-31
    status: planned
    impact: 4
    effort: 2
    measure: CSAT בתור
    target: 70%
    check_date: 2027-04-30
```
"""

NOTATION = """\
## Keys

By mapping, the first being the file itself; `*` is needed. Values are texts or ids unless said: `[X]` is a list, for
which one item alone will do; `{key: X}` a mapping; `X|Y` one of them. `[Point|text]` is a list of Points, of which each
may be its `text` alone. A `date` is `2027-01-31` (in the `calendar`), a `share` `34%`, a `span` `10 minutes`, a
`rhythm` `4 months`, `money` `240 EUR`, `1–5` little to much. What is said of a key once is not said again.
"""
