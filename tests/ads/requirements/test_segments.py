"""Where one demand ends and the next begins: ``[the words]`` is one demand, ``[+ …]`` a merit."""

from __future__ import annotations

import re

import pytest

from fairscreen.ads.requirements import extract
from fairscreen.language import parse

_MARK = re.compile(r"\[(\+ )?([^\]]*)\]")

ROWS = [
    # Each side of the joint tells its own level.
    "[B-körkort] är ett krav och [+ egen bil] är en fördel.",
    "[Truckkort] är ett krav och [+ vana av kranar] ses som en stark merit.",
    # "Likaså" goes on with the level of the sentence before.
    "[+ Erfarenhet av chefskap] är meriterande. [+ Likaså god kännedom om länet].",
    "[Erfarenhet av äldreomsorg] ser vi som ett krav och [+ körkort] är meriterande.",
    # A demand of its own after "och med", "i kombination med att du", "och ett".
    "Du är [positiv] och med [förmåga att arbeta självständigt].",
    "Du är [analytisk] i kombination med att du har en [hög servicekänsla].",
    "Du har [god samarbetsförmåga] och ett [högt ansvarstagande].",
    "Du är [ordningsam], [tekniskt lagd] och [bra på att bemöta andra].",
    # Two heads with one complement.
    "Du har [intresse och praktisk erfarenhet av odling].",
    "Du har [kunskap och färdigheter inom grafisk form].",
    "Personen vi söker ska ha ett [stort intresse och dokumenterad erfarenhet av arkiv].",
    # What is asked stands after the verb.
    "Då resor kan förekomma i tjänsten är [körkort] ett krav.",
    "För att tala med patienter, anhöriga och kolleger är [goda kunskaper i svenska] ett krav.",
    # A reason that goes on to ask.
    "Du är [flexibel] eftersom du möter många och det är viktigt att du är [noggrann].",
    # What belongs to the demand before.
    "Du har [körkort, lägst behörighet B] samt [tillgång till bil].",
    "Du har [höga förväntningar på eleverna och deras förmåga att lära].",
    "Du [stimulerar barnens nyfikenhet, intresse och lärande].",
    "Du har [kunskap om samhällsfrågor såsom arbetsliv, social utsatthet och hälsa].",
    "Du har [behörighet att undervisa i historia, samhällskunskap och geografi].",
    "Du har [vårdutbildning kombinerat med erfarenhet av äldrevård].",
    "Du har [lätt för att anpassa dig och ditt arbetssätt efter elevernas behov].",
    "Du är [lyhörd för elevernas behov], [tydlig] och [trygg].",
    "Du [vill skapa en trygg, rolig och lärorik miljö för barnen].",
]


@pytest.mark.parametrize("row", ROWS)
def test_rows(row: str) -> None:
    expected = [("merit" if soft else "must", words) for soft, words in _MARK.findall(row)]
    text = "Kvalifikationer\n" + _MARK.sub(lambda match: match.group(2), row)
    assert [(r.level, r.text) for r in extract(parse(text))] == expected
