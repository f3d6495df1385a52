"""The hand-written material that the model of grounds learns from is well formed."""

import re
from pathlib import Path

import pytest

_OPEN_OR_CLOSE = re.compile(r"\[[A-Za-z?]:|\]")
_EMPTY_OR_LOOSE = re.compile(r"\[[A-Za-z?]:(?:\]|\s)|\s\]")
_HEAD = re.compile(r"(?m)^=== (.*)$")


def faults(text: str) -> list[str]:
    """What is wrong with the marks of a text: nested, left open, empty, a blank at the edge."""
    depth = 0
    for match in _OPEN_OR_CLOSE.finditer(text):
        depth += 1 if match.group() != "]" else -1
        if depth not in (0, 1):
            return [f"nested or closed twice near {text[max(0, match.start() - 30) :][:60]!r}"]
    return (["left open"] if depth else []) + _EMPTY_OR_LOOSE.findall(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("[H:astma].", False), ("[H:[F:x]]", True), ("[H:astma", True), ("[H: astma]", True)],
)
def test_faults_are_seen(text: str, wrong: bool) -> None:
    assert bool(faults(text)) == wrong


def test_every_item_is_marked_as_its_file_says(root: Path) -> None:
    wrong = []
    for path in sorted((root / "models/entities/material/grounds").glob("*.txt")):
        telling = "_nothing" not in path.stem
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            item = line.strip()
            if item and not item.startswith("#"):
                marked = re.search(r"\[[HFROPSGA]:", item) is not None
                if faults(item) or marked != telling:
                    wrong.append(f"{path.name}:{number}")
    assert wrong == []


def test_every_application_has_a_head_and_whole_marks(root: Path) -> None:
    wrong = []
    for path in sorted((root / "models/entities/material/applications").glob("*.txt")):
        before, *parts = _HEAD.split(path.read_text("utf-8"))
        for head, body in zip(parts[::2], parts[1::2], strict=True):
            if head.count(" | ") != 5 or faults(body) or re.search(r"\[[A-Za-z]:[^\]\n]*\n", body):
                wrong.append(f"{path.name}: {head}")
        comments = all(line.startswith("#") for line in before.split("\n") if line)
        wrong += [] if parts and comments else [path.name]
    assert wrong == []
