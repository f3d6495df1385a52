"""Names: after cues, in rows, again in other forms; and words that only look like names."""

import pytest

from fairscreen.anonymise import Known, anonymise_text, detect, detect_all


def names(text: str, **options: object) -> list[str]:
    return [text[h.start : h.end] for h in detect(text, **options) if h.category == "name"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jag heter Björn Berg och är kock.", ["Björn Berg"]),
        ("Namn: saga skog", ["saga skog"]),
        ("Mitt namn är Abdirahman Warsame.", ["Abdirahman Warsame"]),
        ("Tack!\n\nMvh\nLo Ström", ["Lo Ström"]),
        ("Referens: Gunnar Wik, enhetschef", ["Gunnar Wik"]),
        ("Jag arbetade nära Ludmila Petrova på lagret.", ["Ludmila Petrova"]),
        ("Hans von Essen ledde arbetet med Karin.", ["Hans von Essen", "Karin"]),
        ("ANNA-KARIN ÖBERG\nUndersköterska", ["ANNA-KARIN ÖBERG"]),
        ("My name is Selam Haile and I cook.", ["Selam Haile"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lunds universitet och Högskolan i Borås.",
        "Max 20 timmar per vecka, maj och juni.",
        "Hans uppgift var att stå stark och frisk.",
        "Arbetade på Bergs Timber AB och Erikdalsskolan.",
        "Kurser i Java, Visma, Excel och Microsoft Office.",
        "Jag bor nära skog och berg, och my i marken.",
        "Projektledare, Stockholms stad",
        "God man enligt föräldrabalken.",
    ],
)
def test_words_places_and_employers_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "mention",
    ["Åsa", "Åsas", "asa", "ÖBERG", "Öbergs", "Åsa Ö.", "Å.Ö.", "Å. Öberg", "Öberg", "asaoberg",
     "CV_Asa_Oberg", "Öb-\nerg"],
)  # fmt: skip
def test_what_the_table_knows_is_hidden_in_every_form(mention: str) -> None:
    text = f"På arbetsplatsen kallas jag {mention} av de flesta."
    known = Known(given_name="Åsa", surname="Öberg")
    hidden = {p for h in detect(text, known=known) for p in range(h.start, h.end)}
    start = text.index(mention)
    left = "".join(
        c for p, c in enumerate(text) if start <= p < start + len(mention) and p not in hidden
    )
    assert left.strip("_-\n s").removeprefix("CV").strip("_") == ""


def test_what_one_text_tells_is_hidden_in_all() -> None:
    letter = "Jag heter Nilofar Ahmadi."
    certificate = "Betyget gäller nilofar, kurs i redovisning."
    hits = detect_all([letter, certificate])[1]
    assert [certificate[h.start : h.end] for h in hits] == ["nilofar"]


def test_a_nickname_of_the_applicant_is_hidden() -> None:
    assert "Bosse" in names("Namn: Bo Lindkvist\n\nHälsningar\nBosse")


def test_applicant_referee_and_others_are_told_apart() -> None:
    text = "Jag heter Åsa Öberg.\nReferens: Gunnar Wik.\nMin kollega Fatima Hassan vet mer."
    assert [h.role for h in detect(text) if h.category == "name"] == [
        "applicant", "referee", "other",
    ]  # fmt: skip


@pytest.mark.parametrize("known", [None, Known("Bin", "Amini")])
def test_a_given_name_that_is_a_particle_in_other_names(known: Known | None) -> None:
    text = "Hej!\n\nJag heter Bin Amini och söker jobbet.\n\nVänliga hälsningar\nBin\n"
    assert anonymise_text(text, known=known).anonymised.count("[NAMN]") == 2


@pytest.mark.parametrize(
    ("name", "mention"),
    [
        ("Ismail Abdi Warsame", "Abdi Warsame"),
        ("Ismail Abdi Warsame", "I A Warsame"),
        ("Ismail Abdi Warsame", "Warsame I"),
        ("Ismail Abdi Warsame", "WARSAME, ISMAIL"),
        ("Ismail Abdi Warsame", "ismail.abdi@exempel.se"),
        ("Anna-Karin af Klercker-Ström", "Annakarin"),
        ("Anna-Karin af Klercker-Ström", "A-K"),
        ("Anna-Karin af Klercker-Ström", "A-K af Klercker"),
        ("María del Carmen Núñez Prieto", "M.C. Nunez Prieto"),
        ("María del Carmen Núñez Prieto", "Carmen"),
        ("Kavitha Ramanathan Subramaniam", "K R Subramaniam"),
        ("Yıldız Öztürk Çelik", "Yildiz Celik"),
        ("Biret Rávdná Eira", "RAVDNA"),
        ("Siobhán O’Hare", "OHare"),
        ("Abd al-Rahman Sabbagh", "Abdalrahman"),
    ],
)
def test_a_name_is_hidden_in_every_form_once_it_is_told(name: str, mention: str) -> None:
    opening = f"Jag heter {name}.\n\n"
    text = f"{opening}På jobbet skrev man {mention} i schemat."
    start = text.index(mention, len(opening))
    hidden = {place for hit in detect(text) for place in range(hit.start, hit.end)}
    left = [c for place, c in enumerate(mention, start) if place not in hidden and c.isalpha()]
    assert not left


