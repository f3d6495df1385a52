"""Words, their base forms, parts of speech and sentences, tuned to job ads and applications.

spaCy does the work; what lives here is what spaCy has no ready answer to in Swedish:

* ``tokenizer`` splits text into words so that ``t.ex.``, ``2015–2019``, ``08-123``, ``<NAME>``,
  e-mail addresses and leader dots stay whole, and ``han/hon`` and a bullet glued to its word do
  not. The Swedish words follow Universal Dependencies, as the treebanks do.
* ``layout`` finds the sentences that line breaks, bullets and headings make.
* ``lemmas`` gives base forms from tables: of a word alone, or of a word with its part of speech
  and inflection when a tagger has run.
* ``features`` and ``tagging`` are what the trained pipelines are made of.
* ``loading`` hands out pipelines. A *blank* one has no trained part: words, base forms from
  tables, sentences by rule. A *trained* one (``models/sv_fairscreen``, ``models/en_fairscreen``)
  adds parts of speech, inflection with the voice of verbs, and sentences read from context.

Both kinds use the same words, so offsets and rules agree whichever is at hand.
"""

from __future__ import annotations

from fairscreen.language.syntax.loading import LANGUAGES, blank_pipeline, load_pipeline

__all__ = ["LANGUAGES", "blank_pipeline", "load_pipeline"]
