"""The leak probe: sees what is there, and nothing where there is nothing."""

from __future__ import annotations

import random

import pytest

from fairscreen.anonymise.audit import leak_probe
from fairscreen.anonymise.audit.probe import ProbeResult

TASKS = ["lagade", "mat", "skrev", "protokoll", "ledde", "grupp", "undervisade", "utredde"]


@pytest.fixture(scope="module")
def probe() -> ProbeResult:
    rng = random.Random(1)
    originals, blind, labels = [], [], []
    for number in range(80):
        woman = number % 2 == 0
        merit = " ".join(rng.choices(TASKS, k=12))
        originals.append(f"{'Hon' if woman else 'Han'} {merit} {'dotter' if woman else 'son'}")
        blind.append(f"Hen {merit}")
        labels.append("f" if woman else "m")
    return leak_probe(originals, blind, labels, attribute="gender")


def test_originals_tell_and_blind_copies_do_not(probe: ProbeResult) -> None:
    auc = {(arm.arm, arm.kind): arm for arm in probe.arms}
    assert auc["original", "linear"].auc > 0.95
    assert auc["blind", "linear"].auc < 0.75
    assert auc["control", "linear"].auc < 0.75


def test_every_arm_is_tried_both_ways(probe: ProbeResult) -> None:
    assert len(probe.arms) == 6
    assert all(0 <= arm.low <= arm.high <= 1 for arm in probe.arms)


def test_what_tells_is_named() -> None:
    blind = [("matlag " if n % 2 else "symöte ") + "arbete" for n in range(60)]
    labels = ["m" if n % 2 else "f" for n in range(60)]
    probe = leak_probe(blind, blind, labels, attribute="gender")
    assert dict(probe.words)["matlag"] == "m"
    assert dict(probe.words)["symöte"] == "f"


def test_too_few_to_say() -> None:
    probe = leak_probe(["a"] * 30, ["a"] * 30, ["f"] * 19 + ["m"] * 11, attribute="gender")
    assert probe.too_small
    assert probe.arms == ()
    assert probe.counts == {"f": 19, "m": 11}


def test_same_seed_same_figures() -> None:
    texts = [f"ord{n % 7} ord{n % 3}" for n in range(60)]
    labels = ["f" if n % 2 else "m" for n in range(60)]
    first, second = (leak_probe(texts, texts, labels, attribute="x", seed=4) for _ in range(2))
    assert first == second
