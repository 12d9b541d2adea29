"""Which icon a channel gets: channels are free text, so known words in their names decide."""

from functools import cache

# The first icon that has a word in the channel's name wins; words are lower-case parts of names.
_WORDS = {
    "bot": ("bot", "assistant", "בוט", "ربات", "روبوت"),
    "review": ("review", "rating", "ביקור", "חוות דעת", "דירוג", "نظر", "امتیاز", "تقييم"),
    "search": ("search", "google", "seo", "חיפוש", "גוגל", "جستجو", "جست‌وجو", "گوگل", "بحث"),
    "social": ("social", "instagram", "facebook", "tiktok", "community", "influenc", "forum", "רשת", "רשתות", "אינסטגרם",
               "פייסבוק", "קהיל", "משפיע", "شبکه", "اینستاگرام", "اجتماعی", "تلگرام", "انجمن", "تواصل"),
    "chat": ("chat", "whatsapp", "messag", "צ'אט", "צ׳אט", "ווטסאפ", "וואטסאפ", "چت", "گفت", "واتساپ", "پیام‌رسان", "دردشة"),
    "mail": ("mail", "sms", "newsletter", "notification", "push", "מייל", "דוא", "ניוזלטר", "מסרון", "הודע", "ایمیل", "پیامک",
             "خبرنامه", "بريد"),
    "call": ("phone", "call", "hotline", "contact cent", "support", "service desk", "טלפון", "מוקד", "שירות", "תמיכה", "تلفن",
             "تماس", "پشتیبانی", "هاتف"),
    "app": ("app", "mobile", "אפליק", "יישומון", "נייד", "اپ", "برنامه", "موبایل", "تطبيق"),
    "courier": ("courier", "deliver", "parcel", "shipping", "שליח", "משלוח", "חבילה", "پیک", "ارسال", "تحویل", "توصيل"),
    "post": ("post", "letter", "flyer", "direct mail", "דואר", "עלון", "نامه", "پست", "رسالة"),
    "shop": ("shop", "pick-up", "pickup", "locker", "store", "branch", "counter", "retail", "desk", "חנות", "סניף", "דלפק", "קופה", "فروشگاه", "شعبه",
             "حضوری", "متجر"),
    "kiosk": ("kiosk", "terminal", "self-service", "קיוסק", "עמדה", "کیوسک", "کارت‌خوان"),
    "tv": ("tv", "television", "radio", "billboard", "print ad", "poster", "טלוויז", "רדיו", "שלט", "תלویزیون", "رادیو",
           "تلویزیون", "بیلبورد"),
    "event": ("event", "fair", "webinar", "workshop", "conference", "meeting", "visit", "כנס", "אירוע", "תערוכ", "פגיש", "ביקור בית",
              "رویداد", "نمایشگاه", "جلسه", "وبینار", "همایش"),
    "partner": ("partner", "friend", "word of mouth", "referral", "family", "sales rep", "agent", "חבר", "מפה לאוזן", "שותף", "משפחה",
                "המלצ", "نماینده", "دوستان", "دهان", "معرفی", "شریک"),
    "web": ("web", "site", "page", "online", "portal", "browser", "blog", "checkout", "אתר", "דף", "אינטרנט", "בלוג", "פורטל",
            "وب", "سایت", "صفحه", "وبلاگ", "درگاه", "موقع"),
}  # fmt: skip


@cache
def channel_icon(name: str) -> str:
    """The icon of a channel; a plain ring when its name says nothing known."""
    lowered = name.casefold()
    for icon, words in _WORDS.items():
        if any(word in lowered for word in words):
            return icon
    return "other"
