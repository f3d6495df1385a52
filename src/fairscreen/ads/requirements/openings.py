"""What opens a demand of its own, after a comma or an "och".

A verb ("är noggrann och *trivs* med …"), a trait, or a noun phrase with a head like *erfarenhet*
or *körkort* does, unless what came before still waits for it ("god social och …") or names
something of which one is enough.
"""

from __future__ import annotations

import re

from fairscreen.ads.requirements.vocabulary import Vocabulary

__all__ = [
    "ATTRIBUTE",
    "BEFORE_TRAIT",
    "BEFORE_VERB",
    "BOTH",
    "COMBINED",
    "HELPERS",
    "INSTEAD",
    "MODAL",
    "OPEN_END",
    "SIDE_CLAUSE",
    "one_is_enough",
    "opens",
    "other_language",
    "words_alone",
]

# What may stand between a joint and the word that opens a demand.
BEFORE_VERB = re.compile(
    r"(?:(?:som|att|du|(?<!där )man|där|även|också|dessutom|gärna|helst|därmed|"
    r"samtidigt|inte|ej|that|you|also|who|to)\s+)*",
    re.IGNORECASE,
)
BEFORE_TRAIT = re.compile(
    r"(?:(?:en|ett|du|är|vara|mycket|väl|bra|god|gott|både|samt|även|också|alltid|gärna|samtidigt|"
    r"ändå|a|an|very|highly|you|are|being)\s+)*",
    re.IGNORECASE,
)
# A noun phrase up to its head: no preposition, infinitive mark or relative word may come between.
_PHRASE_STOP = re.compile(
    r"(?<!\w)(?:av|att|för|med|inom|i|på|till|från|om|som|där|när|eller|alternativt|hos|mot|of|to|in|with|for|"
    r"from|that|within|on|or)(?!\w)|[,;:.()]",
    re.IGNORECASE,
)
_MAX_PHRASE_WORDS = 6
# What a demand cannot end in, so that a joint after it joins inside the demand.
OPEN_END = re.compile(
    r"(?:-|(?<!\w)(?:av|att|för|med|inom|i|på|till|från|om|mot|både|såväl|of|to|in|with|for|from|"
    r"both))$",
    re.IGNORECASE,
)
BOTH = re.compile(
    r"(?<!\w)(?:både|såväl|likväl|both)(?!\w)(?!.*(?<!\w)(?:och|som|and)(?!\w))", re.I
)
# Adjectives before one noun: "i en utåtriktad och självständig roll", "god social och …".
ATTRIBUTE = re.compile(
    r"(?<!\w)(?:i|på|till|av|skapar?|bygg(?:er|a)|ger|erbjuder|in|for|of)\s+(?:en|ett|a|an|the)\s+"
    r"[\w\s,-]*$",
    re.IGNORECASE,
)
_SHARED_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:skills?|abilit(?:y|ies)|mindset|approach|environment|way|förmåga\w*|"
    r"arbetssätt\w*|förhållningssätt\w*|roll|miljö|sätt|bemötande|attityd|inställning|intresse|"
    r"engagemang|kompetens(?:er)?|kunskap(?:er)?|färdighet(?:er)?)\b",
    re.IGNORECASE,
)
# "vilja och ambition att leda", "intresse och stort engagemang för": two words for one will.
_WILL = r"(?:vilja|viljan|ambition|intresse|engagemang|passion|driv|drivkraft|mod|lust)"
_WILL_END = re.compile(rf"(?<!\w){_WILL}$", re.IGNORECASE)
_WILL_OF = re.compile(
    rf"(?:ett |en )?(?:(?!av|för|i|att)\w+ ){{0,2}}?{_WILL}(?= (?:för|att|av att|i|kring)\b)", re.I
)
# "erfarenhet och gedigen kunskap om": so are two words for what one knows of one thing.
_KNOWING = (
    r"(?:erfarenhet(?:er)?|kunskap(?:er)?|färdighet(?:er)?|kännedom|förståelse|insikt(?:er)?|vana)"
)
_KNOWING_END = re.compile(
    rf"(?<!\w){_KNOWING}$|(?:^|(?:har|ett|stort|genuint|starkt) )intresse$", re.IGNORECASE
)
_KNOWING_OF = re.compile(
    rf"(?:(?:mycket )?\w+ )?{_KNOWING} (?:av|i|om|inom|från|för|kring|med)\b", re.IGNORECASE
)
# "flerårig och gedigen erfarenhet": how much, of what comes after.
_HALF = re.compile(
    r"(?<!\w)(?:fler\w*rig|mångårig|lång|bred|djup|gedigen|dokumenterad|aktuell|relevant|tidigare|stor|"
    r"god|stark)(?:a|t)?$",
    re.IGNORECASE,
)
_KNOWN_THING = re.compile(
    r"(?:\w+ ){0,2}?\w*(?:erfarenhet|kunskap|kännedom|förståelse|kompetens|vana)", re.IGNORECASE
)
# "arbetar effektivt och prestigelöst": how something is done, not what someone is.
_ADVERB = re.compile(r"(?!\w*(?:tet|het|sätt|alert)$)\w+t", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:$|[.;:!)]|(?:med|i|på|mot|inom|även)\b)", re.IGNORECASE)
# "…, både självständigt och i grupp"
_BOTH_WAYS = re.compile(r"(?:både|såväl) (?:\w+t|i|på|inom|med)\s", re.IGNORECASE)
# "körkort, behörighet B", "förväntningar på eleverna och deras förmåga": of the one before.
_PART_OF = re.compile(
    r"(?:deras|dess)\s|(?:lägst |minst )?(?:behörighet|klass) [a-e]{1,2}\b", re.IGNORECASE
)
# "kunskap om sociala frågor såsom arbetsliv, social exkludering": still what one knows of.
_SUCH_AS = re.compile(r"(?:om|inom|i) .*(?<!\w)(?:såsom|t\.?ex\.?|exempelvis)\s", re.IGNORECASE)
# What is taught: no head of a demand.
_SUBJECT = re.compile(
    r"(?<!\w)(?:samhälls|stats|natur|hem|konsument|religions|livs|idé)kunskap(?!\w)", re.IGNORECASE
)
# "anpassa dig och ditt arbetssätt"
_YOURS = re.compile(r"(?<!\w)dig och (?:ditt|din|dina)\s", re.IGNORECASE)
# "utbildning kombinerat med erfarenhet"
COMBINED = re.compile(r"(?<!\w)(?:kombinera(?:t|d)|i kombination|tillsammans)$", re.IGNORECASE)
# "stimulerar elevernas nyfikenhet, intresse och lärande": all of it theirs.
_OWNED = re.compile(
    r"(?:(?<!för )(?<!av )(?<!på )(?<!med )(?<!om )(?<!i )(?<!\w)\w+(?:nas|ers|ens|ets)"
    r"|(?<!\w)(?:skapar?|sprider|sprida|(?:ändrar?|anpassar?) (?:ditt|din|dina))) \w+$",
    re.IGNORECASE,
)
_BARE_NOUN = re.compile(r"[\w-]+(?:$|[.,;]| och \w+(?:$|[.,;]| och | samt ))")
# "både kan, vill och vågar ta ansvar", "trivs och kan arbeta i team"
_WORDS_ALONE = re.compile(r"(?:du )?(?:både )?\w+(?:, \w+)*", re.IGNORECASE)
MODAL = re.compile(r"(?:kan|vill|vågar)\b", re.IGNORECASE)
# "omvårdnadsprogrammet, utbildning i pedagogik eller annan likvärdig": one of them is enough.
_CLAUSE_END = re.compile(r"[.;:()]|(?<!\w)(?:och|samt|med|som|där|and|with)(?!\w)", re.IGNORECASE)
_OR = re.compile(r"(?<!\w)(?:eller|alternativt|or)(?!\w)", re.IGNORECASE)
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
_PERMIT = re.compile(
    r"\w*(?:legitimation|behörighet)(?!\w)(?=\s*(?:[.,;)(]|krävs|är|att|$))", re.IGNORECASE
)
_PERMITTED = re.compile(r"(?:examen|utbildning|behörighet|kompetens|legitimation)$", re.IGNORECASE)
# "förmåga att planera, prioritera och dokumentera"
_INFINITIVE = re.compile(
    r"(?:samarbeta|planera|prioritera|strukturera|(?:arbeta|jobba|ta) .*)", re.I
)
_TO_DO = re.compile(r"(?<!\w)(?:att|kan|kunna|to|can)\s+\w", re.IGNORECASE)
SIDE_CLAUSE = re.compile(
    r"(?<!\w)(?:där|när|vilket|eftersom|where|when|which)(?!\w)", re.IGNORECASE
)
_MAIN_CLAUSE = re.compile(r"(?:samt|du|att du|det|you|that you|we|vi)(?!\w)", re.IGNORECASE)
_YEARS = re.compile(r"(?:[\w+–-]+\s+){0,3}(?:års?|years?)(?!\w)", re.IGNORECASE)
_PAPER = re.compile(
    r"(?:YKB|ADR)\b|(?:\w+\s+)?(?:legitimerad\w*|certifierad\w*|utbildad\w*|diplomerad\w*|\w*bevis|\w*intyg)\b",
    re.IGNORECASE,
)
# "mellan 20 och 35 år" is one number, of a kind.
_RANGE = re.compile(r"(?<!\w)(?:mellan|between)\s+[\d.,]+$", re.IGNORECASE)
# An ability with a name of its own: "god analytisk förmåga".
_NAMED_ABILITY = re.compile(r"\w(?:isk|ig|nde|iv)t?\s+(?:förmåga|intresse)$", re.IGNORECASE)
# "stark analytisk och kommunikativ förmåga": one ability of two kinds.
_KIND = re.compile(r"\b(?!\w*(?:perspektiv|initiativ)$)\w+(?:isk|iv|ig|al)a?$", re.IGNORECASE)
_ABILITY = re.compile(
    r"\w(?:isk|iv|ig|al)a?\s+(?:\w*förmåg\w*|färdigheter|skills?)$", re.IGNORECASE
)
# A quality told by a noun, after which no adjective waits for one: "beslutsförhet, god …".
_QUALITY = re.compile(
    r"(?:het|mod|tet|förmåga|driv|ansvar|engagemang|kompetens|mognad|ning)$", re.IGNORECASE
)
_NEAR_WORDS = 3
HELPERS = frozenset({"är", "har", "kan", "vill"})
# Heads so general that the next one may share their object: "utbildning och erfarenhet av vård".
_GENERAL = re.compile(
    r"(?:utbildning|examen|erfarenhet(?:er)?|kunskap(?:er)?|kompetens(?:er)?|kännedom|förståelse|"
    r"förmåga|vana|vilja|viljan|ambition|mod|lust|förmågan|bakgrund|intresse|engagemang|passion|insikt(?:er)?|experience|knowledge|"
    r"understanding|skills?|education|expertise|interest)$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"(?:erfarenhet(?:er)?|kunskap(?:er)?|kompetens(?:er)?|intressen?|\w*sätt)", re.IGNORECASE
)
_OF_BOTH = re.compile(
    r"[\w/]+(?:(?:\s+(?:och|and)\s+\w+)?\s+(?!och\b|samt\b|and\b)\w|\W*$)", re.IGNORECASE
)
# Alternatives and examples are one demand with what they go with.
INSTEAD = re.compile(
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
    r"behörig (?:i|att|för|inom)|"
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
_LANGUAGE_LEAD = re.compile(r"^(?:(?:mycket\s+)?(?:god\w*|bra)|i|på|in)\s+", re.IGNORECASE)


def opens(rest: str, before: str, words: Vocabulary, *, languages: bool, bare_verbs: bool) -> bool:
    """Whether ``rest`` begins with a demand of its own."""
    left = before.split()
    if len(left) == 1 and left[0].lower() in HELPERS:  # "kan och tycker om att samarbeta"
        return False
    if _BOTH_WAYS.match(rest) or _PART_OF.match(rest):
        return False
    if _YOURS.match(f"{left[-1] if left else ''} och {rest}"):
        return False
    if _OWNED.search(before) and _BARE_NOUN.match(rest):
        return False
    if not left or OPEN_END.search(before) or _RANGE.search(before) or INSTEAD.match(rest):
        return False
    if SIDE_CLAUSE.search(before) and not _MAIN_CLAUSE.match(rest):
        return _HEADED.match(rest) is not None
    after = _past(BEFORE_VERB, rest)
    if verb := words.verbs.match(after):
        # "planerar och organiserar ditt arbete": the verbs share their object.
        return (
            not (bare_verbs or words.verbs.fullmatch(left[-1]))
            or left[-1] in HELPERS
            or verb.group() in HELPERS
        )
    if (_HALF.search(before) and _KNOWN_THING.match(rest)) or (
        _WILL_END.search(before) and _WILL_OF.match(rest)
    ):
        return False
    if _KNOWING_END.search(before) and _KNOWING_OF.match(rest):
        return False
    if _PERMIT.match(rest) and _PERMITTED.search(left[-1]):
        return False
    first = rest.split()[0].rstrip(".,;") if rest.split() else ""
    named = _NAMED_ABILITY.search(before)
    if (
        _GENERAL.match(left[-1])
        and not named
        and _GENERAL.match(first)
        and words.nouns.fullmatch(first)
        and _OF_BOTH.match(rest)
    ):
        # "utbildning och erfarenhet av …": two heads for one thing, unless the one is a paper.
        licence = words.types["licence"]
        return licence.fullmatch(first) is not None or licence.fullmatch(left[-1]) is not None
    if len(left) == 1 and _NEUTER.search(before) and _NEUTER_PAIR.match(rest):
        return True  # "ett strategiskt, analytiskt och strukturerat arbetssätt"
    if _OBJECT.fullmatch(rest.strip(" .")) and not words.nouns.fullmatch(left[-1]):
        # "se elevers möjligheter och kompetenser": a word of the object, no demand.
        return False
    if _DEMANDING.search(before) or (_NEUTER.search(before) and _NEUTER_PAIR.match(rest)):
        return False
    after = _past(BEFORE_TRAIT, rest)
    for opening in (rest, after):
        if trait := words.types["trait"].match(opening):
            return _is_own_trait(before, opening, trait, words)
    if languages and words.types["language"].match(_LANGUAGE_LEAD.sub("", rest)):
        return True
    if _ADJECTIVE_OF.match(rest) or _ADJECTIVE_OF.match(after):
        return True
    stop = _PHRASE_STOP.search(rest)
    phrase = " ".join((rest[: stop.start()] if stop else rest).split()[:_MAX_PHRASE_WORDS])
    if words.nouns.search(_SUBJECT.sub("", phrase)):
        return True
    return _YEARS.match(rest) is not None or _PAPER.match(after) is not None


def other_language(before: str, rest: str, words: Vocabulary) -> bool:
    """Whether "som" joins two languages: "på såväl svenska som engelska"."""
    language = words.types["language"]
    return (
        BOTH.search(before) is not None
        and language.search(before) is not None
        and language.match(_LANGUAGE_LEAD.sub("", rest)) is not None
    )


def words_alone(before: str) -> bool:
    """Whether ``before`` is one word or a row of such; verbs then share what comes after."""
    return _WORDS_ALONE.fullmatch(before.strip()) is not None


def one_is_enough(before: str, rest: str, words: Vocabulary) -> bool:
    """Whether ``rest`` goes on with educations of which one, also the one before, is enough."""
    stop = _CLAUSE_END.search(rest)
    clause = rest[: stop.start()] if stop else rest
    education = words.types["education"]
    return (
        _OR.search(clause) is not None
        and education.search(before) is not None
        and education.search(clause) is not None
        and words.verbs.match(rest) is None
    )


def _past(skipped: re.Pattern[str], text: str) -> str:
    match = skipped.match(text)
    return text[match.end() :] if match else text


def _is_own_trait(before: str, after: str, trait: re.Match[str], words: Vocabulary) -> bool:
    infinitive = trait.group().lower().endswith(" att")
    if (
        _ADVERB.fullmatch(trait.group())
        and _ALONE.match(after, trait.end())
        and "ett " not in before
    ):
        return False
    of_things = _OF_A_THING.match(after, trait.end() - 1) or _OF_THINGS.match(
        after, trait.end() - 1
    )
    if of_things and not infinitive and not words.nouns.match(after):
        return False
    if BOTH.search(before) or _DRIVEN_BY.search(before) or _TO_BE.search(before):
        return False
    if _SUCH_AS.search(before) and not words.nouns.match(after):
        return False
    if _WITH_ONE.search(before) and re.fullmatch(r"\W*", after[trait.end() :]):
        # "med inlevelse och empati": the manner of one thing.
        return False
    if _INFINITIVE.fullmatch(trait.group()) and _TO_DO.search(before):
        return False
    if _KIND.search(before) and _ABILITY.search(trait.group()):
        return False
    shared = _SHARED_NOUN.match(after, trait.end()) and not _QUALITY.search(before)
    attribute = ATTRIBUTE.search(before) or shared
    near = " ".join(before.split()[-_NEAR_WORDS:])
    return not attribute or words.nouns.search(near) is not None
