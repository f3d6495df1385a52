"""Every layer of a file, also those that no reader sees.

A name can live on in a file's properties, in a comment, under a black box, in an earlier revision
or in a picture. :func:`inspect` takes a file apart, ours or anyone's, and gives each
:class:`Layer` that holds text with a name that says where it is, so that a leak can be pointed at.
A part that could not be read is a layer called ``unknown: …``: silence would look like safety.

``packages`` takes zipped documents apart, ``pdf`` and its neighbours pdf files, ``pictures``
images; ``strings`` finds words in bytes that have no known form. Files inside files are taken apart
in the same way.
"""

from fairscreen.documents.layers.inspection import inspect
from fairscreen.documents.layers.layer import Layer

__all__ = ["Layer", "inspect"]
