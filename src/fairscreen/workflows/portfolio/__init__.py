"""Checking many ads and following them over time.

``rows`` reads what people have (a folder of files, a table from the recruitment system, one JSON
object a line) as one stream of ads; ``checking`` checks them, spread over processes or over an
existing cluster, and adds up. Texts pass through memory and are gone; only figures come out.
"""

from fairscreen.workflows.portfolio.checking import check_portfolio
from fairscreen.workflows.portfolio.keeping import save_portfolio
from fairscreen.workflows.portfolio.rows import AdRow, read_rows

__all__ = ["AdRow", "check_portfolio", "read_rows", "save_portfolio"]
