"""The Swedish words for the codes of a review, shared by every output."""

from __future__ import annotations

__all__ = [
    "CATEGORY",
    "FACTOR",
    "LEVEL",
    "MISSING",
    "REQUIREMENT_LEVEL",
    "REQUIREMENT_TYPE",
    "comparison_group",
    "dropped_reason",
    "factor_value",
]

LEVEL = {"must": "Behöver laglig grund", "should": "Kan stänga ute", "hint": "Tips"}

CATEGORY = {
    "gender": "Kön",
    "age": "Ålder",
    "ethnicity": "Etnisk tillhörighet",
    "language": "Språkkrav",
    "religion": "Religion",
    "disability": "Funktionsnedsättning och hälsa",
    "family": "Familj",
    "sexuality": "Sexuell läggning",
    "appearance": "Utseende",
    "requirements": "Krav",
    "driving": "Körkort och bil",
    "letter": "Personligt brev",
    "personal-data": "Personuppgifter",
    "plain": "Klarspråk",
}

REQUIREMENT_LEVEL = {"must": "Krav", "merit": "Meriterande"}

REQUIREMENT_TYPE = {
    "language": "Språk",
    "licence": "Körkort eller behörighet",
    "education": "Utbildning",
    "experience": "Erfarenhet",
    "citizenship": "Medborgarskap",
    "physical": "Fysisk förmåga",
    "trait": "Egenskap",
    "skill": "Kunskap eller färdighet",
    "register": "Registerutdrag",
    "other": "Annat",
}

MISSING = {
    "salary": "Lön",
    "contact": "Kontaktperson",
    "deadline": "Sista ansökningsdag",
    "employment-form": "Anställningsform och omfattning",
    "workplace": "Arbetsplats och ort",
    "inclusion": "Välkomnande av alla sökande",
    "accessibility": "Erbjudande om anpassning i rekryteringen",
    "process": "Hur rekryteringen går till",
    "tasks": "Arbetsuppgifter",
    "split": "Krav och meriterande var för sig",
    "application-period": "Ansökningstid på minst tre veckor",
    "union": "Facklig kontakt",
    "start-date": "När jobbet börjar",
    "selection-steps": "Stegen i urvalet",
}

#: What a factor is called, its unit, and how many decimals are worth showing.
FACTOR = {
    "demands": ("Antal krav", "", 0),
    "trait_demands": ("Krav på personlighet", "", 0),
    "vague_demand_share": ("Krav som är svåra att kontrollera", "%", 0),
    "exclusion": ("Ställen som kan stänga ute", "", 0),
    "missing": ("Delar som inte hittades", "", 0),
    "words": ("Längd", "ord", 0),
    "lix": ("LIX", "", 1),
    "mean_sentence_length": ("Ord per mening", "", 1),
    "long_sentence_share": ("Meningar över 30 ord", "%", 0),
    "nominal_ratio": ("Nominalkvot", "", 2),
    "plain_per_100": ("Klarspråksställen per 100 ord", "", 1),
    "du_per_100": ("Du-tilltal per 100 ord", "", 1),
}
_SECTORS = {
    "municipality": "kommuner", "region": "regioner", "state": "statliga myndigheter",
    "company": "företag", "association_or_foundation": "föreningar och stiftelser",
}  # fmt: skip


def factor_value(name: str, value: float) -> str:
    """``value`` of a factor with its unit, as it is written in Swedish."""
    _, unit, decimals = FACTOR[name]
    shown = f"{100 * value if unit == '%' else value:.{decimals}f}".replace(".", ",")
    return f"{shown} {unit}".strip()


def comparison_group(group: str) -> str:
    """Whose ads a comparison is with: ``annonser från kommuner``."""
    kind, _, name = group.partition(":")
    if kind == "sector":
        return f"annonser från {_SECTORS.get(name, name)}"
    return f"annonser inom {name}" if kind == "field" else "annonser av alla slag"


