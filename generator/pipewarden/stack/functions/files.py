"""Functions that read files of the checked tree, and those over paths."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Callable

from msgspec.structs import replace

from pipewarden.hcl import HclSyntaxError, ast, parse_template
from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.maps import known_text, require_map
from pipewarden.stack.functions.registry import Context, function
from pipewarden.stack.scope import References, Scope
from pipewarden.stack.sets import make_set
from pipewarden.stack.types import ANY, STRING
from pipewarden.stack.values import Known, Symbol, Value

_NAME = re.compile(r"[^\W\d][\w-]*")


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise EvaluationError(f"`{path}` is not UTF-8") from None


@function(STRING, contextual=True)
def file(context: Context, path: str) -> str:
    return _text(context.scope.files.read(path), path)


@function(STRING, contextual=True)
def fileexists(context: Context, path: str) -> bool:
    return context.scope.files.exists(path)


@function(STRING, contextual=True)
def filebase64(context: Context, path: str) -> str:
    return base64.b64encode(context.scope.files.read(path)).decode()


def _hash(name: str, algorithm: Callable[[bytes], bytes], *, hexadecimal: bool) -> None:
    def body(context: Context, path: str) -> str:
        digest = algorithm(context.scope.files.read(path))
        return digest.hex() if hexadecimal else base64.b64encode(digest).decode()

    function(STRING, name=name, contextual=True)(body)


for _algorithm in ("md5", "sha1", "sha256", "sha512"):
    _hash(
        f"file{_algorithm}",
        lambda data, name=_algorithm: hashlib.new(name, data, usedforsecurity=False).digest(),  # type: ignore[misc]
        hexadecimal=True,
    )
_hash("filebase64sha256", lambda data: hashlib.sha256(data).digest(), hexadecimal=False)
_hash("filebase64sha512", lambda data: hashlib.sha512(data).digest(), hexadecimal=False)


@function(STRING, STRING, contextual=True)
def fileset(context: Context, folder: str, pattern: str) -> Value:
    expression = glob_expression(posixpath.normpath(pattern))
    names = context.scope.files.names(folder)
    return make_set([Known(name) for name in names if expression.fullmatch(name)], STRING)


def glob_expression(pattern: str) -> re.Pattern[str]:
    """A glob with `*`, `**`, `?`, `[…]` and `{…,…}` as a regular expression over a whole path."""
    result: list[str] = []
    depth = position = 0
    while position < len(pattern):
        char = pattern[position]
        position += 1
        if char == "*":
            position, piece = _star(pattern, position)
            result.append(piece)
        elif char == "?":
            result.append("[^/]")
        elif char == "[":
            position, piece = _class(pattern, position)
            result.append(piece)
        elif char == "{":
            depth += 1
            result.append("(?:")
        elif char == "}" and depth:
            depth -= 1
            result.append(")")
        elif char == "," and depth:
            result.append("|")
        elif char == "\\" and position < len(pattern):
            result.append(re.escape(pattern[position]))
            position += 1
        else:
            result.append(re.escape(char))
    if depth:
        raise EvaluationError("the pattern has a brace that does not end")
    return re.compile("".join(result), re.DOTALL)


def _star(pattern: str, position: int) -> tuple[int, str]:
    if pattern[position : position + 1] != "*":
        return position, "[^/]*"
    position += 1
    if pattern[position : position + 1] == "/":
        return position + 1, "(?:[^/]+/)*"
    return position, ".*"


def _class(pattern: str, position: int) -> tuple[int, str]:
    end = pattern.find("]", position + 1)
    if end < 0:
        raise EvaluationError("the pattern has a bracket that does not end")
    inner = pattern[position:end]
    negated = inner[:1] in ("^", "!")
    body = inner[1:] if negated else inner
    return end + 1, f"[{'^' if negated else ''}{body.replace('[', chr(92) + '[')}]"


@function(STRING)
def dirname(path: str) -> str:
    folder = path.rpartition("/")
    return posixpath.normpath(folder[0] + folder[1]) if folder[1] else "."


@function(STRING)
def basename(path: str) -> str:
    if not path:
        return "."
    return path.rstrip("/").rpartition("/")[2] or "/"


@function(STRING, contextual=True)
def abspath(context: Context, path: str) -> str:
    return posixpath.normpath(posixpath.join(context.scope.files.root(), path))


@function(STRING)
def pathexpand(path: str) -> str:
    if path == "~" or path.startswith("~/"):
        raise undecided("`pathexpand` needs the home folder of the deployment")
    return path


class TemplateNames:
    """Refuses every reference but the names that the template is given."""

    def __init__(self, outer: References) -> None:
        self._outer = outer

    def resolve(self, name: ast.Name, steps: list[ast.GetAttribute | ast.Index], scope: Scope) -> tuple[Value, int]:
        """Raise: the names of the template are looked up before."""
        raise EvaluationError(f"the template is given no value for `{name.name}`")

    def attribute(self, symbol: Symbol, name: str) -> Value:
        """An attribute of a resource that the template is given."""
        return self._outer.attribute(symbol, name)


def _render(context: Context, text: str, variables: Value, file: str) -> Value:
    names = dict(require_map(variables).members)
    for name in names:
        if not _NAME.fullmatch(name):
            raise EvaluationError(f"`{name}` is no name for a template variable")
    if context.scope.templates >= _DEPTH_LIMIT:
        raise EvaluationError("the templates are nested too deeply")
    scope = replace(
        context.scope,
        references=TemplateNames(context.scope.references),
        file=file,
        names=names,
        item=None,
        templates=context.scope.templates + 1,
    )
    try:
        template = parse_template(text)
    except HclSyntaxError as error:
        raise EvaluationError(f"the template `{file}` cannot be read: {error.problem.message}") from None
    return context.evaluate(template, scope)


_DEPTH_LIMIT = 100


@function(STRING, ANY, native=False, contextual=True)
def templatefile(context: Context, path: Value, variables: Value) -> Value:
    name = known_text(path)
    return _render(context, _text(context.scope.files.read(name), name), variables, context.scope.files.shown(name))


@function(STRING, ANY, native=False, contextual=True)
def templatestring(context: Context, template: Value, variables: Value) -> Value:
    return _render(context, known_text(template), variables, context.location.file)
