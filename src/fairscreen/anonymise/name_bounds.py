"""Where a name begins and ends: not with a greeting or a title, and with the letter of a surname.

What is taken for a word of a name is sought in all of the text afterwards, so a "Chef" or "Ring"
that was read as half of a name would be hidden wherever it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import names, table

__all__ = ["bounded"]

_LEAD = re.compile(r"([^\W\d_]+)\.?\s+(?=\S)")
_LAST = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*$")
# "Hassan A", "Lena T:s": what follows must end there, unlike "Anna B-körkort" and "Karin E4".
_LETTER = re.compile(r" [^\W\d_a-zåäöéü]\b(?![\w'’\-–/&+.]|\.\w| ?\d| [&+/–-] )")


def bounded(reading: Reading, finding: Finding) -> Finding:
    """``finding`` without words before the name, and with the first letter of a surname after."""
    start, end = finding.start, finding.end
    lead = table("names")["lead"]
    while match := _LEAD.match(reading.text, start, end):
        if match.group(1).lower() not in lead:
            break
        start = match.end()
    last = _LAST.search(reading.text[start:end])
    if last and start + last.start() == start and names().get(last.group().lower(), (0,))[0] >= 3:
        letter = _LETTER.match(reading.text, end)
        # In English the letter I begins a clause: "With Lena I built".
        if letter and not (reading.lang == "en" and letter.group() == " I"):
            end = letter.end()
    return (
        finding
        if (start, end) == (finding.start, finding.end)
        else replace(finding, start=start, end=end)
    )
