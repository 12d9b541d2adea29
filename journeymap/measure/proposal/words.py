"""The words by which headings and answers are known, in the languages in which surveys are most often seen here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def listed(text: str) -> tuple[str, ...]:
    """Returns the words of a list with commas, over several lines."""
    return tuple(" ".join(each.split()) for each in text.split(","))


RECOMMEND = listed("""
    recommend, nps, תמליץ, ממליץ, ימליץ, המליץ, המליצ, ימליצ, תמליצ, להמליץ, המלצ, توصیه, تنصح, توصي, weiterempfehl,
    recommand, recomend, consigli
""")
EFFORT = listed("""
    effort, easy, ease of, easily, מאמץ, קל היה, בקלות, כמה קל, עד כמה היה קל, آسان, سهل, سهولة, einfach,
    facile, fácil
""")
IMPORTANT = listed("""
    importan, חשוב, חשיבות, اهمیت, مهم, أهمية, wichtig
""")
SATISFIED = listed("""
    satisf, rate, rating, score, stars, how was, happy, quality, מרוצ, שביעות, דירוג, דרג, ציון, איך היה, איך
    היית, מה דעת, رضایت, راضی, رضا, راض, تقييم, امتیاز, zufrieden, bewert, content
""")
TIME = listed("""
    date, time, timestamp, submitted, completed, created, recorded, when, תאריך, שעה, שעת, מועד, זמן, تاریخ,
    زمان, تاريخ, وقت, datum, zeit, fecha
""")
END = listed("""
    end, submit, complet, finish, respon, recorded, סיום, הגשה, מענה, پایان, انتهاء
""")
WHO = listed("""
    respondent, respondentid, responseid, customer, customerid, customer id, customer number, user id, userid,
    client id, member, contact id, לקוח, לקוחה, מספר לקוח, מזהה, משיב, מספר משיב, مشتری, شناسه, عميل, رقم
    العميل, kundennummer
""")
_TIMES = frozenset({"ts", "at", "on", "utc", "epoch", "unix"})
CASE = (
    *WHO,
    *listed("""
    user, userpseudoid, distinctid, visitor, visitorid, visitor id, deviceid, device id, cookie, clientid, case, caseid,
    case id, card, account, accountid, account id, memberid, order id, orderid, מבקר, מקרה, חשבון, کاربر, مستخدم
"""),
)
"""Headings of columns that say whose an event is."""
EVENT = listed("""
    event, eventname, event name, eventtype, event type, action, activity, happened, what, אירוע, שם אירוע, פעולה,
    رویداد, فعالیت, حدث, نشاط
""")
ANY_EVENT = frozenset(listed("""
    page, screen, view, views, viewed, click, clicked, clicks, tap, tapped, event, button, pageview, visit, visited,
    user, session, start, first, engagement
"""))  # fmt: skip
"""Words in the names of events that tell no touchpoint from another."""
PLACE = listed("page, screen, url, path, view, location, עמוד, דף, מסך, صفحه, صفحة, شاشة")
"""Words in the headings of columns that tell events of one name apart."""
WEIGHT = listed("""
    weight, weights, wt, w, weighting, משקל, وزن, gewicht
""")
PRIVATE = listed("""
    mail, name, phone, mobile, address, agent, employee, representative, manager, ssn, passport, license,
    password, birth, ip, latitude, longitude, דוא, מייל, שם, טלפון, נייד, כתובת, נציג, עובד, תעודת, ת.ז, לידה,
    ایمیل, نام, تلفن, نشانی, بريد, اسم, هاتف, عنوان, straße, telefon
""")
"""Columns with one of these in their heading are never quoted and never become segments."""
FREE = listed("""
    comment, why, tell us, anything else, other, explain, feedback, describe, remark, verbatim, הערה, הערות,
    למה, ספר, פרט, מדוע, נשמח, نظر, چرا, ملاحظات, لماذا
""")
ASKING = listed("""
    tell, say, said, anything, something, else, why, would, could, like, share, comment, feedback, other, add, more,
    further, explain, describe, let, know, want, think, thought, reason, score, answer, remark, ספר, ספרו, ספרי,
    לספר, לנו, לומר, להוסיף, נשמח, לשמוע, למה, מדוע, הערה, הערות, משהו, עוד, נוסף, נוספת, פרט, פרטו, סיבה,
    بگویید, بگو, بنویسید, چرا, دیگر, نظر, نظرات, دلیل, أخبرنا, قل, لماذا, آخر, شيء, ملاحظات, سبب
""")
"""Words with which any question asks for comments: they tell nothing of what it is about."""
STEP = listed("""
    step, touchpoint, touch point, stage, שלב, נקודת מגע, תחנה, مرحله, نقطه تماس, مرحلة, نقطة
""")
NO_SCORE = listed("""
    age, number, id, duration, distance, hours, minutes, seconds, year, month, day, count, children, visits, price,
    amount, total, points, zip, code, גיל, מספר, משך, שנה, חודש, כמות, סכום, مبلغ, سن, عمر, رقم
