"""Voice where a list or the clause knows more than the tagger."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from fairscreen.language.syntax.voice import Voice

PARTICIPLE = "Case=Nom|Definite=Ind|Degree=Pos|Gender=Com|Number=Sing|Tense=Past|VerbForm=Part"
PLURAL = "Case=Nom|Definite=Ind|Degree=Pos|Number=Plur|Tense=Past|VerbForm=Part"
VERB = "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass"


def tagged(*words: tuple[str, str, str]) -> Doc:
    forms, parts, feats = zip(*words, strict=True)
    doc = Doc(spacy.blank("sv").vocab, words=forms, pos=parts, morphs=feats)
    return Voice()(doc)


def test_a_participle_after_bli_is_a_passive_verb() -> None:
    doc = tagged(("Hon", "PRON", ""), ("blev", "VERB", ""), ("vald", "ADJ", PARTICIPLE))
    assert [token.pos_ for token in doc] == ["PRON", "AUX", "VERB"]
    assert doc[2].morph.to_dict()["Voice"] == "Pass"
    assert "Degree" not in doc[2].morph.to_dict()


def test_a_plural_participle_loses_its_definiteness() -> None:
    doc = tagged(("De", "PRON", ""), ("blir", "VERB", ""), ("valda", "ADJ", PLURAL))
    assert "Definite" not in doc[2].morph.to_dict()


def test_words_between_do_not_matter() -> None:
    doc = tagged(
        ("Det", "PRON", ""),
        ("blev", "VERB", ""),
        ("inte", "PART", ""),
        ("helt", "ADV", ""),
        ("klart", "ADJ", "Degree=Pos"),
        ("löst", "ADJ", PARTICIPLE),
    )
    assert doc[5].pos_ == "VERB"


@pytest.mark.parametrize("between", [",", "en", "av"])
def test_a_participle_of_another_phrase_is_left(between: str) -> None:
    part = {",": "PUNCT", "en": "DET", "av": "ADP"}[between]
    doc = tagged(("Hon", "PRON", ""), ("blev", "VERB", ""), (between, part, ""),
                 ("erfaren", "ADJ", PARTICIPLE))  # fmt: skip
    assert doc[3].pos_ == "ADJ"


def test_a_participle_after_vara_stays_an_adjective() -> None:
    doc = tagged(("Hon", "PRON", ""), ("är", "AUX", ""), ("utbildad", "ADJ", PARTICIPLE))
    assert doc[2].pos_ == "ADJ"


def test_a_plain_adjective_after_bli_stays() -> None:
    doc = tagged(("Hon", "PRON", ""), ("blev", "VERB", ""), ("glad", "ADJ", "Degree=Pos"))
    assert [token.pos_ for token in doc] == ["PRON", "VERB", "ADJ"]


@pytest.mark.parametrize("verb", ["hoppas", "finns", "trivs"])
def test_a_deponent_is_no_passive(verb: str) -> None:
    doc = tagged(("Vi", "PRON", ""), (verb, "VERB", VERB))
    assert "Voice" not in doc[1].morph.to_dict()


def test_other_verbs_keep_their_voice() -> None:
    doc = tagged(("Ansökan", "NOUN", ""), ("skickas", "VERB", VERB))
    assert doc[1].morph.to_dict()["Voice"] == "Pass"
