"""What a person does, one function each; the command line and the web pages call the same ones.

A workflow takes plain input (text, a file, settings) and gives a result object. It knows no
terminal and no web.
"""

from fairscreen.workflows.ads import (
    check_ad,
    check_file,
    check_text,
    compare_files,
    find_profile,
)
from fairscreen.workflows.rewriting import draft_competences, rewrite_file, rewrite_text

__all__ = [
    "check_ad",
    "check_file",
    "check_text",
    "compare_files",
    "draft_competences",
    "find_profile",
    "rewrite_file",
    "rewrite_text",
]
