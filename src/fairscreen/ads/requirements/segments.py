"""One sentence, one or more demands: where each begins and ends.

A row is cut before a word that opens a demand of its own: a verb ("är noggrann och *trivs* med
…"), a trait, or a noun phrase with a head like *erfarenhet* or *körkort*. Alternatives ("eller")
are one demand, and so is a list under one head ("förmåga att planera och dokumentera").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from fairscreen.ads.requirements.forms import Forms
from fairscreen.ads.requirements.vocabulary import CueMatch, Vocabulary

__all__ = ["segments", "trimmed"]

_JOINT = re.compile(
    r"\s*[,;]\s+(?:(?:och|samt|men|and|but|med|with|vilket|samtidigt\s+som)\s+)?"
    r"|\s+samtidigt\s+som\s+"
    r"|,?\s+där\s+(?=du\s+är\s)"
    r"|,?\s+som\s+"
    r"|\s+(?:och|samt|men|såväl\s+som|liksom|and|as\s+well\s+as|but|med|with)\s+"
    r"|\s+(?:gärna|helst|företrädesvis|preferably|ideally)\s+(?:med|with)\s+"
    r"|,?\s+(?=(?:gärna|helst|företrädesvis|preferably|ideally)\s+(?:som|inom|från|i|av|inriktad|"
    r"as|in|from|within)\s)"
    r"|\s+[*•·]\s*|\s+[–-]\s+",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"[,;]?\s+(?:(gärna|helst|företrädesvis|preferably|ideally)\s+)?(?:med|with)\s+", re.IGNORECASE
)
_SOFT = re.compile(r"(?:gärna|helst|företrädesvis|preferably|ideally)", re.IGNORECASE)
# What may stand between a joint and the word that opens a demand.
_BEFORE_VERB = re.compile(
    r"(?:(?:som|att|du|där|även|också|dessutom|gärna|helst|därmed|samtidigt|inte|ej|that|you|also|who|to)\s+)*",
    re.IGNORECASE,
)
_BEFORE_TRAIT = re.compile(
    r"(?:(?:en|ett|du|är|vara|mycket|väl|bra|god|gott|både|samt|även|också|alltid|gärna|samtidigt|"
    r"ändå|a|an|very|highly|you|are|being)\s+)*",
    re.IGNORECASE,
)
# A noun phrase up to its head: no preposition, infinitive mark or relative word may come between.
_PHRASE_STOP = re.compile(
    r"(?<!\w)(?:av|att|för|med|inom|i|på|till|från|om|som|där|när|eller|hos|mot|of|to|in|with|for|"
    r"from|that|within|on|or)(?!\w)|[,;:.()]",
    re.IGNORECASE,
)
_MAX_PHRASE_WORDS = 6
# What a demand cannot end in, so that a joint after it joins inside the demand.
_OPEN_END = re.compile(
    r"(?:-|(?<!\w)(?:av|att|för|med|inom|i|på|till|från|om|mot|både|såväl|of|to|in|with|for|from|"
    r"both))$",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?<!\w)(?:både|såväl|both)(?!\w)(?!.*(?<!\w)(?:och|som|and)(?!\w))", re.I)
# Adjectives before one noun: "i en utåtriktad och självständig roll", "god social och …".
_ATTRIBUTE = re.compile(
    r"(?<!\w)(?:i|på|till|av|in|for|of)\s+(?:en|ett|a|an|the)\s+[\w\s,-]*$", re.IGNORECASE
)
_SHARED_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:skills?|abilit(?:y|ies)|mindset|approach|environment|way|förmåga\w*|"
    r"arbetssätt\w*|förhållningssätt\w*|roll|miljö|sätt|bemötande|attityd|inställning|intresse|"
    r"engagemang)\b",
    re.IGNORECASE,
)
# "… och systematiskt kvalitetsarbete": the adjective tells of a thing, not of the applicant.
_OF_A_THING = re.compile(
    r"t\s+(?!(?:i|på|för|och|samt|som|med|när|att|mot|av|om|eller|inom|sätt|kompetent|intresse|"
    r"förhållningssätt|arbetssätt|bemötande|engagemang|driv)\b)\w{4,}",
    re.IGNORECASE,
)
# "AI och datadrivna organisationer", "rutiner och stabila leveranser".
_OF_THINGS = re.compile(
    r"(?:a|[dt]e)\s+(?!(?:i|på|för|och|samt|som|med|när|att|mot|av|om|eller|inom|under|över|vid|även|när|"
    r"person\w*|människ\w*|individ\w*|medarbetare|kolleg\w*|vuxna|\w*ledare|\w*lärare|\w*pedagoger|"
    r"\w*spelare|\w*förmåg\w*|egenskap\w*|färdighet\w*|\w*kunskap\w*|\w*kompetens\w*|"
    r"\w*sätt)\b)\w{4,}",
    re.IGNORECASE,
)
# "till strukturerade, prioriterade och testbara krav": adjectives that wait for their noun.
_WAITING = re.compile(
    r"(?<!\w)(?:till|av|i|på|för|om|inom)\s+((?:[\w-]+(?:\s*,|\s+och)\s+)*[\w-]+)$", re.IGNORECASE
)
_PERMIT = re.compile(
    r"\w*(?:legitimation|behörighet)(?!\w)(?=\s*(?:[.,;)(]|krävs|är|att|$))", re.IGNORECASE
)
_PERMITTED = re.compile(r"(?:examen|utbildning|behörighet|kompetens|legitimation)$", re.IGNORECASE)
# "förmåga att planera, prioritera och dokumentera"
_INFINITIVE = re.compile(
    r"(?:samarbeta|planera|prioritera|strukturera|(?:arbeta|jobba|ta) .*)", re.I
)
_TO_DO = re.compile(r"(?<!\w)(?:att|kan|kunna|to|can)\s+\w", re.IGNORECASE)
_SIDE_CLAUSE = re.compile(
    r"(?<!\w)(?:där|när|vilket|eftersom|where|when|which)(?!\w)", re.IGNORECASE
)
_MAIN_CLAUSE = re.compile(r"(?:samt|du|att du|det|you|that you|we|vi)(?!\w)", re.IGNORECASE)
_YEARS = re.compile(r"(?:[\w+–-]+\s+){0,3}(?:års?|years?)(?!\w)", re.IGNORECASE)
_PAPER = re.compile(
    r"(?:YKB|ADR)\b|(?:\w+\s+)?(?:legitimerad\w*|certifierad\w*|utbildad\w*|diplomerad\w*|\w*bevis|\w*intyg)\b",
    re.IGNORECASE,
)
# After "med": only a head that is a demand beside the one before ("lärare med erfarenhet av").
_WITH_HEAD = re.compile(
    r"(?:(?:en|ett|a|an|the)\s+)?(?:[\w-]+\s+){0,4}?(?:\w*erfarenhet\w*|driv|engagemang|"
    r"\w*intresse|\w*känsla|\w*(?:hållnings|gångs|arbets)sätt|bemötande|omhändertagande|attityd|inställning|"
    r"\w*förmåga|\w*egenskaper|vilja|kompetens|experience|ability|mindset|interest|passion|drive)\b",
    re.IGNORECASE,
)
# "mellan 20 och 35 år" is one number, of a kind.
_RANGE = re.compile(r"(?<!\w)(?:mellan|between)\s+[\d.,]+$", re.IGNORECASE)
# Who is told of, with a word for how: "en positiv lagspelare".
_PERSON = re.compile(
    r"(?<!\w)(?!(?:en|ett|den|dig|som|är|någon|vi|söker)\s)\w+\s+(?:person(?:er)?|människ(?:a|or)|"
    r"individ(?:er)?|vuxen|förebild|kolleg(?:a|or)|\w*(?:spelare|medarbetare|ledare|lyssnare|lösare)|"
    r"kommunikatör|analytiker|pedagog)$",
    re.IGNORECASE,
)
# An ability with a name of its own: "god analytisk förmåga".
_NAMED_ABILITY = re.compile(r"\w(?:isk|ig|nde|iv)t?\s+(?:förmåga|intresse)$", re.IGNORECASE)
# "stark analytisk och kommunikativ förmåga": one ability of two kinds.
_KIND = re.compile(r"\w(?:isk|iv|ig|al)a?$", re.IGNORECASE)
_ABILITY = re.compile(
    r"\w(?:isk|iv|ig|al)a?\s+(?:\w*förmåg\w*|färdigheter|skills?)$", re.IGNORECASE
)
# A quality told by a noun, after which no adjective waits for one: "beslutsförhet, god …".
_QUALITY = re.compile(
    r"(?:het|mod|tet|förmåga|driv|ansvar|engagemang|kompetens|mognad|ning)$", re.IGNORECASE
)
_NEAR_WORDS = 3
_HELPERS = frozenset({"är", "har", "kan", "vill"})
# Heads so general that the next one may share their object: "utbildning och erfarenhet av vård".
_GENERAL = re.compile(
    r"(?:utbildning|examen|erfarenhet(?:er)?|kunskap(?:er)?|kompetens(?:er)?|kännedom|förståelse|"
    r"förmåga|vana|vilja|viljan|ambition|mod|lust|förmågan|bakgrund|intresse|engagemang|passion|insikt(?:er)?|experience|knowledge|"
    r"understanding|skills?|education|expertise|interest)$",
    re.IGNORECASE,
)
# Alternatives and examples are one demand with what they go with.
_INSTEAD = re.compile(
    r"(?:alternativt|respektive|såsom|som till exempel|till exempel|t\.?ex|exempelvis|inklusive|"
    r"särskilt|främst|framför allt|i synnerhet|bland annat|bl\.?a|dvs|det vill säga|"
    r"alternatively|such as|including|e\.g)(?!\w)",
    re.IGNORECASE,
)
# After a side clause only a head of its own opens a demand: "… samt aktuell erfarenhet av".
_HEADED = re.compile(
    r"(?:(?:god|goda|bra|aktuell|tidigare|dokumenterad)\s+)?(?:\w*erfarenhet|\w*kunskap(?:er)?|"
    r"\w*utbildning|\w*examen|\w*körkort)\s+(?:av|i|om|inom|från|för)(?!\w)",
    re.IGNORECASE,
)
_ADJECTIVE_OF = re.compile(
    r"(?:(?:(?:en )?van användare av|van (?:vid|att|med)|"
    r"(?:duktig|bra|skicklig|vass|grym|great|good) (?:på|at)|"
    r"(?:väl )?(?:insatt|bekant|förtrogen|bevandrad|medveten|familiar) (?:i|med|om|with)|"
    r"möjlighet att (?:resa|arbeta|jobba)|inte rädd|mån om|rädd om|lätt för|öppen för|redo att|"
    r"beredd att|villig att)(?!\w))",
    re.IGNORECASE,
)
# "drivs av engagemang, mod och lust": a row under one verb.
_DRIVEN_BY = re.compile(
    r"(?<!\w)(?:drivs|motiveras|stimuleras|inspireras|präglas|kännetecknas)\s+av\s+[\w\s,-]*$",
    re.IGNORECASE,
)
# "ett professionellt och lågaffektivt arbetssätt": two adjectives of one noun.
_NEUTER = re.compile(r"\w{4,}t$")
_NEUTER_PAIR = re.compile(r"\w{4,}t\s+\w*(?:sätt|bemötande|engagemang|intresse|driv|omdöme)(?!\w)")
_WITH_ONE = re.compile(r"\w+\s+(?:med|av)\s+\w+$", re.IGNORECASE)
# "förmåga att vara stabil och förtroendeingivande", "i en miljö som ställer krav på …".
_TO_BE = re.compile(r"(?:förmåga\w*|ability)\s+(?:att|to)\s+(?:vara|be)(?!\w)", re.IGNORECASE)
_DEMANDING = re.compile(
    r"(?<!\w)som\s+(?:ställer|kräver|präglas|kännetecknas|bygger|genomsyras|omfattar)(?!\w)", re.I
)
# "arbete som förändras och utvecklas": the verbs tell of the thing, not of the applicant.
_OF_WHAT = re.compile(r"\w\s+(?:som|hur|vad|om|that|which|how)\s+\w", re.IGNORECASE)
_LANGUAGE_LEAD = re.compile(r"^(?:(?:mycket\s+)?(?:god\w*|bra)|i|in)\s+", re.IGNORECASE)


def segments(
    sentence: str,
    start: int,
    end: int,
    cues: Sequence[CueMatch],
    words: Vocabulary,
    forms: Forms,
) -> Iterator[tuple[int, int]]:
    """Places in ``sentence[start:end]``, each one demand with its cue words still on."""
    languages = len(words.types["language"].findall(sentence, start, end)) > 1
    inside_brackets = _brackets(sentence)
    left = start
    for joint in _JOINT.finditer(sentence, start, end):
        told = [cue.end for cue in cues if left <= cue.start and cue.end < joint.start()]
        before = sentence[max(told, default=left) : joint.start()]
        rest = sentence[joint.end() : end]
        if (
            joint.start() < left
            or inside_brackets(joint.start())
            or _in_cue(joint.start(), joint.end(), cues)
        ):
            continue
        with_ = _WITH.fullmatch(joint.group())
        if joint.group().strip(" ,").lower() == "som":
            cut = _tells_more(before, sentence, joint.end(), words)
        elif with_:
            alone = before.strip() and not _SOFT.fullmatch(before.strip())
            cut = (
                bool(alone) and not rest.startswith("fördel") and _WITH_HEAD.match(rest) is not None
            )
        else:
            opens_cue = _SOFT.match(sentence, joint.end()) is not None or any(
                cue.start == joint.end() and cue.scope != "before" for cue in cues
            )
            if _INSTEAD.match(rest) and not opens_cue:
                continue
            waiting = _WAITING.search(before)
            if waiting and not opens_cue and _all_adjectives(sentence, joint, waiting, forms):
                continue
            cut = (
                opens_cue
                or _opens(rest, before, words, languages=languages)
                or _goes_on(sentence, left, joint, words, forms)
            )
        if cut:
            yield left, joint.start()
            # "gärna med erfarenhet": the softening word belongs to what follows it.
            left = joint.start() if with_ and with_.group(1) else joint.end()
    yield left, end


def _brackets(sentence: str) -> Callable[[int], bool]:
    inside = [match.span() for match in re.finditer(r"\([^()]*\)", sentence)]
    return lambda place: any(a < place < b for a, b in inside)


def _in_cue(start: int, end: int, cues: Sequence[CueMatch]) -> bool:
    # "vi söker dig med …" is one cue; in "erfarenhet krävs inte men är ett plus" the second cue
    # speaks of the same demand.
    return any(
        cue.start < start < cue.end or (cue.scope == "before" and 0 <= cue.start - end <= 3)
        for cue in cues
    )


def _opens(rest: str, before: str, words: Vocabulary, *, languages: bool) -> bool:
    """Whether ``rest`` begins with a demand of its own."""
    left = before.split()
    if len(left) == 1 and left[0].lower() in _HELPERS:  # "kan och tycker om att samarbeta"
        return False
    if not left or _OPEN_END.search(before) or _RANGE.search(before) or _INSTEAD.match(rest):
        return False
    if _SIDE_CLAUSE.search(before) and not _MAIN_CLAUSE.match(rest):
        return _HEADED.match(rest) is not None
    after = _past(_BEFORE_VERB, rest)
    if verb := words.verbs.match(after):
        # "planerar och organiserar ditt arbete": the verbs share their object.
        return (
            words.verbs.fullmatch(left[-1]) is None
            or left[-1] in _HELPERS
            or verb.group() in _HELPERS
        )
    if _PERMIT.match(rest) and _PERMITTED.search(left[-1]):
        return False
    first = rest.split()[0] if rest.split() else ""
    named = _NAMED_ABILITY.search(before)
    if (
        _GENERAL.match(left[-1])
        and not named
        and _GENERAL.match(first)
        and words.nouns.fullmatch(first)
    ):
        # "utbildning och erfarenhet av …": two heads for one thing, unless the one is a paper.
        licence = words.types["licence"]
        return licence.fullmatch(first) is not None or licence.fullmatch(left[-1]) is not None
    if _DEMANDING.search(before) or (_NEUTER.search(before) and _NEUTER_PAIR.match(rest)):
        return False
    after = _past(_BEFORE_TRAIT, rest)
    for opening in (rest, after):
        if trait := words.types["trait"].match(opening):
            return _is_own_trait(before, opening, trait, words)
    if languages and words.types["language"].match(_LANGUAGE_LEAD.sub("", rest)):
        return True
    if _ADJECTIVE_OF.match(rest) or _ADJECTIVE_OF.match(after):
        return True
    stop = _PHRASE_STOP.search(rest)
    if _GENERAL.match(rest.strip(" .")) and not words.nouns.fullmatch(left[-1]):
        # "se elevers möjligheter och kompetenser": a word of the object, no demand.
        return False
    phrase = " ".join((rest[: stop.start()] if stop else rest).split()[:_MAX_PHRASE_WORDS])
    if words.nouns.search(phrase):
        return True
    return _YEARS.match(rest) is not None or _PAPER.match(after) is not None


def _all_adjectives(
    sentence: str, joint: re.Match[str], waiting: re.Match[str], forms: Forms
) -> bool:
    """Whether the words after a preposition, up to the joint, are adjectives all."""
    first = joint.start() - len(waiting.group(1))
    words = re.finditer(r"[\w-]+", sentence[first : joint.start()])
    return all(word.group() == "och" or forms.adjective(first + word.start()) for word in words)


def _tells_more(before: str, sentence: str, place: int, words: Vocabulary) -> bool:
    """Whether "som" tells one thing more of a person: "en trygg vuxen som gillar att leka"."""
    if not _PERSON.search(before):
        return False
    opening = _BEFORE_VERB.match(sentence, place)
    return words.verbs.match(sentence, opening.end() if opening else place) is not None


def _goes_on(
    sentence: str, left: int, joint: re.Match[str], words: Vocabulary, forms: Forms
) -> bool:
    """Whether the forms of the words tell that a row goes on, where no list knows them."""
    before = sentence[left : joint.start()].rstrip()
    if not before or _OPEN_END.search(before) or _BOTH.search(before):
        return False
    last = left + (before.rfind(" ") + 1)
    opening = _BEFORE_VERB.match(sentence, joint.end())
    verb = forms.past_adverb(opening.end() if opening else joint.end())
    if forms.finite(verb):
        inside = _OF_WHAT.search(before) or _SIDE_CLAUSE.search(before)
        helper = sentence[verb:].split()[0] in _HELPERS
        return not inside and (helper or not forms.finite(last))
    opening = _BEFORE_TRAIT.match(sentence, joint.end())
    if not forms.alone(opening.end() if opening else joint.end()):
        return False
    known = words.types["trait"].match(sentence, last) is not None
    return known or forms.alone(last)


def _past(skipped: re.Pattern[str], text: str) -> str:
    match = skipped.match(text)
    return text[match.end() :] if match else text


def _is_own_trait(before: str, after: str, trait: re.Match[str], words: Vocabulary) -> bool:
    infinitive = trait.group().lower().endswith(" att")
    of_things = _OF_A_THING.match(after, trait.end() - 1) or _OF_THINGS.match(
        after, trait.end() - 1
    )
    if of_things and not infinitive and not words.nouns.match(after):
        return False
    if _BOTH.search(before) or _DRIVEN_BY.search(before) or _TO_BE.search(before):
        return False
    if _WITH_ONE.search(before) and re.fullmatch(r"\W*", after[trait.end() :]):
        # "med inlevelse och empati": the manner of one thing.
        return False
    if _INFINITIVE.fullmatch(trait.group()) and _TO_DO.search(before):
        return False
    if _KIND.search(before) and _ABILITY.search(trait.group()):
        return False
    shared = _SHARED_NOUN.match(after, trait.end()) and not _QUALITY.search(before)
    attribute = _ATTRIBUTE.search(before) or shared
    near = " ".join(before.split()[-_NEAR_WORDS:])
    return not attribute or words.nouns.search(near) is not None


def trimmed(
    sentence: str, start: int, end: int, cues: Sequence[CueMatch], words: Vocabulary
) -> tuple[int, int] | None:
    """The demand itself, without cue words and openings; ``None`` when nothing is left."""
    for cue in cues:
        if cue.scope == "after" and start <= cue.start and cue.end <= end:
            if sentence[cue.end : end].strip(" .,;:!\n"):
                start = max(start, cue.end)
            else:  # "B-körkort krävs."
                end = cue.start
    for cue in cues:
        if cue.scope == "before" and start < cue.start < end:
            end = cue.start
            break
    while True:
        piece = sentence[start:end]
        body = piece.strip(" \t\n.,;:!*•·–-”\"'✓✔→>").rstrip(" (")
        start += piece.find(body) if body else 0
        end = start + len(body)
        if opening := words.trim_start.match(sentence, start, end):
            start = opening.end()
            continue
        if closing := words.trim_end.search(sentence, start, end):
            end = closing.start()
            continue
        break
    return (start, end) if end - start > 1 else None
