"""A recruitment's door: its making, its address, its key's place, one step at a time, its end."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.blinding import Form, Look
from fairscreen.workflows.recruitments.latest import forget

if TYPE_CHECKING:
    from fairscreen.store import RecruitmentRecord, Recruitments

__all__ = [
    "Choices",
    "create_recruitment",
    "find_recruitment",
    "key_path",
    "need",
    "one_at_a_time",
    "purge",
    "purge_due",
]

_log = logging.getLogger("fairscreen.retention")
_KEYS = "recruitment-keys"
P = ParamSpec("P")
R = TypeVar("R")
_LONGEST_NAME = 200
_KEPT = timedelta(days=730)  # two years: the time within which a decision can be appealed in court


@dataclass(frozen=True, slots=True)
class Choices:
    """How the copies of a recruitment are made, and how its key opens.

    As in :class:`~fairscreen.workflows.batches.BatchOptions`; ``review`` is whether a person looks
    before the copies are released.
    """

    policy: str = "namn-alder-kon"
    hide: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    layout: Look = "uniform"
    form: Form = "same"
    needs_shortlist: bool = False
    review: bool = True


def one_at_a_time(
    step: Callable[Concatenate[Recruitments, RecruitmentRecord, P], R],
) -> Callable[Concatenate[Recruitments, RecruitmentRecord, P], R]:
    """Give ``step`` the recruitment as it stands when its turn comes.

    Two presses on a button are two requests: both would draw codes, and the key would hold the
    persons of one draw under the codes of the other.
    """

    @wraps(step)
    def alone(
        recruitments: Recruitments, record: RecruitmentRecord, *args: P.args, **options: P.kwargs
    ) -> R:
        with recruitments.turn(record.id) as fresh:
            if fresh is None:
                raise FairscreenError("recruitment-link-invalid")
            return step(recruitments, fresh, *args, **options)

    return alone


def _hash(link: str) -> str:
    # The link is random, so that a plain hash is enough.
    return hashlib.sha256(link.encode()).hexdigest()


def key_path(settings: Settings, record: RecruitmentRecord | str) -> Path:
    """The recruitment's key file; its log lies beside it."""
    from fairscreen.anonymise.key.log import log_path

    id = record if isinstance(record, str) else record.id
    folder = settings.data / _KEYS
    earlier = folder / f"{id}.key"  # as earlier versions named it
    # Messages tell the file's name: it is the one that the key is fetched under.
    return earlier if log_path(earlier).exists() or earlier.exists() else folder / id / "nyckel.key"


def create_recruitment(
    recruitments: Recruitments,
    *,
    name: str,
    choices: Choices,
    passphrases: Sequence[str] = (),
    recipient: bytes | None = None,
    weed_on: date | None = None,
    settings: Settings,
    now: datetime,
) -> str:
    """Start a recruitment; returns the secret of its address, told only here.

    Raises
    ------
    FairscreenError
        ``recruitment-name-missing``, policy errors, and what making a key raises.
    """
    from fairscreen.anonymise import load_policy
    from fairscreen.anonymise.key import create_key

    if not name.strip():
        raise FairscreenError("recruitment-name-missing")
    load_policy(choices.policy).switched(hide=choices.hide, show=choices.show)
    id, link = secrets.token_hex(16), secrets.token_urlsafe(24)
    path = key_path(settings, id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    purge_on = weed_on or (now + _KEPT).date()
    create_key(
        path, passphrases=passphrases, recipient=recipient, created=now.date(), weed_on=purge_on,
        needs_shortlist=choices.needs_shortlist, cost=settings.key_cost,
    )  # fmt: skip
    recruitments.add(
        id, link_hash=_hash(link), name=name.strip()[:_LONGEST_NAME], options=asdict(choices),
        purge_on=purge_on, now=now,
    )  # fmt: skip
    return link


def find_recruitment(recruitments: Recruitments, link: str) -> RecruitmentRecord:
    """The recruitment that an address opens.

    Raises
    ------
    FairscreenError
        ``recruitment-link-invalid``.
    """
    record = recruitments.by_link(_hash(link))
    if record is None:
        raise FairscreenError("recruitment-link-invalid")
    return record


@one_at_a_time
def purge(
    recruitments: Recruitments, record: RecruitmentRecord, *, settings: Settings, reason: str,
    who: str = "",
) -> None:  # fmt: skip
    """Remove the recruitment, its copies and its key; the key's log stays.

    Raises
    ------
    FairscreenError
        ``key-reason-missing``.
    """
    from fairscreen.workflows.retention import purge_keys

    if not reason.strip():
        raise FairscreenError("key-reason-missing")
    path = key_path(settings, record)
    if path.exists():
        list(purge_keys([path], reason=reason, early=True, who=who))
    recruitments.remove(record.id)
    forget(record.id)


def purge_due(recruitments: Recruitments, *, settings: Settings, today: date) -> int:
    """Remove what has come to its day, or was left by a purge; returns how many recruitments."""
    gone = 0
    for record in recruitments.all():
        if record.purge_on > today and not _is_destroyed(key_path(settings, record)):
            continue
        try:
            purge(recruitments, record, settings=settings, reason=f"gallring {record.purge_on}")
        except FairscreenError as error:  # one damaged key must not keep the others
            _log.error("a recruitment could not be purged: %s", error.code)
            continue
        gone += 1
    return gone


def _is_destroyed(path: Path) -> bool:
    """Whether a purge was stopped after the key was destroyed."""
    from fairscreen.anonymise.key import read_log
    from fairscreen.anonymise.key.log import purged

    try:
        return not path.exists() and purged(path, read_log(path)) is not None
    except FairscreenError:
        return False


def need(record: RecruitmentRecord, state: str, step: str, why: str) -> None:
    """Refuse a step that does not belong to the state the recruitment is in."""
    if record.state != state:
        raise FairscreenError("recruitment-step", step=step, why=why)
