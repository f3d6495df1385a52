"""Markdown without its marks."""

from __future__ import annotations

from collections.abc import Callable

from fairscreen.documents import read


def test_structure_and_text(blocks_of: Callable[..., list[tuple[str, int, str]]]) -> None:
    source = """# Titel

Ett *kort* stycke
på två [rader](https://example.se) med `kod`, ~~fel~~ och &amp;.

- ett
  - under
- två

1. först

Setext
------

| A | B |
|---|---|
| c | d |

rad  
bruten<br>igen
"""  # noqa: W291
    assert blocks_of(source.encode(), "annons.md") == [
        ("heading", 1, "Titel"),
        ("paragraph", 0, "Ett kort stycke på två rader med kod, fel och &."),
        ("list_item", 0, "ett"),
        ("list_item", 1, "under"),
        ("list_item", 0, "två"),
        ("list_item", 0, "först"),
        ("heading", 2, "Setext"),
        ("table_cell", 0, "A"),
        ("table_cell", 0, "B"),
        ("table_cell", 0, "c"),
        ("table_cell", 0, "d"),
        ("paragraph", 0, "rad\nbruten\nigen"),
    ]


def test_html_inside_is_read_as_html(blocks_of: Callable[..., list[tuple[str, int, str]]]) -> None:
    source = b"<div><h2>Om</h2><script>x</script>oss</div>\n\nmed <b>fet</b> text"
    assert blocks_of(source, "a.md") == [
        ("heading", 2, "Om"),
        ("paragraph", 0, "oss"),
        ("paragraph", 0, "med fet text"),
    ]


def test_front_matter_is_left_out_and_told() -> None:
    document = read(b"---\ntitle: X\ntags:\n  - y\n---\nAnnons", name="a.md")
    assert document.text == "Annons"
    assert len(document.warnings) == 1


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    document = read(b"---\nVanlig text\n\n---\n", name="a.md")
    assert (document.text, document.warnings) == ("Vanlig text", ())


def test_code_keeps_its_lines() -> None:
    assert read(b"```\nen\n\ntva\n```", name="a.md").text == "en\n\ntva"
