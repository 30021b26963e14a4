"""Notes what a tree is asked, so that a later run can tell whether it would be answered alike."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

from pipewarden.errors import PipewardenError
from pipewarden.stack.errors import EvaluationError, UndecidedError

Question: TypeAlias = tuple[str, str]
"""The name of a method that looks at the disk, and the path that it is called with."""
Answers: TypeAlias = dict[Question, str]
"""Questions, each with a digest of its answer or of its refusal."""

_REFUSALS = (EvaluationError, UndecidedError, PipewardenError)
_ASKED: set[str] = set()
_UNHEARD = "no answer is known, so none can be the same"


class Notes:
    """What one tree has been asked."""

    def __init__(self) -> None:
        self.answers: Answers = {}
        self._taken: Answers = {}
        self._asking = False

    @contextmanager
    def taken(self) -> Iterator[Answers]:
        """The questions inside of the block, with their answers: all that it learns of the disk."""
        outer, self._taken = self._taken, {}
        try:
            yield self._taken
        finally:
            self._taken = outer

    def again(self, name: str, path: str) -> None:
        """Notes a question that need not be asked, for what came of its answer is at hand."""
        if not self._asking:
            self._taken[name, path] = self.answers.get((name, path), _UNHEARD)

    def ask(self, name: str, path: str, method: Callable[[], T]) -> T:
        """Asks; a question that is asked on the way to another's answer is not noted, for it follows from it."""
        if self._asking:
            return method()
        self._asking = True
        try:
            answer = method()
        except _REFUSALS as refusal:
            self._note(name, path, b"refused " + str(refusal).encode(errors="backslashreplace"))
            raise
        else:
            self._note(name, path, answer if isinstance(answer, bytes) else repr(answer).encode())
            return answer
        finally:
            self._asking = False

    def _note(self, name: str, path: str, answer: bytes) -> None:
        digest = hashlib.blake2b(answer, digest_size=16).hexdigest()
        self.answers[name, path] = self._taken[name, path] = digest


class Noting(Protocol):
    """What has notes."""

    notes: Notes


N = TypeVar("N", bound=Noting)
P = ParamSpec("P")
T = TypeVar("T")


def asked(method: Callable[Concatenate[N, P], T]) -> Callable[Concatenate[N, P], T]:
    """Has the questions to a method noted; the method takes one path, or nothing."""
    name = method.__name__
    _ASKED.add(name)

    @wraps(method)
    def ask(tree: N, /, *path: P.args, **named: P.kwargs) -> T:
        return tree.notes.ask(name, str(path[0]) if path else "", lambda: method(tree, *path, **named))

    return ask


def still(tree: Noting, answers: Answers) -> bool:
    """Whether the tree gives each of these answers today; a question that it had in this run is not asked again."""
    for question, answer in answers.items():
        if question not in tree.notes.answers:
            _put(tree, *question)
        if tree.notes.answers.get(question) != answer:
            return False
    return True


def _put(tree: Any, name: str, path: str) -> None:
    if name in _ASKED:
        with contextlib.suppress(*_REFUSALS):
            getattr(tree, name)(*(path,) if path or name != "folders" else ())
