"""The word lists of the context, read and made ready for one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fairscreen.language.loading import load
from fairscreen.language.phrases import PhraseTable
from fairscreen.language.structure import Lang
from fairscreen.language.wordlists import word_set
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["Cues", "Grammar", "cues_of"]


class _Negation(RuleFileModel):
    clause: tuple[str, ...]
    phrase: tuple[str, ...]
    forward: tuple[str, ...]
    backward: tuple[str, ...]
    none: tuple[str, ...]
    stop: tuple[str, ...]


class Grammar(RuleFileModel):
    """Function words by what they do; the lists say which."""

    subordinator: frozenset[str]
    coordinator: frozenset[str]
    contrast: frozenset[str]
    object: frozenset[str]
    condition: frozenset[str]
    relative: frozenset[str]
    subject: frozenset[str]
    expletive: frozenset[str]
    but: frozenset[str]
    preposition: frozenset[str]
    copula: frozenset[str]
    addressee: frozenset[str]
    addition: frozenset[str]


class _Softening(RuleFileModel):
    forward: tuple[str, ...]
    clause: tuple[str, ...]
    habit: frozenset[str]
    person: frozenset[str]
    verb: frozenset[str]
    none: tuple[str, ...]


class _Reason(RuleFileModel):
    same: tuple[str, ...]
    purpose: tuple[str, ...]
    empty: tuple[str, ...]
    object: tuple[str, ...]
    therefore: tuple[str, ...]
    before: tuple[str, ...]
    next: tuple[str, ...]
    demand: tuple[str, ...]


class _Inclusion(RuleFileModel):
    forward: tuple[str, ...]
    backward: tuple[str, ...]
    grounds: tuple[str, ...]
    weak: tuple[str, ...]


class _Task(RuleFileModel):
    verb: frozenset[str]
    own: frozenset[str]
    demand: frozenset[str]


class _ContextFile(RuleFileModel):
    task: _Task
    negation: _Negation
    grammar: Grammar
    softening: _Softening
    reason: _Reason
    inclusion: _Inclusion


class _People(RuleFileModel):
    subject: tuple[str, ...] = ()
    seek: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()


class _PeopleFile(RuleFileModel):
    applicant: _People
    employer: _People
    unit: _People
    clients: _People
    contact: _People


@dataclass(frozen=True)
class Cues:
    """The tables of one language. Labels are the keys of the word-list files."""

    no_negation: PhraseTable
    negation: PhraseTable
    no_softening: PhraseTable
    softening: PhraseTable
    reason: PhraseTable
    reason_therefore: PhraseTable
    reason_before: PhraseTable
    reason_next: PhraseTable
    inclusion: PhraseTable
    people: PhraseTable
    stops: frozenset[str]
    grammar: Grammar
    habit: tuple[frozenset[str], frozenset[str], frozenset[str]]
    pronouns: frozenset[str]
    finite: frozenset[str]
    purpose_openers: frozenset[str]
    purpose_objects: frozenset[str]
    demands: frozenset[str]
    grounds: frozenset[str]
    weak_inclusion: frozenset[tuple[str, ...]]
    task: _Task
    nouns: dict[str, str]


@cache
def cues_of(lang: Lang) -> Cues:
    """The tables of ``lang``; read once.

    Raises
    ------
    FairscreenError
        ``rules-invalid`` when a list is not what it should be.
    """
    context = validated(_ContextFile, _data(f"context_{lang}.toml"), name=f"context_{lang}.toml")
    people = validated(_PeopleFile, _data(f"people_{lang}.toml"), name=f"people_{lang}.toml")
    tokenizer = load(lang).tokenizer

    def split(phrase: str) -> Sequence[str]:
        return [token.lower_ for token in tokenizer(phrase)]

    def table(**lists: tuple[str, ...]) -> PhraseTable:
        return PhraseTable(lists, split=split)

    neg, soft, reason = context.negation, context.softening, context.reason
    nouns: dict[str, str] = {}
    for who in ("employer", "unit", "clients"):
        nouns.update(dict.fromkeys(getattr(people, who).noun, who))
    return Cues(
        no_negation=table(none=neg.none),
        negation=table(
            backward=neg.backward, phrase=neg.phrase, forward=neg.forward,
            clause=neg.clause,
        ),
        no_softening=table(none=soft.none),
        softening=table(forward=soft.forward, clause=soft.clause),
        reason=table(empty=reason.empty, same=reason.same, purpose=reason.purpose),
        reason_therefore=table(therefore=reason.therefore),
        reason_before=table(before=reason.before),
        reason_next=table(next=reason.next),
        inclusion=table(forward=context.inclusion.forward, backward=context.inclusion.backward),
        people=table(
            contact=people.contact.cue, seek=people.applicant.seek,
            applicant=people.applicant.subject, employer=people.employer.subject,
            unit=people.unit.subject, owner=people.clients.owner,
        ),
        stops=frozenset(neg.stop),
        grammar=context.grammar,
        habit=(soft.habit, soft.person, soft.verb),
        pronouns=word_set(f"subject_pronouns_{lang}"),
        finite=word_set(f"finite_verbs_{lang}"),
        purpose_openers=frozenset(phrase.split()[0] for phrase in reason.purpose),
        purpose_objects=frozenset(reason.object),
        demands=frozenset(reason.demand),
        grounds=frozenset(context.inclusion.grounds),
        weak_inclusion=frozenset(tuple(split(phrase)) for phrase in context.inclusion.weak),
        task=context.task,
        nouns=nouns,
    )  # fmt: skip


def _data(name: str) -> dict[str, object]:
    return read_toml(files("fairscreen.language") / "data" / name)
