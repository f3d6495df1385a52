"""The course of a training run: rates by the clock or the steps, and the mean of late weights."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from .encoder import HEADS_OF_TAGGER, Tagger

T = TypeVar("T")


class Course:
    """Takes steps, falls along a cosine, keeps an average, reports and saves.

    `settings` is the table `training` of a config; `total` the steps planned. With `minutes` the
    clock rules the schedule wherever it is ahead of the steps.
    """

    def __init__(
        self, model: Tagger, settings: dict, total: int, minutes: float | None, work: Path
    ) -> None:
        self.model, self.settings, self.total, self.work = model, settings, total, work
        self.minutes = minutes
        model.freeze(settings.get("frozen", 0))
        body = [
            (n, p)
            for n, p in model.named_parameters()
            if p.requires_grad and not n.startswith(HEADS_OF_TAGGER)
        ]
        rate, head = settings["rate"], settings["head_rate"]
        self.optimiser = torch.optim.AdamW(
            [
                {
                    "params": [p for _, p in body if p.ndim > 1],
                    "lr": rate,
                    "weight_decay": settings["weight_decay"],
                },
                {"params": [p for _, p in body if p.ndim == 1], "lr": rate},
                {"params": model.head.parameters(), "lr": head},
                {"params": model.grounds.parameters(), "lr": settings.get("ground_rate", head)},
            ],
            betas=(0.9, 0.98),
            weight_decay=0.0,
        )
        self.peaks = [group["lr"] for group in self.optimiser.param_groups]
        self.average: dict[str, Tensor] = {}
        self.averaged = self.step = 0
        self.began = time.time()
        self.losses: list[Sequence[float]] = []

    @property
    def done(self) -> float:
        """Share of the run that is behind, 1 or more at its end."""
        share = self.step / self.total
        if self.minutes:
            share = max(share, (time.time() - self.began) / (60 * self.minutes))
        return share

    def rates(self) -> None:
        warm = min(1.0, self.step / max(1, self.settings["warm_up"] * self.total))
        last = self.settings["last_rate"]
        fade = last + (1 - last) * 0.5 * (1 + math.cos(math.pi * min(1.0, self.done)))
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * warm * fade

    def take(self, losses: Sequence[Tensor], weights: Sequence[float]) -> None:
        """One step down the weighted sum of `losses`."""
        self.rates()
        total = sum((w * part for w, part in zip(weights, losses, strict=True)), torch.zeros(()))
        total.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.step += 1
        self.losses.append([part.item() for part in losses])
        settings = self.settings
        if self.done > settings["average_from"] and self.step % settings["average_every"] == 0:
            self._count_in()
        if self.step % 50 == 0:
            means = " ".join(f"{value:.4f}" for value in np.mean(self.losses, 0))
            spent = time.time() - self.began
            print(f"{self.step}/{self.total} loss {means} {spent:.0f} s", flush=True)
            self.losses.clear()
        if self.step % 200 == 0:
            self.save("last.pt")

    def _count_in(self) -> None:
        self.averaged += 1
        for name, value in self.model.state_dict().items():
            if name not in self.average:
                self.average[name] = value.clone()
            else:
                self.average[name] += (value - self.average[name]) / self.averaged

    def save(self, name: str) -> None:
        torch.save(self.average or self.model.state_dict(), self.work / name)

    def finish(self) -> None:
        self.save("model.pt")
        print(f"done {time.time() - self.began:.0f} s, {self.averaged} averaged", flush=True)


def until_done(course: Course, passes: Iterable[Iterable[T]]) -> Iterator[T]:
    """Batches of one pass after another until the course is run."""
    for batches in passes:
        for batch in batches:
            if course.done >= 1:
                return
            yield batch