def test_who_speaks_in_a_record_is_hidden_by_initials() -> None:
    text = "Sökande: Nasrin Tavakoli\nNT: Jag utredde ärenden.\nIT: inget."
    assert names(text) == ["Nasrin Tavakoli", "NT"]


@pytest.mark.parametrize(
    "text",
    [
        "Jag sorterade post på Sankt Erik och i kv. Adam.",
        "Hus Gunnar byggdes om.",
        "Jag kan MEWS, NEWS och Norton.",
        "I rapporten simulerade jag med Monte Carlo.",
        "C V\n\nUtbildning",
    ],
)
def test_houses_methods_and_headings_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Snickare, Solna\nNouran, som jag kallas, har truckkort.", ["Nouran"]),
        ("Jorma heter jag och kock är jag.", ["Jorma"]),
        ("Referenser\nFirmesk Sissala, lönechef", ["Firmesk Sissala"]),
        ('Vänligen,\nLisha Allesson, "Taimur" bland vänner', ["Lisha Allesson", "Taimur"]),
        ("Jag handledde Pranom och Chukri Hufdal i två år.", ["Pranom", "Chukri Hufdal"]),
    ],
)
def test_what_stands_beside_a_rare_name_tells_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Referenser\nLämnas gärna på begäran",
        "Referenser\nHuddinge kommun, socialtjänsten",
        "Undersköterska, som jag kallas, är en fin titel.",
        "Jag kan Revit och AutoCAD.",
    ],
)
def test_what_stands_beside_other_words_makes_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("mention", ["A-K Öberg", "AK Öberg", "A-K. Öberg"])
def test_initials_of_a_double_name_are_the_applicants(mention: str) -> None:
    text = f"Anna-Karin Öberg\nUndersköterska\n\nMin chef skrev: {mention} är noggrann."
    assert {h.role for h in detect(text) if h.category == "name"} == {"applicant"}


def test_two_letters_that_somebody_goes_by_are_hidden_wherever_they_stand() -> None:
    own = anonymise_text("Jag heter Per-Olof Hedman men kallas PO.\n\nVänligen\nPO Hedman")
    assert own.anonymised == "Jag heter [NAMN] men kallas [NAMN].\n\nVänligen\n[NAMN]"
    assert names("J-O Ström, min chef, berättar gärna mer. Ring J-O på kvällen.") == [
        "J-O Ström",
        "J-O",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "K-G Lund på Skanska lärde mig yrket.",
        "Min chef J-O Lund kan berätta.",
        "Tack, B-Å. Lund!",
        "Jag ersatte LG Lund.",
    ],
)
def test_letters_of_a_double_name_make_a_surname_of_a_word(text: str) -> None:
    assert [name.split()[-1] for name in names(text)] == ["Lund"]


@pytest.mark.parametrize(
    "text", ["Betyg A-C Matematik", "Körkort B-E Lastbil", "kurs i X-Y Robot", "system: BG Data"]
)
def test_letters_before_other_words_make_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("rest", "left"),
    [
        ("Bilaga: sivapalan-intyg.pdf", "Bilaga: [NAMN]-intyg.pdf"),
        ("Fil: sivapalan-arun_prov.pdf", "]_prov.pdf"),
        ("i filen sivapalan-prov", "i filen [NAMN]-prov"),
        ("Sivapalan's rapporter", "[NAMN]'s rapporter"),
    ],
)
def test_the_name_bound_to_other_words_is_hidden(rest: str, left: str) -> None:
    text = f"Jag heter Arun Sivapalan.\n\n{rest}\n"
    assert left in anonymise_text(text).anonymised


