"""The copies made in processes of their own, in an order that a restart does not lose."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.batches.kinds import kind_of
from fairscreen.workflows.blinding import (
    BlindApplication,
    BlindFile,
    Edit,
    blind_application,
)
from fairscreen.workflows.recruitments.access import key_path

if TYPE_CHECKING:
    from fairscreen.store import Recruitments, TaskRecord

__all__ = ["Jobs", "run_held"]

_PAUSE_S = 0.3
_LONG_PAUSE_S = 5.0  # before what a full disk prevented is tried again
_MOST_ATTEMPTS = 3  # a task that takes the service down with it is given up
_log = logging.getLogger("fairscreen.jobs")  # types of errors only: a text may quote a document


def run_held(payload: dict[str, Any]) -> dict[str, Any]:
    """One applicant's copies; runs in a worker process."""
    from fairscreen.anonymise import Known, load_policy

    options = payload["options"]
    policy = load_policy(options["policy"]).switched(hide=options["hide"], show=options["show"])
    made = blind_application(
        [(name.rpartition("/")[2], kind_of(name), data) for name, data in payload["files"]],
        code=payload["code"],
        known=Known(**payload["known"]) if payload["known"] else None,
        policy=policy,
        layout=options["layout"],
        form=options["form"],
        edits=[Edit(**edit) for edit in payload["edits"]],
        settings=Settings(**payload["settings"]),
    )
    return made.to_dict()


class Jobs:
    """The thread that hands waiting tasks to processes, and keeps what comes of them.

    Use :meth:`start` and :meth:`stop`. What was under way when the service stopped, or was killed,
    is done again.
    """

    def __init__(self, recruitments: Recruitments, settings: Settings) -> None:
        self._recruitments = recruitments
        self._settings = settings
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None
        self._pool: Any = None
        self._running: dict[Future[dict[str, Any]], tuple[TaskRecord, float]] = {}

    def start(self) -> None:
        """Take up what was left, and begin."""
        self._recruitments.take_up()
        self._thread = threading.Thread(target=self._loop, name="fairscreen-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the processes; what was under way is done again at the next start."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(timeout=30)
        self._close_pool()

    def wake(self) -> None:
        """Look for waiting tasks now."""
        self._woken.set()

    def _loop(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self._turn()
            except Exception as error:  # noqa: BLE001 - the service must go on
                _log.error("a turn failed: %s", type(error).__name__)
                busy = False
            if not busy:
                self._woken.wait(_PAUSE_S if self._running else 1.0)
                self._woken.clear()

    def _turn(self) -> bool:
        """Hand out what there is room for, take in what is done; whether anything happened."""
        happened = self._take_in()
        while len(self._running) < self._settings.batch_workers:
            task = self._recruitments.next_task()
            if task is None:
                break
            happened = True
            if task.attempts > _MOST_ATTEMPTS:
                self._give_up(task, "worker-died")
                continue
            try:
                future = self._executor().submit(run_held, self._payload(task))
            except Exception as error:  # noqa: BLE001 - else the task would be running for ever
                _log.error("a task could not be handed out: %s", type(error).__name__)
                self._recruitments.requeue(task.recruitment_id, task.code)
                self._restart()
                break
            self._running[future] = (task, time.monotonic())
        return happened

    def _payload(self, task: TaskRecord) -> dict[str, Any]:
        record = next(r for r in self._recruitments.all() if r.id == task.recruitment_id)
        source = task.source or {"files": [], "known": None}
        return {
            "code": task.code,
            "files": [
                (place, self._recruitments.file(task.recruitment_id, id))
                for id, place in source["files"]
            ],
            "known": source["known"],
            "options": record.options,
            "edits": task.edits or [],
            "settings": self._settings.model_dump(),
        }

    def _take_in(self) -> bool:
        from joblib.externals.loky.process_executor import BrokenProcessPool

        happened = False
        now = time.monotonic()
        for future, (task, began) in list(self._running.items()):
            if not future.done():
                if now - began > self._settings.batch_timeout_s:
                    self._give_up(task, "worker-hung")
                    self._restart()
                    return True
                continue
            happened = True
            del self._running[future]
            try:
                result = future.result()
            except BrokenProcessPool:
                # One of those under way killed its process; each is tried again, by itself in the
                # end, since the one that fails is put last.
                self._recruitments.requeue(task.recruitment_id, task.code)
                self._restart()
                return True
            except FairscreenError as error:
                self._give_up(task, error.code, **error.params)
            except Exception as error:  # noqa: BLE001 - a fault of ours
                _log.error("a task failed: %s", type(error).__name__)
                self._give_up(task, "worker-died")
            else:
                self._keep(task, result)
        return happened

    def _keep(self, task: TaskRecord, result: dict[str, Any]) -> None:
        try:
            self._seal_names(task, result["names"])
            self._recruitments.finish_task(task.recruitment_id, task.code, result)
        except Exception as error:  # noqa: BLE001 - a full disk, or a recruitment that was removed
            _log.error("a result could not be kept: %s", type(error).__name__)
            self._put_back(task)

    def _put_back(self, task: TaskRecord) -> None:
        """Let the task wait again, as soon as that can be written."""
        while not self._stopping.wait(_LONG_PAUSE_S):  # at a stop it is taken up at the next start
            try:
                self._recruitments.requeue(task.recruitment_id, task.code, fresh=True)
            except FairscreenError as error:
                _log.error("a task could not be put back: %s", error.code)
            else:
                return

    def _seal_names(self, task: TaskRecord, names: list[str]) -> None:
        """Put the names found in the documents into the candidate's entry in the key."""
        from fairscreen.anonymise.key import Candidate, read_key

        source = task.source
        if not names or source is None:
            return
        known = dict(source["known"] or {})
        if not known.get("given_name") and not known.get("surname"):
            given, _, surname = names[0].rpartition(" ")
            known |= {"given_name": given, "surname": surname}
        key = read_key(key_path(self._settings, task.recruitment_id))
        places = tuple(place for _, place in source["files"])
        key.add([Candidate(task.code, **known, source_files=places, names=tuple(names))])

    def _give_up(self, task: TaskRecord, code: str, **params: Any) -> None:
        error = FairscreenError(code, **params)
        files = tuple(
            BlindFile(place.rpartition("/")[2], kind_of(place), "refused", error=error)
            for _, place in (task.source or {"files": []})["files"]
        )
        result = BlindApplication(task.code, files).to_dict()
        try:
            self._recruitments.finish_task(task.recruitment_id, task.code, result)
        except FairscreenError as error:  # a full disk
            _log.error("a refusal could not be kept: %s", error.code)
            self._put_back(task)

    def _executor(self) -> Any:
        from joblib.externals.loky import ProcessPoolExecutor

        if self._pool is None:
            self._pool = ProcessPoolExecutor(max_workers=self._settings.batch_workers, timeout=120)
        return self._pool

    def _restart(self) -> None:
        """New processes; what else was under way waits again."""
        for task, _ in self._running.values():
            self._recruitments.requeue(task.recruitment_id, task.code)
        self._running.clear()
        self._close_pool()

    def _close_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, kill_workers=True)
            self._pool = None
