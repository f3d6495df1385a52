"""A whole recruitment: throughput, memory, two workers against one, killed and taken up again."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import shared_data
from benchmarks.recruitments import make_applicants, write_applications

_PHRASE = "fyra gröna ugglor"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="applicants, with two files each")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options, _ = parser.parse_known_args()
    data = shared_data()
    if data is None:
        return
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        people = make_applicants(data, options.count, options.seed)
        write_applications(root / "in", people, options.seed)
        print(f"{options.count} applicants, {2 * options.count} files (docx, pdf, html, txt)")
        seconds = {}
        for workers in (1, 2):
            started = time.monotonic()
            peak = _run(root, f"out{workers}", workers)
            seconds[workers] = time.monotonic() - started
            print(
                f"{workers} workers: {seconds[workers]:.0f} s, "
                f"{2 * options.count / seconds[workers]:.1f} files a second, "
                f"largest process {peak:.0f} MB"
            )
        print(f"2 workers are {seconds[1] / seconds[2]:.2f} times 1 worker")
        _killed(root, options.kills, seconds[2], options.seed, 2 * options.count)


def _command(root: Path, out: str, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "fairscreen.cli", "anonymise", str(root / "in"),
        "--out", str(root / out), "--key", str(root / f"{out}.key"), "--workers", str(workers),
        "--format", "json",
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    return {**os.environ, "FAIRSCREEN_PASSPHRASE": _PHRASE}


def _run(root: Path, out: str, workers: int) -> float:
    """Run to the end; the largest resident memory of any process, in megabytes."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run(
        _command(root, out, workers), env=_environment(), stdout=subprocess.PIPE, check=False
    )
    assert done.returncode in (0, 1), done.returncode
    return max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _killed(root: Path, kills: int, whole: float, seed: int, files: int) -> None:
    """Kill the run at random moments, take it up each time, and compare the outcome."""
    rng = random.Random(seed)
    seen: dict[str, str] = {}
    for _ in range(kills):
        process = subprocess.Popen(
            _command(root, "killed", 2), env=_environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(timeout=rng.uniform(2, max(4, 1.5 * whole / kills)))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for copy in (root / "killed").glob("K*"):
            # A copy that was there once must never change or go away.
            body = copy.read_bytes().hex()
            assert seen.setdefault(copy.name, body) == body, f"{copy.name} changed"
    _run(root, "killed", 2)
    manifest = json.loads((root / "killed" / "manifest.json").read_text("utf-8"))
    told = [f for entry in manifest["applications"] for f in entry["files"]]
    copies = {path.name for path in (root / "killed").iterdir()} - {"manifest.json"}
    released = {f["file"] for f in told if f["status"] == "released"}
    assert len(told) == files, f"{len(told)} of {files} files are told of"
    assert copies == released, "copies and manifest differ"
    assert set(seen) <= copies, "a copy was lost"
    codes = [entry["code"] for entry in manifest["applications"]]
    revealed = subprocess.run(
        [sys.executable, "-m", "fairscreen.cli", "reveal", *codes,
         "--key", str(root / "killed.key"), "--reason", "prov", "--format", "json"],
        env=_environment(), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    people = json.loads(revealed.stdout)["candidates"]
    sources = [name for person in people for name in person["source_files"]]
    assert len(sources) == len(set(sources)) == files, "the key is not complete"
    shutil.rmtree(root / "killed")
    print(
        f"killed {kills} times and taken up: {len(released)} copies, none lost, doubled or "
        f"changed; {len(codes)} codes, all in the key"
    )


if __name__ == "__main__":
    main()
