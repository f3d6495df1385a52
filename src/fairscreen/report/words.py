"""The Swedish words for the codes of a review, shared by every output."""

from __future__ import annotations

__all__ = ["CATEGORY", "LEVEL", "MISSING", "REQUIREMENT_LEVEL", "REQUIREMENT_TYPE"]

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
}
