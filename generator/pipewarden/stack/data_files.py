"""Data sources that only read a file of the tree, or fill in a template: `local_file` and `template_file`.

They compute what `file` and `templatestring` do (hashicorp/local, *local_file*; hashicorp/template, *template_file*),
from a folder that is the same: the one in which Terraform runs.
"""

from __future__ import annotations

from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions import applied
from pipewarden.stack.functions.registry import Context
from pipewarden.stack.values import Mapping, Sequence, Unknown, Value

_READ = {
    "content": "file",
    "content_base64": "filebase64",
    "content_base64sha256": "filebase64sha256",
    "content_base64sha512": "filebase64sha512",
    "content_md5": "filemd5",
    "content_sha1": "filesha1",
    "content_sha256": "filesha256",
    "content_sha512": "filesha512",
}


def computed_from_files(type_: str, attribute: str, values: Mapping, context: Context) -> Value | None:
    """An attribute of such a data source; None for any other, and where the file is yet to be written."""
    if type_ == "local_file" and attribute in _READ:
        return _read(_READ[attribute], values.get("filename"), context)
    template = values.get("template")
    if type_ == "template_file" and attribute == "rendered" and template is not None:
        return applied("templatestring", [template, _variables(values.get("vars"))], context)
    return None


def _read(function: str, filename: Value | None, context: Context) -> Value | None:
    if filename is None:
        return None
    try:
        return applied(function, [filename], context)
    except EvaluationError:
        return None


def _variables(given: Value | None) -> Value:
    """The variables of a template, which Terraform 0.11 wrote as a block."""
    if isinstance(given, Sequence) and given.items:
        given = given.items[0]
    if isinstance(given, Mapping):
        return Mapping(given.members)
    return given if isinstance(given, Unknown) else Mapping(())