_DROPPED = {
    "suppressed": "Ni har valt att behålla det.",
    "off in profile": "Regeln är avstängd i er profil.",
    "negated": "Annonsen säger att det inte behövs.",
    "softened": "Det är ett önskemål, inte ett krav.",
    "alternative given or other sense": "Ett alternativ ges, eller orden betyder något annat här.",
    "no heading of demands": "Det står inte under en rubrik för krav.",
    "opens a list of wishes": "Det inleder en lista med önskemål.",
    "inclusion list": "Det står i en uppräkning som välkomnar alla.",
    "all welcome": "Orden välkomnar alla.",
    "quoted": "Det är ett citat.",
    "reason given": "Annonsen ger ett skäl.",
    "about clients": "Det handlar om dem som verksamheten är till för.",
    "named contact": "Det handlar om en kontaktperson.",
    "about the employer": "Det handlar om arbetsgivaren.",
    "about the unit": "Det handlar om arbetsplatsen.",
    "about the applicant": "Det handlar om den som söker, på ett sätt som inte stänger ute.",
    "not about the applicant": "Det handlar inte om den som söker.",
    "named body": "Det är ett namn på en verksamhet.",
    "how to order it": "Det handlar om hur man beställer handlingen.",
    "not a demand": "Det är inget krav på den som söker.",
    "other sense": "Ordet betyder något annat här.",
    "about the application": "Det handlar om ansökan.",
    "after the offer": "Det gäller först den som erbjuds jobbet.",
    "after the offer or protected": "Det gäller den som erbjuds jobbet, eller skyddade uppgifter.",
    "a named person or clients": "Det handlar om en viss person, eller om andra än den som söker.",
    "about others or studies": "Det handlar om andra än den som söker, eller om studier.",
    "label": "Ordet är bara en rubrik till det som står efter.",
    "softened or other sense": "Det är ett önskemål, eller så betyder orden något annat här.",
    "alternative": "Annonsen ger ett alternativ.",
    "alternative given": "Annonsen ger ett alternativ.",
    "alternative given or regulated": "Annonsen ger ett alternativ, eller så är yrket reglerat.",
    "benefit": "Det är en förmån.",
    "hidden from readers": "Den som läser ansökan ser det inte.",
    "offered": "Arbetsgivaren erbjuder det.",
    "another language also welcome": "Annonsen välkomnar även ett annat språk.",
    "at the end": "Det gäller först sist i rekryteringen.",
    "benefit or about clients": "Det är en förmån, eller handlar om andra än den som söker.",
    "benefit or task": "Det är en förmån eller en arbetsuppgift.",
    "car provided": "Arbetsgivaren har bil.",
    "concrete schedule": "Annonsen säger vilka tider som gäller.",
    "driving is the job": "Bilkörning ingår i arbetet.",
    "foreign degree accepted": "Annonsen godtar utländsk utbildning.",
    "foreign experience accepted": "Annonsen godtar erfarenhet från andra länder.",
    "genuine occupational requirement": "Annonsen visar att yrket kräver det.",
    "internship or all welcome": "Det gäller praktik eller feriejobb, eller så är alla välkomna.",
    "legal ground": "Annonsen hänvisar till ett krav i lag.",
    "level given": "Annonsen anger en språknivå.",
    "named": "Det är ett namn.",
    "not asked for": "Annonsen ber inte om det.",
    "professional licence": "Det gäller legitimation för yrket.",
    "regulated profession": "Yrket är reglerat i lag.",
    "set by law": "Kravet står i lag.",
    "task with aids": "Annonsen beskriver momentet och vilka hjälpmedel som finns.",
    "term of the trade": "Det är ett fackord i yrket.",
    "the employer's channel": "Det handlar om arbetsgivarens egna kanaler.",
    "the text is the product": "Att skriva är själva jobbet.",
    "title of a law": "Det är namnet på en lag.",
    "working hours only": "Det gäller bara arbetstiden.",
    "car provided or not a demand": "Arbetsgivaren har bilar, eller så är bilen inget krav.",
    "holiday job for the young": "Det gäller ett feriejobb för unga.",
}
#: Only the writing of the word decided: nothing that a reader would wonder about.
_SILENT = frozenset({"other case", "other language"})


def dropped_reason(code: str) -> str | None:
    """Why a candidate was set aside, in Swedish; ``None`` when it is not worth telling."""
    if code in _SILENT:
        return None
    if code.startswith("in section "):
        return "Det står i en del av annonsen där det inte är ett krav."
    return _DROPPED.get(code, "Sammanhanget gör att det inte stänger ute.")
