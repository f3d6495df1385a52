"""Writing an ad anew: the words, not the demands.

:func:`rewrites` proposes, place by place, how an ad could be written plainer, to *du*, and with
demands tied to the work. Each proposal is either safe, which means that the sentence says the same
before and after, or for a person to decide. :func:`apply` writes the wanted ones into the text and
checks the whole: no demand added, lost or moved between must and merit, no number, date, address
or name gone, as much *du* as before, every heading in place. What fails the check is left out and
told. :func:`rewrite` does both, with the safe ones.

What is known of words and sentences is data: ``swaps.toml``, ``nominals.toml``,
``sentences.toml`` and, for English, ``sentences_en.toml``.
"""

from fairscreen.ads.rewriting.applying import apply
from fairscreen.ads.rewriting.model import data_files, sentence_file
from fairscreen.ads.rewriting.proposing import rewrites
from fairscreen.ads.rewriting.result import (
    AdRewrite,
    Change,
    NotApplied,
    Rewrite,
    RewriteCheck,
    Rewritten,
)
from fairscreen.ads.rewriting.whole import rewrite

__all__ = [
    "AdRewrite",
    "Change",
    "NotApplied",
    "Rewrite",
    "RewriteCheck",
    "Rewritten",
    "apply",
    "data_files",
    "rewrite",
    "rewrites",
    "sentence_file",
]
