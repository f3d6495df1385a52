"""``/v1/batches``: a recruitment's applications made blind.

A batch's ``id`` is told only when it is made and opens it, like a key to a door: keep it as one.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from fairscreen.anonymise.key import conflicts, lock_shortlist, read_key, reveal
from fairscreen.errors import FairscreenError
from fairscreen.workflows import recruitments as desk
from fairscreen_api.pages.blinding.access import found, now, recruitments_of, settings_of
from fairscreen_api.pages.blinding.leading import file_answer
from fairscreen_api.pages.blinding.starting import choices_of, day_of
from fairscreen_api.problems import ERRORS, ErrorBody
from fairscreen_api.uploads import read_many_form

__all__ = ["router"]

_MORE: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorBody, "description": "No such batch."},
    409: {"model": ErrorBody, "description": "The batch is not at that step."},
}
router = APIRouter(prefix="/v1/batches", tags=["batches"], responses=ERRORS | _MORE)


class BatchBody(BaseModel):
    """Where a batch stands, schema ``fairscreen.batch/1``."""

    schema_name: str = Field("fairscreen.batch/1", alias="schema")
    id: str = Field(description="Opens the batch; told to whoever made it.")
    name: str
    state: str = Field(
        description="`draft`, `running`, `review` (all made, waiting) or `released`."
    )
    done: int = Field(description="Applicants whose copies are made.")
    total: int
    refused: list[dict[str, str]] = Field(
        default_factory=list, description="Files that could not be taken, when they were sent."
    )
    manifest: dict[str, Any] | None = Field(None, description="As `manifest.json` of the copies.")


class OpenRequest(BaseModel):
    """Codes to open or to lock, with the reason and the passphrases of the key."""

    model_config = ConfigDict(extra="forbid")

    codes: list[str] = Field(examples=[["K07"]])
    reason: str = Field(examples=["kallas till intervju"])
    passphrases: list[str] = Field(description="One, or two where the key has two.")
    who: str = ""


class ConflictRequest(BaseModel):
    """Persons a reviewer must not judge."""

    model_config = ConfigDict(extra="forbid")

    names: list[str] = Field(description="Full names, e-mail addresses or personnummer.")
    passphrases: list[str]
    who: str = ""


_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files", "passphrase"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "description": "Documents, or zips with a folder for each applicant; "
                            "a file's name may have folders.",
                        },
                        "known": {
                            "type": "string",
                            "format": "binary",
                            "description": "Table of applicants, csv or xlsx.",
                        },
                        "passphrase": {"type": "string", "description": "Once, or twice for two."},
                        "name": {"type": "string", "default": "api"},
                        "policy": {"enum": ["namn-alder-kon", "alla-grunder", "maximal"]},
                        "hide": {"type": "string"},
                        "show": {"type": "string"},
                        "layout": {"enum": ["uniform", "keep"]},
                        "format": {"enum": ["same", "docx", "pdf", "txt", "html"]},
                        "review": {
                            "type": "boolean",
                            "default": False,
                            "description": "Hold the copies until they are released.",
                        },
                        "require_shortlist": {"type": "boolean", "default": False},
                        "weed_on": {"type": "string", "format": "date"},
                    },
                }
            }
        },
    }
}


@router.post(
    "", status_code=202, response_model=BatchBody, openapi_extra=_FORM, summary="Start a batch"
)
async def create(request: Request) -> Response:
    """Take the files, draw the codes, seal the key, and begin to make the copies."""
    form = await read_many_form(request)
    form.fields.setdefault("review", ["false"])

    def work() -> Response:
        store, settings = recruitments_of(request), settings_of(request)
        link = desk.create_recruitment(
            store, name=form.text("name") or "api", choices=choices_of(form),
            passphrases=form.all("passphrase") or [""], weed_on=day_of(form.text("weed_on")),
            settings=settings, now=now(),
        )  # fmt: skip
        try:
            record = found(request, link)
            refused = desk.add_files(store, record, form.files.get("files", []), settings=settings)
            for name, data in form.files.get("known", [])[:1]:
                desk.set_applicants(store, record, name, data)
            desk.start(store, found(request, link), settings=settings)
        except FairscreenError:
            desk.purge(store, found(request, link), settings=settings, reason="kom inte till stånd")
            raise
        request.app.state.jobs.wake()
        told = [{"file": name, **error.to_dict()} for name, error in refused]
        return JSONResponse(_body(request, link, refused=told), 202)

    return await run_in_threadpool(work)


@router.get("/{id}", response_model=BatchBody, summary="Where a batch stands")
def show(request: Request, id: str) -> Response:
    """How many copies are made, and the manifest of those. Without review they are released."""
    return JSONResponse(_body(request, id))


@router.post("/{id}/release", response_model=BatchBody, summary="Release the copies")
def release(request: Request, id: str) -> Response:
    """Let the copies go; what was sent in is removed."""
    desk.release(
        recruitments_of(request), found(request, id), settings=settings_of(request), now=now()
    )
    return JSONResponse(_body(request, id))


@router.get("/{id}/copies", summary="The blind copies and manifest.json, as a zip")
def copies(request: Request, id: str) -> Response:
    """Only after the release."""
    _body(request, id)  # releases what nobody is to review
    return file_answer(desk.copies(recruitments_of(request), found(request, id)), "kopior.zip")


@router.get("/{id}/key", summary="The encrypted key file")
def key(request: Request, id: str) -> Response:
    """Keep it apart from the copies."""
    path = desk.key_path(settings_of(request), found(request, id))
    return file_answer(read_key(path).path.read_bytes(), "nyckel.key")


@router.post("/{id}/shortlist", summary="Lock the shortlist")
def shortlist(request: Request, id: str, body: OpenRequest) -> Response:
    """Record which codes go on, before any identity is opened."""
    line = lock_shortlist(
        read_key(desk.key_path(settings_of(request), found(request, id))), body.codes,
        reason=body.reason, passphrases=body.passphrases, who=body.who,
    )  # fmt: skip
    return JSONResponse({"schema": "fairscreen.shortlist/1", "codes": list(line.codes)})


@router.post("/{id}/reveal", summary="Open identities")
def open_identities(request: Request, id: str, body: OpenRequest) -> Response:
    """The persons behind the codes; logged. Schema ``fairscreen.reveal/1``."""
    people = reveal(
        read_key(desk.key_path(settings_of(request), found(request, id))), body.codes,
        reason=body.reason, passphrases=body.passphrases, who=body.who,
    )  # fmt: skip
    return JSONResponse({
        "schema": "fairscreen.reveal/1",
        "candidates": [
            {
                "code": person.code, "given_name": person.given_name, "surname": person.surname,
                "email": person.email, "phone": person.phone, "personnummer": person.personnummer,
                "source_files": list(person.source_files),
            }
            for person in people
        ],
    })  # fmt: skip


@router.post("/{id}/conflicts", summary="Codes a reviewer must not read")
def check_conflicts(request: Request, id: str, body: ConflictRequest) -> Response:
    """Compares names on the key's side; the answer is codes alone."""
    codes = conflicts(
        read_key(desk.key_path(settings_of(request), found(request, id))), body.names,
        passphrases=body.passphrases, who=body.who,
    )  # fmt: skip
    return JSONResponse({"schema": "fairscreen.conflict/1", "codes": codes})


@router.delete("/{id}", status_code=204, summary="Remove a batch and its key")
def purge(request: Request, id: str, reason: str) -> Response:
    """Copies and key are destroyed; the log stays on the machine."""
    desk.purge(
        recruitments_of(request), found(request, id), settings=settings_of(request), reason=reason
    )
    return Response(status_code=204)


def _body(
    request: Request, id: str, *, refused: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    store = recruitments_of(request)
    record = found(request, id)
    done, total = store.progress(record.id)
    state: str = record.state
    if state == "running" and total and done == total:
        if record.options["review"]:
            state = "review"
        else:
            desk.release(store, record, settings=settings_of(request), now=now())
            record = found(request, id)
            state = record.state
    return BatchBody(
        schema="fairscreen.batch/1", id=id, name=record.name, state=state, done=done, total=total,
        refused=refused or [], manifest=desk.manifest_of(store, record) if done else None,
    ).model_dump(by_alias=True)  # fmt: skip
