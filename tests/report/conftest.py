"""One invented ad and its review, for all reports."""

from __future__ import annotations

import pytest

from fairscreen.ads import AdReview, check

AD = """\
Undersköterska till Tallbackens vård- och omsorgsboende

Arbetsuppgifter
Du ger omvårdnad och dokumenterar i journal. Vi är ett ungt team 🙂.

Kvalifikationer
- utbildad undersköterska
- svenska som modersmål
- B-körkort är ett krav

Ansökan
Bifoga ett personligt brev. Du svarar också på urvalsfrågor.
"""


@pytest.fixture(scope="session")
def review() -> AdReview:
    return check(AD, lang="sv", file="annons åäö.txt")
