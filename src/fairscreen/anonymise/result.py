"""One text made blind, with what was done and why: the schema ``fairscreen.spans/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from fairscreen.anonymise.detection import Examined, examined
from fairscreen.anonymise.experience import experience_months
from fairscreen.anonymise.hits import Category, Hit, Role
from fairscreen.anonymise.people import Known
from fairscreen.anonymise.policies import Policy, load_policy
from fairscreen.anonymise.replacement import replacement_for

__all__ = ["SCHEMA", "HiddenSpan", "Result", "anonymise_text", "anonymise_texts"]

SCHEMA = "fairscreen.spans/1"


@dataclass(frozen=True, slots=True)
class HiddenSpan:
    """A place that was hidden: code points ``[start, end)`` of ``Result.text``.

    ``why`` says what was found, ``reason`` why the policy hides it, ``kind`` is the key of the
    token put instead, ``role`` whose a name is.
    """

    start: int
    end: int
    category: Category
    text: str
    replacement: str
    score: float
    why: str
    rule: str
    reason: str
    kind: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A text, its blind version, and the spans that lead from one to the other.

    ``anonymised`` is ``text`` with each span's ``text`` replaced by its ``replacement``, and
    nothing else changed. ``kept`` are hits that the policy leaves in place, ``suggestions`` what
    the model thinks possible but not sure, for a person to look at. ``experience_months`` is the
    time of all employments told by years, overlaps counted once; ``None`` when none is told.
    """

    text: str
    anonymised: str
    spans: tuple[HiddenSpan, ...]
    kept: tuple[Hit, ...] = ()
    policy: str = ""
    file: str | None = None
    experience_months: int | None = None
    suggestions: tuple[Hit, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The object of schema ``fairscreen.spans/1``."""
        return {
            "schema": SCHEMA,
            "file": self.file,
            "text": self.text,
            "anonymised": self.anonymised,
            "policy": self.policy,
            "experience_months": self.experience_months,
            "spans": [asdict(span) for span in self.spans],
            "suggestions": [
                {
                    "start": s.start,
                    "end": s.end,
                    "category": s.category,
                    "score": s.score,
                    "why": s.why,
                    "rule": s.rule,
                }
                for s in self.suggestions
            ],
        }

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def anonymise_text(
    text: str,
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    known: Known | None = None,
    policy: Policy | None = None,
    as_of: date | None = None,
    file: str | None = None,
) -> Result:
    """``text`` with everything that the policy hides replaced by neutral words.

    Parameters
    ----------
    policy:
        ``None`` takes ``namn-alder-kon``.
    as_of:
        Date of the application, to which open employments count; ``None`` takes today.
    """
    return anonymise_texts(
        [text], lang=lang, known=known, policy=policy, as_of=as_of, files=[file]
    )[0]


def anonymise_texts(
    texts: Sequence[str],
    *,
    lang: Literal["auto", "sv", "en"] = "auto",
    known: Known | None = None,
    policy: Policy | None = None,
    as_of: date | None = None,
    files: Sequence[str | None] | None = None,
    identity: Sequence[str] = (),
) -> list[Result]:
    """All texts of one applicant: what one of them tells of the name is hidden in every one.

    ``identity`` are words that the files carry beside their text, such as the author and the
    sender: where to look for the name, never shown.
    """
    policy = policy or load_policy()
    as_of = as_of or date.today()
    names = list(files or [None] * len(texts))
    found = examined(
        texts,
        lang=lang,
        known=known,
        file_names=[name for name in names if name],
        identity=identity,
        policy=policy,
    )
    return [
        _result(text, seen, lang, policy, as_of, name)
        for text, seen, name in zip(texts, found, names, strict=True)
    ]


def _result(
    text: str, seen: Examined, lang: str, policy: Policy, as_of: date, file: str | None
) -> Result:
    from fairscreen.language import detect as language_of

    code = (language_of(text) or "sv") if lang == "auto" else lang
    from fairscreen.anonymise.operators import rewritten

    spans: list[HiddenSpan] = []
    kept: list[Hit] = []
    places: list[tuple[int, int, str]] = []
    for hit in seen.hits:
        if not policy.hides(hit):
            kept.append(hit)
            continue
        new = replacement_for(text, hit, lang=code, as_of=as_of, cap=policy.cap_years)
        if new == text[hit.start : hit.end]:  # a year to come, for one
            kept.append(hit)
            continue
        places.append((hit.start, hit.end, new))
        spans.append(
            HiddenSpan(
                hit.start, hit.end, hit.category, text[hit.start : hit.end], new,
                round(hit.score, 3), hit.why, hit.rule, policy.reason(hit), hit.kind, hit.role,
            )
        )  # fmt: skip
    return Result(
        text, rewritten(text, places), tuple(spans), tuple(kept), policy.name, file,
        experience_months(text, seen.hits, as_of=as_of), tuple(seen.suggestions),
    )  # fmt: skip
