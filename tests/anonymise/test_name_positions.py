"""Names where people write them: inside what is told, by letters, in files; and what looks so."""

import pytest

from fairscreen.anonymise import anonymise_text, detect, load_policy


def hidden(text: str) -> set[str]:
    return {s.text for s in anonymise_text(text).spans if s.category == "name"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("När jag var ny hjälpte Gunnel i kyrkan mig med svenskan.", "Gunnel"),
        ("Varje fredag åker jag med Hamse till moskén.", "Hamse"),
        ("Min fru heter Annika och vi är två mammor.", "Annika"),
        ("När jag kom tillbaka efter cancern mötte Lena mig i dörren.", "Lena"),
        ("I go to church with Ruth and Naomi on Sundays.", "Ruth"),
    ],
)
def test_a_name_does_not_stay_inside_a_statement_that_the_policy_keeps(
    text: str, name: str
) -> None:
    assert name in hidden(text)


def test_a_parish_keeps_its_name_where_the_policy_keeps_it() -> None:
    text = "Jag är aktiv i Maria Magdalena församling."
    assert "Maria Magdalena församling" in anonymise_text(text).anonymised


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Min chef J-O kan berätta mer om mig.", "J-O"),
        ("Ring PG på lagret, han vet.", "PG"),
        ("Chefen, B-I, gav mig nycklarna.", "B-I"),
        ("Vi kallade honom LG på bygget.", "LG"),
        ("Referent: Kjell-Åke, driftchef\nK-Å: Hon är noggrann.", "K-Å"),
    ],
)
def test_a_person_called_by_letters_is_hidden(text: str, name: str) -> None:
    assert name in hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "Körkort A-B och truckkort A-C finns.",
        "Sorterar registret A-Ö och mäter L-E-värden.",
        "Vi säljer TV från LG och har CE-märkning, CV och IT.",
        "Ring HR om ni undrar.",
    ],
)
def test_other_letters_are_nobody(text: str) -> None:
    assert hidden(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("God morgon Dag,\nVi talades vid i går om lagerjobbet.", "Dag"),
        ("Maj är punktlig och noggrann. Hon kom alltid först.", "Maj"),
        ("Sol och Storm är mina barn.", "Sol"),
        ("Sambo, två barn (Vera f. 2015, Ivar f. 2018)", "Vera"),
        ('"Bosse" kallas jag av kollegorna.', "Bosse"),
        ("Barnvakt hos familjen Bergenstråhle 2019–2021.", "Bergenstråhle"),
        ("I was a nanny with the Lindqvist family.", "Lindqvist"),
        ("Tack och hej\nBerit i kassan", "Berit"),
        ("Hallå Ferhat, jag är intresserad.", "Ferhat"),
        ("Skickat från Olles Samsung", "Olles"),
        ("Född Abdi, gift Lundgren 2010.", "Lundgren"),
        ("Tel till Gösta: 031-390 60 21", "Gösta"),
        ("Tog över efter Inga-Lill P och hennes grupp.", "Inga-Lill P"),
        ("Deltagare: Hassan A, Maria L", "Hassan A"),
    ],
)
def test_what_is_said_of_a_word_makes_it_a_person(text: str, name: str) -> None:
    assert name in hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "God dag, jag söker jobbet.",
        "Skickat från Outlook för Android. Skickat från min iPhone",
        "Gift 2010, skild 2015.",
        "Join the Freska family! Familjen bor nära.",
        "Ha det bra\nJag ser fram emot svar",
        "Maj är en bra månad. Då söker jag.",
        "Sommar (12), vinter (10) och höst 6 år i rad.",
        "Dagen var lång. Han som ledde passet var nöjd.",
        "Vitamin C och hepatit B.",
        "Jag har lett grupp A och grupp B.",
        "Excel är mitt bästa verktyg och Word är min vardag.",
    ],
)
def test_the_same_words_elsewhere_are_words(text: str) -> None:
    assert hidden(text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bifogar CV_Lind_Saga.pdf till er.", "Lind_Saga"),
        ("Bifogar Betyg-BoBerg.docx till er.", "BoBerg"),
        ("Se bilaga PekkaHyvonen_intyg.pdf för mer.", "PekkaHyvonen"),
        ("Fil: kowalska_brev_2024.pdf", "kowalska"),
    ],
)
def test_a_name_in_the_name_of_a_file_is_hidden(text: str, name: str) -> None:
    assert name in hidden(text)


