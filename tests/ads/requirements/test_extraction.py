"""What is asked, told on marked sentences: ``[level type|the words]`` is a demand to be found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.ads.requirements import extract
from fairscreen.language import parse

_MARK = re.compile(r"\[(must|merit) ([a-z]+)\|([^\]]*)\]")


def unmarked(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    expected = [match.groups() for match in _MARK.finditer(text)]
    return _MARK.sub(lambda match: match.group(3), text), expected


def found_in(text: str) -> list[tuple[str, str, str]]:
    return [(r.level, r.type, r.text) for r in extract(parse(text))]


ASKED = [
    "Krav\nVi söker dig som är [must licence|legitimerad sjuksköterska].",
    "Kvalifikationer\nDu är [must education|utbildad undersköterska eller barnskötare].",
    "Kvalifikationer\n[must licence|B-körkort] är ett krav, [merit licence|C-kort] är meriterande.",
    "Kvalifikationer\nDu är [must trait|noggrann], [must trait|strukturerad] och "
    "[must trait|trivs med att arbeta i grupp].",
    "Kvalifikationer\nDet är meriterande om du har [merit experience|erfarenhet av hemtjänst].",
    "Kvalifikationer\nVi ser gärna att du har [merit skill|goda kunskaper i Excel].",
    "Kvalifikationer\nHar du [merit education|vidareutbildning i psykiatri] är det meriterande.",
    "Kvalifikationer\nDu har [must experience|minst två års erfarenhet av handläggning] och "
    "[must language|goda kunskaper i svenska].",
    "Kvalifikationer\nTjänsten kräver [must skill|god datorvana] samt "
    "[must language|goda kunskaper i svenska].",
    "Kvalifikationer\nDet är krav att du är [must licence|legitimerad sjuksköterska], har "
    "[must licence|B-körkort] och det är meriterande om du har "
    "[merit experience|erfarenhet av hemsjukvård].",
    "Din profil\nVi söker dig som har:\n- [must education|socionomexamen]\n"
    "- [must experience|erfarenhet av utredningar]\n\nMeriterande:\n"
    "- [merit language|finska]\n- [merit licence|B-körkort]",
    "Arbetsuppgifter\nDu planerar och leder arbetet.\n\n"
    "Det är viktigt att du är [must trait|lyhörd] och "
    "[must trait|bra på att samarbeta].",
    "Övrigt\nInnan anställning [must register|ska du visa utdrag ur belastningsregistret].",
    "Requirements\nYou have [must experience|at least three years of experience in care] and "
    "[must language|speak fluent Swedish].",
    "Requirements\n- [must education|Bachelor's degree in computer science]\n\nNice to have:\n"
    "- [merit skill|Knowledge of Python]",
    "Kvalifikationer\nKrav finns även på [must experience|erfarenhet av yrket].",
    "Kvalifikationer\n[must licence|Lärarlegitimation] är ett krav för tillsvidareanställning.",
    "Om oss\nVi värdesätter egenskaper som [must trait|ödmjukhet] och [must trait|samarbetsvilja].",
    "Kvalifikationer\nBehörig till anställning som postdoktor är den som har "
    "[must education|avlagt doktorsexamen högst tre år före ansökningstidens utgång].",
    "Kvalifikationer\nDu har [must trait|god pedagogisk förmåga] och [must trait|trivs med "
    "ett arbete där du får ta ansvar].",
    # Who is sought, told by adjectives and by what follows.
    "Om tjänsten\nVi söker en [must trait|driven], [must trait|flexibel] och "
    "[must trait|noggrann] säljare till vårt team.",
    "Om oss\nVi söker nya kollegor som har [must experience|god erfarenhet av upphandling] och "
    "[must trait|drivs av att göra goda affärer].",
    "Om tjänsten\nVi söker en [must trait|positiv] stödpedagog som är "
    "[must trait|lösningsorienterad].",
    "Kvalifikationer\nDu är en [must trait|positiv lagspelare] som "
    "[must trait|tar ansvar för helheten].",
    "Om oss\nTvå av oss går i pension, därför söker vi dig som är "
    "[must licence|legitimerad sjuksköterska].",
    "Om oss\nDu möter kunder varje dag och därför är kraven på [must trait|social förmåga] höga.",
    "Kvalifikationer\nPersonliga egenskaper som krävs är [must trait|hög arbetskapacitet], "
    "[must trait|beslutsförhet] och [must trait|god analytisk förmåga].",
    "Kvalifikationer\nDu har [must trait|god analytisk förmåga] och "
    "[must skill|kompetens inom utredningsarbete].",
    "Kvalifikationer\nDu får gärna ha [merit experience|erfarenhet av skolan].",
    "Kvalifikationer\nPositivt om du har [merit skill|kunskap i bokföring].",
    "Kvalifikationer\nDu har [must education|lärarexamen och lärarlegitimation].",
    # Rows that go on with a word no list knows: the form tells.
    "Kvalifikationer\nHar ett [must trait|driv] och [must trait|en nyfikenhet], och "
    "[must skill|stimuleras av att delta i utvecklingsarbete].",
    "Kvalifikationer\nDu är [must trait|strukturerad] men samtidigt [must trait|lyhörd].",
    "Kvalifikationer\nDu har [must skill|grundläggande datakunskaper] och "
    "[must experience|erfarenhet av dokumentation].",
    "Kvalifikationer\nDu har [must trait|god samarbetsförmåga], [must trait|trivs med andra] och "
    "[must skill|har förståelse för dem].",
    "Kvalifikationer\n[must trait|Drivs av engagemang, mod och lust].",
    # What is said of suitability in general takes nothing from what stands beside it.
    "Kvalifikationer\nDu är [must trait|professionell] och vi lägger stor vikt vid personlig "
    "lämplighet.",
    # What looks like a task under a heading for demands.
    "Kvalifikationer\nDu kommunicerar [must language|på svenska] samt har "
    "[must skill|datavana] då arbetet innebär dokumentation.",
    "Om dig\n[must physical|God fysik] krävs då lyft förekommer.",
    "Om dig\nJag söker någon som är [must trait|lugn] och [must language|talar svenska].",
    "Om oss\nVi arbetar i team och därför bör du som söker [must trait|ha god samarbetsförmåga].",
    "Kvalifikationer\nDu har [must skill|god systemvana]; [merit experience|erfarenhet av "
    "ekonomi] är meriterande.",
    "Arbetsuppgifter\nArbetet kräver [must trait|mognad] och [must skill|förmåga att lyssna].",
    "Kvalifikationer\n[must trait|God empatisk förmåga] är egenskaper vi värdesätter.",
    "Who we are looking for\nWe are looking for a [must trait|passionate], [must trait|motivated] "
    "and [must trait|talented engineer] to join us.",
    "Meriterande\n[merit experience|Erfarenhet av kassasystem]\n"
    "- [merit experience|erfarenhet av butik]\n- [merit licence|B-körkort]",
    "Kvalifikationer\n[merit experience|Erfarenhet från butik] är meriterande, liksom "
    "[merit skill|vana av kassasystem].",
    "Om oss\nVi söker en montör, med [must experience|minst tre års erfarenhet] och "
    "[must trait|ansvarskänsla].",
    "Krav\nEftersom du möter kunder krävs att du [must language|talar god svenska].",
    "Requirements\n[must experience|At least five years of experience in care.]",
    "Kvalifikationer\nDu är [must trait|serviceinriktad] med [must trait|god samarbetsförmåga].",
    "Om du\nDu har [must trait|ett professionellt och lågaffektivt arbetssätt].",
    "Beskrivning\nVi söker en [must trait|driven] stödpedagog som [must trait|tycker om "
    "utmaningar] och har [must skill|kunskaper inom psykiatri].",
    "Kvalifikationer\nEftersom arbetet innebär många kontakter förutsätts "
    "[must trait|god samarbetsförmåga], [must trait|hög servicekänsla] och "
    "[must trait|flexibilitet].",
    # One will in two words, one noun after two adjectives, one object of many verbs.
    "Kvalifikationer\nDu har [must trait|ett engagemang och stort intresse för barn].",
    "Kvalifikationer\nArbetet kräver [must trait|social och pedagogisk kompetens].",
    "Kvalifikationer\nDu [must trait|planerar, genomför och utvärderar ditt arbete].",
    "Kvalifikationer\nDu har [must education|läst omvårdnadsprogrammet, utbildning i pedagogik "
    "eller annan likvärdig utbildning].",
    # How something is done, how much of it, and two words for one thing that one knows.
    "Kvalifikationer\nDet är viktigt att du [must trait|kan samarbeta effektivt och prestigelöst].",
    "Kvalifikationer\nDet är viktigt att du [must trait|trivs och kan arbeta i grupp].",
    "Kvalifikationer\nDu har [must experience|flerårig och gedigen erfarenhet från byggbranschen].",
    "Kvalifikationer\n[must experience|Flerårig erfarenhet och gedigen kunskap om upphandling].",
    "Kvalifikationer\nDu kan snabbt [must trait|ändra ditt synsätt och förhållningssätt].",
    "Kvalifikationer\nDu har ett [must trait|strategiskt], [must trait|analytiskt] och "
    "[must trait|strukturerat arbetssätt].",
    "Kvalifikationer\nGod förmåga att uttrycka dig på såväl [must language|svenska] som "
    "[must language|engelska].",
    "Kvalifikationer\nDet är viktigt att vara [must trait|noggrann] och "
    "[must skill|att agera rättssäkert].",
    "Kvalifikationer\nDu har [must education|lärarutbildning] och om du har "
    "[merit education|gått rektorsprogrammet] är det meriterande.",
    "Om oss\nDet viktigaste är dock ditt [must trait|intresse], [must trait|engagemang] och "
    "[must trait|noggrannhet].",
    "Om oss\nVi på bolaget är i behov av en [must trait|driven] och [must experience|erfaren] "
    "utvecklare.",
    "Om oss\nPrecis som vi är du [must trait|serviceinriktad].",
    "Kvalifikationer\nDu [must trait|tar gärna egna initiativ].",
    "Kvalifikationer\nDu har [must experience|erfarenhet av försäljning (gärna på telefon)].",
    "Om dig\nDu [must skill|kommer ofta med idéer].",
    "Arbetsuppgifter\nI klassrummet har du [must trait|förmåga att strukturera ditt arbete].",
    "Kvalifikationer\n[merit experience|Erfarenhet från alla skolformer] välkomnas.",
    "Villkor\n[must register|Tomt utdrag från polisens belastningsregister].",
    # A purpose is no demand; what it is the purpose of is one.
    "Kvalifikationer\n[must language|Förståelse av svenska i tal och skrift] är ett krav för att "
    "du ska kunna samarbeta med kollegor.",
    "Om dig\nVi tar för givet att du har [must trait|god ordning och reda].",
    "Om dig\nVi hoppas att du [must trait|brinner för god service].",
    "Arbetsuppgifter\nRollen ställer även krav på [must skill|god materialkunskap].",
    "Kvalifikationer\n[must experience|Fem års erfarenhet av rörsvetsning]\nVälkommen!",
    "Om dig\nVidare [must trait|trivs du med att arbeta självständigt].",
    "Kvalifikationer\nDu bör ha [must experience|erfarenhet från yrket], men framför allt vill vi "
    "att du [must trait|delar med dig av din kompetens].",
    "Kvalifikationer\n[must licence|Leg arbetsterapeut]. [must licence|B-körkort].",
    "Kvalifikationer\nVi lägger stor vikt vid personlig lämplighet, därför ser vi dig som en "
    "[must trait|trygg person] med ett [must trait|bra bemötande].",
    "Om dig\nDu [must trait|är bekväm med att arbeta med personer som har behov av trygghet].",
    "Om dig\nOm du som person är [must trait|självgående] och [must trait|ansvarstagande] kommer "
    "du att passa i rollen.",
    "Om dig\nDu har [must trait|stort driv, både självständigt och i grupp].",
    "Om dig\nVi söker dig som [must trait|vågar tänka nytt] och vill utveckla verksamheten.",
    "Om dig\nVi ser [must education|yrkesbevis inom ställningsmontage] som ett krav.",
    "Om dig\nVi ser det som önskvärt med [merit experience|flerårig erfarenhet av utredning].",
    "Om dig\nDu [must skill|både vill och kan delta aktivt i diskussioner].",
    "Övriga meriter för tjänsten\n- [merit experience|Erfarenhet av arbete med databaser].",
    "Arbetsuppgifter\nDå vi möter många ställer uppdraget krav på [must trait|god servicekänsla].",
    "Krav\n- [must skill|God datorvana] då arbetet kräver daglig dokumentation",
    "Om oss\nDärför utgår vi ifrån att du har ett [must trait|stort intresse för människor].",
    "Om dig\nVi ser positivt på om du har [merit skill|kunskaper i kassasystem].",
    "Om dig\nTunga lyft förekommer och därför är det bra om du har [merit physical|god fysik].",
]


@pytest.mark.parametrize("marked", ASKED)
def test_asked(marked: str) -> None:
    text, expected = unmarked(marked)
    found = found_in(text)
    assert [(level, kind) for level, kind, _ in found] == [e[:2] for e in expected], found
    for (_, _, words), (_, _, wanted) in zip(found, expected, strict=True):
        assert wanted in words or words in wanted


NOT_ASKED = [
    "Nu söker vi dig som vill vikariera som förskollärare hos oss.",
    "Vi söker dig som är intresserad av att arbeta i hemsjukvården.",
    "Kvalifikationer\nI detta urval kommer stor vikt att läggas vid din personlighet.",
    "Kvalifikationer\nIngen tidigare erfarenhet krävs.",
    "Kvalifikationer\nVi värderar personlig lämplighet.",
    "Arbetsuppgifter\nDu arbetar med vuxna som kräver specialiserad psykiatrisk vård.",
    "Arbetsuppgifter\nDu planerar, genomför och följer upp undervisningen.",
    "Om oss\nVi är ett engagerat team med lång erfarenhet.",
    "Vi erbjuder\nHos oss får du goda utvecklingsmöjligheter och friskvårdsbidrag.",
    "Är du nyfiken och flexibel?",
    "Ansökan\nBifoga cv och betyg med din ansökan.",
    "Kvalifikationer\nStor vikt läggs vid personlig lämplighet.",
    "Arbetsuppgifter\nDu ska planera skolans schema och ansvara för inköp.",
    "Vill du arbeta med barn och unga i en kommun som växer?",
    "Tjänsten är en tillsvidareanställning på heltid.",
    "Kvalifikationer\nVi vill att du skickar din ansökan digitalt.",
    "Kvalifikationer\nSyntronic erbjuder en trygg anställning i en dynamisk miljö.",
    "Vi söker dig som vill jobba:\n- heltid eller deltid\n- på plats i Göteborg",
    "Om dig\nDin roll som assistent är att vara med vår kund när han kommer hem.",
    "Om oss\nPå skolan arbetar vi medvetet och målinriktat för varje elevs bästa.",
    "Responsibilities\nYou will design and maintain our systems.",
    "We offer\nA friendly team and good benefits.",
    "Kvalifikationer\nSom fastighetsskötare är du ansiktet utåt mot våra kunder.",
    "Om oss\nAntar du utmaningen att utveckla skolan, då är du den vi söker.",
    "Arbetsuppgifter\nFör oss är det viktigt att våra elever känner trygghet och får bra "
    "undervisning.",
    "Om oss\nVi värdesätter allas åsikter och hos oss får du goda möjligheter att utvecklas.",
    "Kvalifikationer\nVi värdesätter de kvaliteter som mångfald tillför och ser gärna sökande med "
    "olika bakgrund.",
    "Kvalifikationer\nVi kräver inte att du har någon arbetslivserfarenhet.",
    "Kvalifikationer\nVåra ledord:\nMod och engagemang",
    "Kvalifikationer\nVarmt välkommen att söka!",
    "Kvalifikationer\nStor vikt kommer att läggas vid personliga egenskaper och lämplighet.",
    "Övrigt\nInför säkerhetsprövning efterfrågas kopior på de utbildningar som är relevanta.",
    "Om dig\nTjänsten passar dig som är redo för något nytt.",
    "Arbetsuppgifter\nFör att nå framgång behöver du aktivt arbeta med samverkan.",
    "Om oss\nKommunen söker dig som har kompetens att bidra oavsett kön och ålder.",
    "Om oss\nVi ger dig alla verktyg du behöver för att bli framgångsrik och engagerad.",
    "Om oss\nVi gör allt för att du ska trivas och känna dig trygg hos oss.",
    "Om dig\n* Som köksbiträde assisterar du främst kocken.",
    "Kvalifikationer\nUtöver detta erbjuder skolan kvalificerad utbildning för vuxna.",
    "Om dig\nFör dig som visar engagemang finns goda möjligheter till extrajobb.",
    "Om oss\nDu välkomnas av ett glatt gäng med bred kompetens.",
    "Kvalifikationer\nStor hänsyn tas till personlig lämplighet.",
    "Om dig\nSom chef har du en ledande, utvecklande och samordnande roll.",
    "Om dig\nDu har ansvar för kvalitet, personal och ekonomi.",
    "Om dig\nUtbildning får du på plats hos oss.",
    "Om dig\nDu anställs direkt av anläggningen.",
    "Meriterande\nBesök gärna vår hemsida för en god inblick i våra produkter.",
    "Meriterande\nFacebook (https://www.facebook.com/)",
    "Om oss\nGillar du att arbeta med teknik – då är denna tjänst något för dig.",
    # What the employer finds important of others than the applicant, and conditions told as facts.
    "Kvalifikationer\nFör oss är det viktigt att all kompetens tas till vara.",
    "Kvalifikationer\nVi tycker att det är viktigt att både barn och vuxna trivs.",
    "Kvalifikationer\nArbetstid innefattar dag, kväll, helg och jour.",
    "Kvalifikationer\nMöjlighet finns även att arbeta på natten.",
    "Kvalifikationer\nSom lärare hos oss har du fem timmar planeringstid i veckan.",
    # To the reader of the ad.
    "Kvalifikationer\nBeskriv gärna med några rader vad trygghet är för dig.",
    "Kvalifikationer\nVi ser därför gärna sökande som bidrar till det.",
    "Kvalifikationer\nVi söker dig som under sommaren vill arbeta som parkarbetare.",
    "Kvalifikationer\nFör att kunna antas behöver du uppfylla kraven nedan.",
]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_not_asked(text: str) -> None:
    assert found_in(text) == []


def test_adjectives_that_wait_for_their_noun_are_one_demand() -> None:
    text = (
        "Krav\n- erfarenhet av att omsätta behov till strukturerade, prioriterade och spårbara krav"
    )
    assert len(found_in(text)) == 1


def test_things_told_by_a_trait_are_no_trait() -> None:
    text = "Krav\n- Erfarenhet av AI och datadrivna organisationer"
    assert len(found_in(text)) == 1


def test_alternatives_are_one_demand() -> None:
    assert len(found_in("Krav\nDu är utbildad förskollärare eller barnskötare.")) == 1


def test_row_under_one_head_is_one_demand() -> None:
    text = "Krav\nDu har förmåga att planera, prioritera och dokumentera ditt arbete."
    assert len(found_in(text)) == 1


def test_weight_on_named_qualities_is_asked() -> None:
    text = "Krav\nStor vikt läggs vid personliga egenskaper såsom initiativförmåga och tålamod."
    assert {kind for _, kind, _ in found_in(text)} == {"trait"}


def test_word_in_the_sentence_overrides_the_heading() -> None:
    (found,) = extract(parse("Meriterande\nB-körkort är ett krav."))
    assert found.level == "must"


def test_named_check_of_records_is_a_must_among_merits() -> None:
    text = "Meriterande\nVi begär utdrag ur belastningsregistret innan anställning."
    assert [(r.level, r.type) for r in extract(parse(text))] == [("must", "register")]


def test_reason_in_the_sentence_is_kept() -> None:
    text = "Krav\nDu har B-körkort eftersom du kör mellan brukarna."
    (found,) = extract(parse(text))
    assert found.text == "B-körkort"
    assert found.justified
    assert found.justification is not None
    assert "kör mellan brukarna" in found.justification.text


def test_demand_without_a_reason_is_not_justified() -> None:
    (found,) = extract(parse("Krav\nDu har B-körkort."))
    assert not found.justified
    assert found.justification is None


@pytest.mark.parametrize(
    ("text", "measurable"),
    [
        ("B-körkort", True),
        ("minst två års erfarenhet av handläggning", True),
        ("svenska på nivå B2", True),
        ("socionomexamen", True),
        ("god svenska i tal och skrift", False),
        ("flerårig erfarenhet av ledarskap", False),
        ("hög stresstålighet", False),
    ],
)
def test_measurable(text: str, measurable: bool) -> None:
    (found,) = extract(parse(f"Krav\n- {text}"))
    assert found.measurable is measurable


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Krav", "Meriterande:", "Du har B-körkort", "och är noggrann", ".", "\n", "- ",
                "gärna", "svenska", "eftersom du kör bil", "Vi erbjuder", "you have", "🙂", " ",
                "Är du glad?", "krävs", "(minst 3 år)", ", ", "samt", "é",
            ]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_places_are_exact_ordered_and_apart(pieces: list[str]) -> None:
    text = " ".join(pieces)
    last = 0
    for found in extract(parse(text)):
        assert text[found.start : found.end] == found.text
        assert found.start >= last
        assert found.text.strip() == found.text != ""
        last = found.end


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for found in extract(parse(text)):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Krav\nB-körkort krävs.", [("must", "licence")]),
        ("Krav\nDu behöver inte ha erfarenhet av kundservice.", []),
        ("Krav\nDet är inget krav på körkort.", []),
        (
            "Krav\nLegitimerad sjuksköterska, gärna med erfarenhet från vård av äldre.",
            [("must", "licence"), ("merit", "experience")],
        ),
        ("Om oss\nDen lilla kommunens fördel är närhet till naturen.", []),
    ],
)
def test_level_and_negation(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(level, kind) for level, kind, _ in found_in(text)] == expected
