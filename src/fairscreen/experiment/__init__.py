"""Studies of anonymous against open reading, and of single selection steps.

Some colleagues read the applications anonymised, others open. This package plans such a study,
draws who reads what, reads the judgements and says what may, and what may not, be concluded.

Two questions are kept apart. *Did hiding identity change what was chosen among these applications?*
is answered by randomisation inference over the very set of assignments that the readers were drawn
from. *Is there adverse impact?* is answered by impact ratios that know that judgements cluster by
reader and by application.

The trip: :class:`Design` (locked before data) → :func:`draw_assignment` → judgements, appended and
never changed → :func:`observe` → :func:`analyse` → ``fairscreen.analysis/1``. Before it,
:func:`power_of` says what the study can show at all. :func:`screen_selection` looks at one
selection step without a study. No module here knows a database, the web or a terminal.
"""

from fairscreen.experiment.analysis import analyse, to_json
from fairscreen.experiment.assignment import ARMS, Assignment, assignment_from_json, draw_assignment
from fairscreen.experiment.assignment_table import read_assignment, write_assignment
from fairscreen.experiment.design import (
    AttributePlan,
    Competence,
    Design,
    Lock,
    Primary,
    Shortlist,
    design_from_toml,
    design_to_toml,
)
from fairscreen.experiment.evidence import Trial, published_trials
from fairscreen.experiment.feasibility import smallest_p
from fairscreen.experiment.groups import Groups, read_groups
from fairscreen.experiment.impact_ratio import Ratio, people_to_four_fifths, score_ratio
from fairscreen.experiment.judgement_log import (
    JudgementLog,
    current_judgements,
    judgement_line,
    judgements_in,
)
from fairscreen.experiment.judgements import (
    Judgement,
    judgement_form,
    read_judgements,
    write_judgements,
)
from fairscreen.experiment.observations import Attribute, Observations
from fairscreen.experiment.observe import Study, observe
from fairscreen.experiment.power import PowerResult, power_of
from fairscreen.experiment.screening import mantel_haenszel, screen_selection
from fairscreen.experiment.simulation import ReadingModel
from fairscreen.experiment.spreadsheets import Table, read_table, write_table

__all__ = [
    "ARMS", "Assignment", "Attribute", "AttributePlan", "Competence", "Design", "Groups",
    "Judgement", "JudgementLog", "Lock", "Observations", "PowerResult", "Primary", "Ratio",
    "ReadingModel", "Shortlist", "Study", "Table", "Trial", "analyse", "assignment_from_json",
    "current_judgements", "design_from_toml", "design_to_toml", "draw_assignment", "judgement_form",
    "judgement_line", "judgements_in", "mantel_haenszel",
    "observe", "people_to_four_fifths", "power_of", "published_trials", "read_assignment",
    "read_groups", "read_judgements", "read_table", "score_ratio", "screen_selection",
    "smallest_p", "to_json", "write_assignment", "write_judgements", "write_table",
]  # fmt: skip
