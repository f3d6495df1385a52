"""Verb-noun pairs as one verb: "genomföra planering av insatser" → "planera insatser"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fairscreen.ads.rewriting.model import Nominal, nominal_file
from fairscreen.ads.rewriting.reading import Place, Reading, as_written
from fairscreen.ads.rewriting.result import Rewrite

__all__ = ["nominals"]

_JOINED = frozenset({"och", "samt", "eller", ",", "/", "-", "&", "(", "som"})
_OBJECT = frozenset({"NOUN", "ADJ", "DET", "PRON", "PROPN", "NUM"})
# "utredning av om …" and "kontroll av att …" have a clause for object: nothing to rewrite to.
_NO_OBJECT = frozenset({"om", "att", "hur", "huruvida", "såväl", "både", "bland", "till"})
_SIDE = frozenset({"i", "på", "enligt", "inom", "för", "med", "hos", "vid"})
_MORE = re.compile(r"(?<!\w)(?:och|samt|eller|men)(?!\w)|[,/&;]")
_BARE = re.compile(r"\s+av\s+")


def nominals(reading: Reading) -> Iterator[Rewrite]:
    """The safe rewrites of verb-noun pairs."""
    pattern, table, present = _compiled()
    for place in reading.sentences:
        for match in pattern.finditer(reading.text, place.start, place.end):
            noun = table[match["noun"].lower()]
            end = _end(match, noun, place, reading)
            if end is None or reading.is_others(match.start(), end):
                continue
            verb = noun.present if match["verb"].lower() in present else noun.infinitive
            yield Rewrite(
                rule="verb-for-noun",
                start=match.start(),
                end=end,
                before=reading.text[match.start() : end],
                options=(as_written(match["verb"], verb),),
                safe=True,
                why=nominal_file().why,
            )


@cache
def _compiled() -> tuple[re.Pattern[str], dict[str, Nominal], frozenset[str]]:
    file = nominal_file()
    table = {noun: entry for entry in file.nominal for noun in entry.nouns}
    verbs = "|".join((*file.infinitive, *file.present))
    nouns = "|".join(sorted(table, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?P<verb>{verbs})\s+(?P<noun>{nouns})(?![\w-])", re.IGNORECASE)
    return pattern, table, frozenset(file.present)


def _end(match: re.Match[str], noun: Nominal, place: Place, reading: Reading) -> int | None:
    """Where the pair ends, "av" included when an object follows; ``None``: leave it."""
    before = reading.word_before(match.start(), place.start)
    if before in _JOINED:
        # "planera, genomföra uppföljning av": the object may be shared.
        return None
    bare = _BARE.match(reading.text, match.end(), place.end)
    if bare:
        token = reading.token_after(bare.end())
        if token is None or token.pos_ not in _OBJECT or token.lower_ in _NO_OBJECT:
            return None
        # "genomföra installation av maskiner och underhåll": two things are done, not one.
        return None if _MORE.search(reading.text, bare.end(), place.end) else bare.end() - 1
    following = reading.word_after(match.end(), place.end)
    if noun.alone and (following in _SIDE or following in ("", ".")):
        return match.end()
    return None
