"""The LanguageTool protocol, version 2, so that editors that speak it underline our findings.

LibreOffice (*Verktyg › Alternativ › Språkinställningar › LanguageTool-server*, base address
``http://127.0.0.1:8640/v2``), browser add-ons and many editors send a text to ``POST /v2/check``
and show what comes back. Nothing of LanguageTool itself is here: only the shape of its messages.

Places are counted in UTF-16 code units, as Java and JavaScript count; ``annotated`` brings a text
with markup in between to the plain words and each place back.
"""

from fairscreen_api.languagetool.routes import router

__all__ = ["router"]
