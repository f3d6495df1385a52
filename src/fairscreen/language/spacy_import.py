"""spaCy without its command line.

``import spacy`` also imports ``spacy.cli`` for the sake of one function, ``spacy.info``: project
templates, a web client, a YAML reader. They take two fifths of the time, and nothing here uses
them. So an empty module stands there while spaCy is imported, and is gone afterwards: whoever
imports ``spacy.cli`` later gets the real one.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__all__ = ["import_spacy"]

_COMMAND_LINE = "spacy.cli"


def import_spacy() -> ModuleType:
    """The package spaCy, imported the quick way if it was not imported before."""
    if "spacy" not in sys.modules and _COMMAND_LINE not in sys.modules:
        commands, info = ModuleType(_COMMAND_LINE), ModuleType(f"{_COMMAND_LINE}.info")
        commands.__path__ = []
        vars(info)["info"] = _info
        stand_ins = {module.__name__: module for module in (commands, info)}
        sys.modules.update(stand_ins)
        try:
            import spacy
        except ImportError:  # a spaCy that wants more of it: let it have all
            for name in [name for name in sys.modules if name.partition(".")[0] == "spacy"]:
                del sys.modules[name]
        else:
            vars(spacy).pop("cli", None)
        finally:
            for name, module in stand_ins.items():
                if sys.modules.get(name) is module:
                    del sys.modules[name]
    import spacy

    return spacy


def _info(*arguments: Any, **options: Any) -> object:
    from spacy.cli.info import info

    return info(*arguments, **options)
