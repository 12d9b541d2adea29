"""All channels of the journey are digital.

Customers also talk to friends, see a shop window, open a parcel and call. A map that follows only the
channels with analytics shows where the light is. Said of journeys of three touchpoints or more.

A channel counts as digital when one of its words is, in English (website, app, email, chat, search,
social …), Hebrew (אתר, אפליקציה, מייל, צ'אט …), Persian (سایت, اپلیکیشن, ایمیل, چت …) or Arabic
(موقع, تطبيق, بريد إلكتروني, دردشة …). A channel with no such word counts as not digital, so nothing
is said when in doubt.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, channels: Google search}
      - {id: choose, name: Chooses, channels: website}
      - {id: pay, name: Pays, channels: [website, app]}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, channels: Google search}
      - {id: choose, name: Chooses, channels: website}
      - {id: unpack, name: Unpacks it, channels: parcel}
```
"""

import re
from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of

_FEWEST = 3
_DIGITAL = """
    web website site webshop online internet app apps email mail newsletter chat chatbot bot sms push search google
    bing seo social facebook instagram tiktok youtube linkedin pinterest whatsapp telegram messenger blog portal
    marketplace amazon digital mobile-app e-mail e-commerce
    אתר אתרים אינטרנט מקוון מקוונת אונליין אפליקציה יישומון מייל אימייל דואל דוא״ל ניוזלטר צאט צ׳אט בוט מסרון סמס
    חיפוש גוגל פייסבוק אינסטגרם טיקטוק יוטיוב ווטסאפ וואטסאפ טלגרם בלוג דיגיטלי דיגיטלית
    سایت وبسایت وب آنلاین اینترنت اینترنتی اپ اپلیکیشن برنامک ایمیل رایانامه خبرنامه چت چتبات ربات پیامک جستجو گوگل
    فیسبوک اینستاگرام یوتیوب واتساپ تلگرام وبلاگ دیجیتال
    موقع ويب إنترنت الإنترنت تطبيق إيميل إلكتروني إلكترونية نشرة دردشة بوت بحث جوجل غوغل فيسبوك إنستغرام انستغرام
    تيكتوك يوتيوب واتساب تلغرام تيليجرام مدونة رقمي رقمية
"""


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey in which the name of every channel has a word for something digital."""
    digital = frozenset(_DIGITAL.split())
    channels = {channel for touchpoint in journey.touchpoints for channel in touchpoint.channels}
    if len(journey.touchpoints) >= _FEWEST and channels and all(_is_digital(channel, digital) for channel in channels):
        yield Finding("JM402", "all channels of the journey are digital", key_of(journey, "stages"),
                      "add what customers hear, see and do elsewhere: friends, the parcel, a call")  # fmt: skip


def _is_digital(channel: str, digital: frozenset[str]) -> bool:
    plain = channel.casefold().replace("\u200c", "").replace("'", "׳").replace('"', "״")
    words = re.findall(r"[\w׳״-]+", plain)
    return any(word in digital or word.removeprefix("ה").removeprefix("ال") in digital for word in words)
