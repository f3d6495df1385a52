"""``fairscreen check`` from the outside: real processes, real files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

AD = """Barnskötare till förskolan Linden

Arbetsuppgifter
Du planerar och genomför aktiviteter med barnen.

Kvalifikationer
- utbildad barnskötare
- svenska som modersmål

Skicka personligt brev och cv senast den 3 mars.
"""


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fairscreen.cli", "check", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def ad(tmp_path: Path) -> Path:
    file = tmp_path / "annons.txt"
    file.write_text(AD, "utf-8")
    return file


def test_json_holds_the_text_and_findings_with_exact_offsets(ad: Path) -> None:
    review = json.loads(run(str(ad), "--format", "json").stdout)
    assert review["schema"] == "fairscreen.ad-review/1"
    assert review["text"] == AD
    assert review["findings"]
    for finding in review["findings"]:
        assert AD[finding["start"] : finding["end"]] == finding["text"]


def test_findings_give_exit_code_one(ad: Path) -> None:
    assert run(str(ad)).returncode == 1


def test_fail_on_never_gives_exit_code_zero(ad: Path) -> None:
    assert run(str(ad), "--fail-on", "never").returncode == 0


def test_text_form_numbers_each_finding_in_the_ad(ad: Path) -> None:
    shown = run(str(ad)).stdout.decode()
    assert "_svenska som modersmål_[" in shown


def test_text_form_is_coloured_only_on_demand(ad: Path) -> None:
    assert b"\x1b[" not in run(str(ad)).stdout
    assert b"\x1b[4;31m" in run(str(ad), "--color", "always").stdout


def test_standard_input_is_read(ad: Path) -> None:
    review = json.loads(run("-", "--format", "json", stdin=AD.encode()).stdout)
    assert review["text"] == AD


def test_several_files_give_one_object_a_line(ad: Path) -> None:
    lines = run(str(ad), str(ad), "--format", "json").stdout.decode().splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["annons.txt", "annons.txt"]


def test_a_missing_file_is_a_usage_error(ad: Path) -> None:
    done = run(str(ad), "finns-inte.txt")
    assert done.returncode == 2
    assert "finns-inte.txt" in done.stderr.decode()


def test_one_bad_file_does_not_stop_the_rest(ad: Path, tmp_path: Path) -> None:
    empty = tmp_path / "tom.txt"
    empty.write_bytes(b"")
    done = run(str(empty), str(ad), "--format", "json")
    first, second = map(json.loads, done.stdout.decode().splitlines())
    assert done.returncode == 1
    assert first["error"]["code"] == "document-empty"
    assert second["schema"] == "fairscreen.ad-review/1"


def test_out_writes_a_file_and_leaves_no_partial_one(ad: Path, tmp_path: Path) -> None:
    target = tmp_path / "svar.json"
    done = run(str(ad), "--format", "json", "--out", str(target))
    assert done.stdout == b""
    assert json.loads(target.read_text("utf-8"))["text"] == AD
    assert sorted(p.name for p in tmp_path.iterdir()) == ["annons.txt", "svar.json"]


def test_out_to_a_folder_that_is_not_there_is_told(ad: Path, tmp_path: Path) -> None:
    done = run(str(ad), "--out", str(tmp_path / "ingen" / "svar.txt"))
    assert done.returncode == 1
    assert "output-not-writable" in done.stderr.decode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document-empty"),
        (b" \n\t\n", "document-empty"),
        (bytes(range(256)) * 40, "document-binary"),
        (b"%PDF-1.7 trasig", "document-broken"),
        ("å" * 2_100_000, "text-too-long"),
    ],
    ids=["empty", "blank", "binary", "broken pdf", "2 MB"],
)
def test_bad_input_gets_a_swedish_message(tmp_path: Path, content: bytes | str, code: str) -> None:
    file = tmp_path / "annons"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    done = run(str(file))
    message = done.stderr.decode()
    assert done.returncode == 1
    assert f"[{code}]" in message
    assert "Traceback" not in message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "annons.txt"
    file.write_bytes(AD.encode(encoding))
    review = json.loads(run(str(file), "--format", "json").stdout)
    assert "utbildad barnskötare" in review["text"]


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("sarif", b"{"),
        ("html", b"<!doctype html>"),
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("memo", b"PK"),
    ],
)
def test_each_form_is_written(ad: Path, tmp_path: Path, format: str, start: bytes) -> None:
    target = tmp_path / ("svar.docx" if format == "memo" else f"svar.{format}")
    done = run(str(ad), "--format", format, "--out", str(target), "--fail-on", "never")
    assert done.returncode == 0
    assert done.stdout == b""
    assert target.read_bytes().startswith(start)


def test_sarif_goes_to_standard_output_and_holds_all_ads(ad: Path) -> None:
    log = json.loads(run(str(ad), str(ad), "--format", "sarif").stdout)
    assert len(log["runs"][0]["artifacts"]) == 2


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_file_form_without_a_place_is_a_usage_error(ad: Path, format: str) -> None:
    done = run(str(ad), "--format", format)
    assert done.returncode == 2
    assert "output-file-needed" in done.stderr.decode()
    assert done.stdout == b""


def test_several_ads_give_a_file_each_in_a_folder(ad: Path, tmp_path: Path) -> None:
    other = tmp_path / "annan.txt"
    other.write_text(AD, "utf-8")
    run(str(ad), str(other), "--format", "docx", "--out", str(tmp_path / "ut"))
    assert sorted(p.name for p in (tmp_path / "ut").iterdir()) == [
        "annan-kommentarer.docx", "annons-kommentarer.docx",
    ]  # fmt: skip


def test_a_folder_is_pointed_to_the_portfolio(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 2
    assert "fairscreen portfolio" in done.stderr.decode()


def test_a_profile_decides(ad: Path, tmp_path: Path) -> None:
    profile = tmp_path / "egen.toml"
    profile.write_text('name = "Egen"\n[levels]\nask-letter = "off"\n', "utf-8")
    review = json.loads(run(str(ad), "--format", "json", "--profile", str(profile)).stdout)
    assert review["profile"] == "Egen"
    assert "ask-letter" not in {f["rule"] for f in review["findings"]}


def test_a_choice_in_the_text_is_heeded_and_the_text_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "annons.txt"
    text = AD + "fairscreen: behåll ask-letter: Prövat av HR.\n"
    file.write_text(text, "utf-8")
    review = json.loads(run(str(file), "--format", "json").stdout)
    assert review["text"] == text
    assert "ask-letter" not in {f["rule"] for f in review["findings"]}
    assert [d["note"] for d in review["dropped"] if d["reason"] == "suppressed"] == [
        "Prövat av HR."
    ]


@pytest.mark.parametrize("name", ["annons.md", "annons.html"])
def test_a_choice_in_a_comment_is_heeded(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    comment = "<!-- fairscreen: behåll ask-letter: Prövat av HR. -->"
    body = AD.replace("\n\n", "</p>\n<p>") if name.endswith("html") else AD
    page = f"<html><body><p>{body}</p>{comment}</body></html>"
    file.write_text(page if name.endswith("html") else f"{AD}\n{comment}\n", "utf-8")
    review = json.loads(run(str(file), "--format", "json").stdout)
    assert "ask-letter" not in {f["rule"] for f in review["findings"]}


def test_the_day_of_publication_counts_the_time_to_apply(ad: Path) -> None:
    done = run(str(ad), "--format", "json", "--published", "2026-02-20")
    parts = {p["item"]: p for p in json.loads(done.stdout)["missing"]}
    assert "11 dagar" in parts["application-period"]["message"]