@pytest.mark.parametrize(
    "file", ["CV_svenska_2024.pdf", "Kursplan-matematik.docx", "arbetsbetyg_signerat.pdf"]
)
def test_a_file_without_a_name_is_kept(file: str) -> None:
    assert hidden(f"Bifogar {file} till er.") == set()


def test_words_before_a_name_are_no_part_of_it() -> None:
    text = "Tack till Chef Marco på krogen. Som chef var han bra. Ring Margot! Jag ring er."
    names = {text[h.start : h.end] for h in detect(text) if h.category == "name"}
    assert {"Marco", "Margot"} <= names
    assert not {"Chef", "chef", "Ring", "ring"} & names


def test_thanks_that_go_on_are_no_signature() -> None:
    assert hidden("Hi,\nthanks for the chat yesterday.") == set()


def test_a_verb_that_looks_like_the_name_stays() -> None:
    text = "Jag heter Saga Berg. Vad kan jag säga om mig själv?"
    assert "säga om mig" in anonymise_text(text).anonymised


def test_an_employer_after_a_referee_stays() -> None:
    assert "på ICA" in anonymise_text("Referens: Berit på ICA, 0739 98 76 54").anonymised


@pytest.mark.parametrize("policy", ["namn-alder-kon", "alla-grunder"])
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mobil: noll sju noll 174 06 12", "174"),
        ("Nås på +46 (0) 70 – 174 06 12 hela dagen.", "174"),
        ("Snapchat bojkobo99", "bojkobo"),
        ("Discord: livlind#4471", "4471"),
        ("Skype: live:kamala.siva", "kamala"),
        ("Mejl: k a r i n . e k @ e x a m p l e . s e", "k a r"),
        ("pnr 19 900101 2386", "2386"),
        ("Samira Osman/kock/0761740635", "0761"),
        ("p.nr 90-01-01-2386", "2386"),
        ("mina fyra sista är 2386", "2386"),
        ("Passnummer: AA1234567", "1234567"),
        ("LMA-kort nr 51234567", "51234567"),
        ("Jag bor hos min moster i Vällingby.", "Vällingby"),
        ("Jag bodde först hos Gun i Märsta.", "Märsta"),
        ("mail: hilja(snabel-a)example.se", "hilja"),
        ("Maila thanakorn [at] example [dot] com", "dot"),
        ("Mitt Skype är ravi.k_88", "ravi"),
        ("Mobil 0 7 3 - 1 7 4 0 6 3 2", "1 7 4"),
        ("ref Xiaoming – 08.465.004.25", "465"),
        ("Nummer: noll sjuttiotre 174 06 33", "174"),
    ],
)
def test_odd_writings_of_numbers_and_accounts_are_hidden(text: str, left: str, policy: str) -> None:
    assert left not in anonymise_text(text, policy=load_policy(policy)).anonymised


@pytest.mark.parametrize(
    "text",
    [
        "Jag sköter Instagram och Facebook för butiken.",
        "Drev kampanjer i Snapchat, TikTok och Twitter 2021.",
        "Noll fel på två år.",
        "Annonserade på Facebook/Instagram och LinkedIn / Meta.",
        "Version 0.1.2.3 och kapitel 08.10.2.",
        "De fyra sista åren var jag chef.",
        "Passade på att söka. Passet började 06.30.",
        "Det sista 2015 var en utredning. Kort 2015-2019 var jag vikarie.",
    ],
)
def test_services_and_numbers_of_work_stay(text: str) -> None:
    spans = anonymise_text(text).spans
    assert [s.text for s in spans if s.category in ("name", "contact", "id")] == []
