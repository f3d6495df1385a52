"""spaCy is imported without its command line, and nothing of that shows afterwards."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from fairscreen.language.spacy_import import import_spacy
spacy = import_spacy()
assert import_spacy() is spacy and spacy.blank("sv")("Hej").text == "Hej"
assert not any(name.startswith("spacy.cli") for name in sys.modules), "the command line came along"
assert not hasattr(spacy, "cli")
import spacy.cli
assert callable(spacy.cli.download)
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
"""


def test_the_command_line_is_left_out_and_can_still_be_imported():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
