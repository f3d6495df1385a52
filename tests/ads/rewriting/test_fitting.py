"""A suggestion of a rule is proposed only where it fits the words around it."""

from __future__ import annotations

import pytest

from fairscreen import language
from fairscreen.ads.rewriting.fitting import fitting
from fairscreen.ads.rewriting.reading import Reading


def _fitting(marked: str, *suggestions: str, lang: str = "sv") -> tuple[str, ...]:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    reading = Reading(language.parse(text, lang))
    return fitting(text[start:end], suggestions, start, end, reading)


@pytest.mark.parametrize(
    ("marked", "suggestion"),
    [
        ("Du deltar i uppföljnings- och [utvärderingsarbetet].", "utvärderingen"),
        ("Ett väl [utarbetat] arbetssätt finns.", "tagit fram"),
        ("Du arbetar nära [Insights] och affären.", "insikter"),
        ("Genom samarbete [möjliggör] vi tillväxt.", "ger möjlighet till"),
        ("Du planerar [avseende] förändringar.", "om"),
        ("Du får [göra utredningar] och utvecklingsarbete.", "utreda"),
        ("Jobba till och med [tom 31].", "till och med"),
        ("Du ska [driva utveckling] av kostfrågor.", "utveckla"),
        ("[Säkerställande] av bokföring ingår.", "att se till"),
        ("Du får [ge service till] allmänheten, men också till kollegor.", "hjälpa"),
        ("[Befattningen] är placerad i säkerhetsklass.", "jobbet"),
        ("Du föreslår [proaktiva] åtgärder.", "initiativrika"),
        ("Du är skräddare/[sömmerska] här.", "skräddare"),
        ("Du har erfarenhet av rekrytering och [recruitment].", "recruitment"),
    ],
)
def test_what_does_not_fit_is_left_out(marked: str, suggestion: str) -> None:
    assert _fitting(marked, suggestion) == ()


@pytest.mark.parametrize(
    ("marked", "suggestion", "written"),
    [
        ("[OBS]: vi tar inte emot brev.", "tänk på", "Tänk på"),
        ("Start: [Omgående]", "genast", "Genast"),
        ("Du [besitter] god kunskap.", "har", "har"),
        ("Har du frågor [angående] tjänsten?", "om", "om"),
    ],
)
def test_what_fits_is_written_as_its_place_asks(marked: str, suggestion: str, written: str) -> None:
    assert _fitting(marked, suggestion) == (written,)


def test_can_does_not_follow_to() -> None:
    assert _fitting("You have to [have the ability to] plan.", "can", lang="en") == ()
    assert _fitting("You [have the ability to] plan.", "can", lang="en") == ("can",)
