"""From traits to competences with a question and anchors."""

from __future__ import annotations

import json

from fairscreen import ads
from fairscreen.ads.requirements.competences import _entries

AD = """Handläggare

Arbetsuppgifter
Du handlägger ärenden, planerar möten och skriver beslut.

Kvalifikationer
Du är strukturerad, noggrann, flexibel, lyhörd, prestigelös, driven, stresstålig och analytisk.
Du har god samarbetsförmåga. Du är strukturerad i ditt arbetssätt. Du är fnittrig.
"""


def test_at_most_four_competences_those_asked_for_most_first() -> None:
    draft = ads.competences(ads.check(AD))
    assert len(draft.competences) == 4
    assert {draft.competences[0].key, draft.competences[1].key} == {"planning", "cooperation"}
    assert draft.left_out


def test_each_has_one_question_and_five_anchors() -> None:
    for competence in ads.competences(ads.check(AD)).competences:
        assert competence.question.startswith("Berätta om")
        assert competence.question.endswith("?")
        assert [anchor.rating for anchor in competence.anchors] == [1, 2, 3, 4, 5]


def test_each_points_at_the_demands_it_comes_from() -> None:
    review = ads.check(AD)
    for competence in ads.competences(review).competences:
        texts = [review.requirements[index].text.lower() for index in competence.requirements]
        assert all(any(word in text for text in texts) for word in competence.words)


def test_an_ad_without_traits_gives_no_competence() -> None:
    draft = ads.competences(ads.check("Krav\nDu har B-körkort."))
    assert draft.competences == ()
    assert draft.traits == 0


def test_the_json_carries_its_schema() -> None:
    body = json.loads(ads.competences(ads.check(AD)).to_json())
    assert body["schema"] == "fairscreen.competences/1"
    assert body["competences"][0]["anchors"][4]["rating"] == 5


def test_no_word_belongs_to_two_competences() -> None:
    words = [word for entry, _, _ in _entries() for word in entry.words]
    assert len(words) == len(set(words))


def test_words_in_another_sense_speak_of_no_competence() -> None:
    ad = "Om dig\nDu är öppen för nya kunskaper, trygg i din yrkesroll och har ett ödmjukt "
    draft = ads.competences(ads.check(ad + "förhållningssätt och ett intresse för människor.\n"))
    keys = {competence.key for competence in draft.competences}
    assert keys == {"learning", "independence", "responsiveness"}
