"""The command line: parse, call a workflow, show. Nothing is decided here.

Exit codes: 0 clean, 1 findings or refused items, 2 usage error, 3 internal error. Results go to
standard output, messages and progress to standard error.
"""

from fairscreen.cli.app import main

__all__ = ["main"]
