"""All finders, by the name that Presidio shows. A new one is a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fairscreen.anonymise import (
    addresses,
    contact,
    cue_rules,
    form_fields,
    journeys,
    names,
    neutral_titles,
    own_words,
    personal_numbers,
    telling,
    years,
)
from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading

__all__ = ["FINDERS", "Finder"]

Finder = Callable[[Reading], Iterable[Finding]]

FINDERS: dict[str, Finder] = {
    "PersonalNumbers": personal_numbers.find,
    "Contact": contact.find,
    "Addresses": addresses.find,
    "Years": years.find,
    "CueRules": cue_rules.find,
    "FormFields": form_fields.find,
    "NeutralTitles": neutral_titles.find,
    "TellingWords": telling.find,
    "Journeys": journeys.find,
    "OwnWords": own_words.find,
    "Names": names.find,
}
