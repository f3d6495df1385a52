"""Checking many ads and following them over time.

``rows`` reads what people have (a folder of files, a table from the recruitment system, one JSON
object a line) as one stream of ads; ``checking`` checks them, spread over processes or over an
existing cluster, and adds up; ``keeping`` keeps the figures when someone wants that. Texts pass
through memory and are gone; only figures come out.
"""

from fairscreen.workflows.portfolio.checking import check_portfolio, check_rows
from fairscreen.workflows.portfolio.keeping import keep_in, save_portfolio
from fairscreen.workflows.portfolio.rows import AdRow, read_rows, rows_of_table

__all__ = [
    "AdRow", "check_portfolio", "check_rows", "keep_in", "read_rows", "rows_of_table",
    "save_portfolio",
]  # fmt: skip