""")
"""Whole words of short headings whose numbers are no answers on a scale."""
COUNTS = listed("how many, number of, how often, how long, כמה פעמים, כמה זמן, מספר ה, چند بار, كم مرة")
NO_ANSWER = listed("""
    do not know, does not apply, don't know, n/a, na, ne sait pas, no opinion, no sabe, none, not applicable,
    not used, prefer not to say, weiß nicht, אין דעה, לא השתמשתי, לא יודע, לא יודע/ת, לא יודעת, לא רלוונטי, غير
    معروف, لا أعرف, نمیدانم, نمی‌دانم
""")

_ANSWERS = (
    """very dissatisfied|extremely dissatisfied|completely dissatisfied, dissatisfied|somewhat dissatisfied,
    neutral|neither satisfied nor dissatisfied, satisfied|somewhat satisfied, very satisfied|extremely
    satisfied|completely satisfied""",
    "strongly disagree, disagree, neutral|neither agree nor disagree, agree, strongly agree",
    """strongly disagree, disagree, somewhat disagree, neutral|neither agree nor disagree, somewhat agree, agree,
    strongly agree""",
    "very poor|terrible|awful, poor|bad, fair|average|okay|ok|acceptable, good, excellent|very good|great",
    "very difficult, difficult, neutral|neither easy nor difficult, easy, very easy",
    "not at all important, slightly important, moderately important, very important, extremely important",
    "bad, good",
    """מאוד לא מרוצה|ממש לא מרוצה|כלל לא מרוצה|לא מרוצה בכלל|לא מרוצה כלל, לא מרוצה|לא כל כך מרוצה, ככה
    ככה|בינוני|ניטרלי|נייטרלי, מרוצה|די מרוצה, מרוצה מאוד|מאוד מרוצה|מרוצה מאד""",
    "בכלל לא מסכים|כלל לא מסכים|מאוד לא מסכים, לא מסכים, ניטרלי|נייטרלי, מסכים, מסכים מאוד|מאוד מסכים|מסכים בהחלט",
    "גרוע מאוד, גרוע|לא טוב, בינוני|סביר, טוב, טוב מאוד|מצוין|מצויין",
    "קשה מאוד, קשה, לא קל ולא קשה|בינוני, קל, קל מאוד",
    "خیلی ناراضی|بسیار ناراضی, ناراضی, متوسط|نه راضی نه ناراضی, راضی, خیلی راضی|بسیار راضی",
    "غير راض جدا|غير راض على الإطلاق, غير راض, محايد, راض, راض جدا",
    """très insatisfait|pas du tout satisfait, insatisfait|plutôt insatisfait, neutre, satisfait|plutôt satisfait,
    très satisfait""",
    "sehr unzufrieden, unzufrieden, neutral|teils/teils, zufrieden, sehr zufrieden",
    "muy insatisfecho, insatisfecho, neutral, satisfecho, muy satisfecho",
)
ANSWERS: tuple[dict[str, int], ...] = tuple(
    {word: score for score, group in enumerate(each, 0 if len(each) == 2 else 1) for word in group.split("|")}
    for each in map(listed, _ANSWERS)
)
"""Sets of answers in words with their scores, from the worst; each set is from 1, that of two answers from 0."""

_WORD = re.compile(r"[^\W_]+(?:['’״׳\".][^\W_]+)*")


_JOINERS = {0x200C: None, 0x200D: None}
"""What joins letters, or keeps them apart, within words of Persian and other languages."""


def is_shown(text: str) -> bool:
    """Whether all of a text can be seen, but for what joins its letters."""
    return text.translate(_JOINERS).isprintable()


def has_any(text: str, words: Iterable[str]) -> str:
    """Returns the first of some beginnings of words that a text has; empty for none."""
    plain = " " + " ".join(folded(text).replace("_", " ").replace("/", " ").split())
    return next((word for word in words if f" {word}" in plain), "")


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of some whole words is in a text."""
    return not {folded(word) for word in words_in(text)}.isdisjoint(words)


_PLURALS = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ות", ("", "ה", "ת")), ("ים", ("", "ה")), ("ها", ("",)),
    ("ات", ("", "ة")), ("ون", ("",)), ("ين", ("",)),
)  # fmt: skip
"""Endings of plurals, each with what a single one may end in."""
_SHORTEST_STEM = 2


def forms(word: str) -> frozenset[str]:
    """Returns a folded word, and what it may be the plural of: `families` is `family`, too, and `משפחות` `משפחה`."""
    ended = ((word.removesuffix(many), one) for many, one in _PLURALS if word.endswith(many))
    return frozenset({word, *(stem + each for stem, one in ended if len(stem) > _SHORTEST_STEM for each in one)})


def folded(text: str) -> str:
    """Returns a text for comparison: NFKC, small letters, no invisible marks."""
    shown = (each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return "".join(shown).casefold()


def words_in(text: str) -> list[str]:
    """Returns the words of a text, with `wi-fi` and `CustomerId` as one and two: `wifi`, `Customer`, `Id`."""
    joined = re.sub(r"(?<=[^\W\d_])[-־](?=[^\W\d_])", "", text)
    return _WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", joined.replace("_", " ")))


def is_called_time(heading: str) -> bool:
    """Whether a heading has a word for time, or one that data have for it: `ts`, `created_at`."""
    return bool(has_any(heading, TIME)) or not _TIMES.isdisjoint(words_in(folded(heading.replace("_", " "))))
