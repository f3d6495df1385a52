"""How blind are the copies, and what was lost? Measured, not promised.

``swap`` makes another person of an application: other names, pronouns, gendered words, birth years
and numbers, found by plain word lists and not by the detector that is being tested. If the blind
copies of both are the same, byte for byte, nothing of what was swapped shows. ``probe`` trains
classifiers to tell gender, age band or name background from the texts, before and after, beside a
control arm with shuffled answers: what can still be told, and by which words. ``merit`` counts what
stays of the words that tell what somebody can do.

None of it proves that a reader cannot guess; a study collects what readers themselves guess.
"""

from fairscreen.anonymise.audit.merit import Merit, merit_kept
from fairscreen.anonymise.audit.probe import ARMS, ProbeResult, leak_probe
from fairscreen.anonymise.audit.swap import Persona, persona_of, swapped

__all__ = [
    "ARMS",
    "Merit",
    "Persona",
    "ProbeResult",
    "leak_probe",
    "merit_kept",
    "persona_of",
    "swapped",
]
