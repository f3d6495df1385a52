"""``python -m fairscreen.cli`` is the same as ``fairscreen``."""

from fairscreen.cli import main

main()