def test_a_word_bound_to_others_stays_though_the_applicant_is_called_so() -> None:
    text = "Jag heter Anna Berg.\n\nDet var en berg-och-dalbana."
    assert "berg-och-dalbana" in anonymise_text(text).anonymised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vänligen\nFilmon Zerezghi (Fili för vänner)", ["Filmon Zerezghi", "Fili"]),
        ('Hon heter Sara Lind, eller "Bank", som alla säger.', ["Sara Lind", "Bank"]),
        ("Chef: Anna-Karin (A-K) Lindqvist, lugn.", ["Anna-Karin", "A-K", "Lindqvist"]),
        ("Bilaga: ek-yrkesbevis.pdf\n\nJag heter Per Ek.", ["ek", "Per Ek"]),
        ("Our chef McAteer taught me a lot.", ["McAteer"]),
        ("Re: Bronagh Tully\n\nGood nurse.", ["Bronagh Tully"]),
    ],
)
def test_nicknames_and_subjects_are_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Referens: finns (chef)", "I worked for McKinsey and McDonald's.", "Re: Night shift lead"],
)
def test_what_looks_like_a_nickname_or_a_subject_is_none(text: str) -> None:
    assert names(text) == []


def test_initials_that_act_or_sign_are_the_applicants() -> None:
    text = "Jag heter Disa Råberg.\n\nDR ritar flödet. Ibland signerad DR. DR-listan är en annan."
    assert names(text) == ["Disa Råberg", "DR", "DR"]


def test_two_capitals_that_nobody_goes_by_stay() -> None:
    text = "Per-Olof Hedman\nSnickare\n\nJag kan AO och PO (planerat underhåll)."
    assert names(text) == ["Per-Olof Hedman"]


def test_another_person_with_that_surname_is_another() -> None:
    text = "Anna-Karin Öberg\nUndersköterska\n\nMin chef var Lars-Erik Öberg på NCC."
    assert [h.role for h in detect(text) if h.category == "name"] == ["applicant", "other"]


@pytest.mark.parametrize(
    "rest",
    ["Mvh\nEA", "Sign. E.A.", "Signatur: EA", "Vår ref: EA/2026", "Referens: 2026/114 EA",
     "Fil: CV_EA_2026.pdf", "Fil: EA_brev.docx", "Hälsningar\n/EA", "Handläggare: EA"],
)  # fmt: skip
def test_initials_alone_of_the_applicant_are_hidden_where_they_sign(rest: str) -> None:
    text = f"Jag heter Eva Andersson.\n\n{rest}\n"
    hits = [h for h in detect(text) if h.category == "name"]
    assert [text[h.start : h.end].strip(".") for h in hits] in (
        ["Eva Andersson", "EA"],
        ["Eva Andersson", "E.A"],
    )
    assert {h.role for h in hits} == {"applicant"}


@pytest.mark.parametrize(
    "rest", ["Ansökan om IT-tjänst", "Ref: HR/2026", "Jag tog EKG och EA.", "Id: 2026-114 AB"]
)
def test_other_short_capitals_are_no_initials(rest: str) -> None:
    assert names(f"Jag heter Eva Andersson.\n\n{rest}\n") == ["Eva Andersson"]


def test_the_name_by_an_address_far_down_is_the_applicants() -> None:
    text = (
        "Erfarenhet\n2019- Undersköterska, Vardaga. Chef: Olle Ek\n\n"
        "Nadia Karimi\nStorgatan 3, 123 45 Solna\n070-174 06 12\n"
    )
    assert [h.role for h in detect(text) if h.category == "name"] == ["other", "applicant"]


def test_a_referee_by_a_number_is_not_the_applicant() -> None:
    text = "Erfarenhet\n2019- Kock, Elite\n\nReferenser\nOlle Ek\n070-174 06 13\n"
    assert "applicant" not in {h.role for h in detect(text) if h.category == "name"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chefen hette Sinco och var sträng.", ["Sinco"]),
        ("My supervisor was called Zerihun.", ["Zerihun"]),
        ("Kontakt: Hyvärinen, Sanna, tfn 070-174 06 14", ["Hyvärinen, Sanna"]),
        ("Sökande Niskanen har B-körkort.", ["Niskanen"]),
    ],
)
def test_who_is_called_so_or_bears_a_role_is_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Systemet hette Treserva.", "Sökande ska ha B-körkort.", "Chefen hette numera Direktör.",
     "Kontakt: Vaxholm, Stockholm, tfn 08-465 004 71"],
)  # fmt: skip
def test_what_is_called_so_otherwise_is_no_person(text: str) -> None:
    assert names(text) == []
