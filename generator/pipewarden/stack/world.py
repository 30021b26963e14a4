"""What all modules of one stack share while it is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipewarden.hcl import ast
from pipewarden.stack.configuration import Configuration, load
from pipewarden.stack.declared import undeclared
from pipewarden.stack.depth import Depth
from pipewarden.stack.errors import EvaluationError, ExhaustedError, TooLargeError, UndecidedError
from pipewarden.stack.missing import SYNTAX
from pipewarden.stack.model import Problem, Unresolved
from pipewarden.stack.reader import Tree, join
from pipewarden.stack.scope import Meter
from pipewarden.stack.values import Origin, Unknown, Value
from pipewarden.stack.variables import Deployment
from pipewarden.stack.weight import Scales

if TYPE_CHECKING:
    from pipewarden.stack.resource import ResourceInstance

INSTANCE_LIMIT = 20_000


class World:
    """The tree, the root's folder, the deployment, and what is found on the way."""

    def __init__(self, tree: Tree, folder: str, deployment: Deployment) -> None:
        self.tree = tree
        self.folder = folder
        self.deployment = deployment
        self.meter = Meter()
        self.problems: list[Problem] = []
        self.unresolved: list[Unresolved] = []
        self.resources: dict[str, ResourceInstance] = {}
        self.depth = Depth()
        self._configurations: dict[str, Configuration] = {}
        self._instances = 0
        self._scales = Scales()
        self._refused: dict[str, list[ast.Span]] = {}

    def configuration(self, folder: str) -> Configuration:
        """The configuration of a folder, loaded once."""
        if folder not in self._configurations:
            loaded = load(self.tree, folder)
            self._configurations[folder] = loaded
            self.problems.extend(loaded.problems)
            self.unresolved += [Unresolved(place.file, SYNTAX, place) for place in loaded.unread]
            for problem in undeclared(loaded):
                self.report(problem)
                self._refused.setdefault(problem.location.file, []).append(problem.location.span)
        return self._configurations[folder]

    @property
    def configurations(self) -> list[Configuration]:
        """All configurations that were loaded."""
        return list(self._configurations.values())

    def report(self, problem: Problem) -> None:
        """Keep a problem, once; what comes of a reference that is refused already is no other problem."""
        span = problem.location.span
        refused = self._refused.get(problem.location.file, ())
        if problem not in self.problems and not any(item.start <= span.start < item.end for item in refused):
            self.problems.append(problem)

    def admit(self, number: int) -> bool:
        """Whether so many more instances can be evaluated."""
        self._instances += number
        return self._instances <= INSTANCE_LIMIT

    def guarded(self, compute: Callable[[], Value], location: ast.Location) -> Value:
        """The value, or an unknown: where Terraform would refuse, the problem is kept."""
        try:
            return self._scales.weigh(compute())
        except EvaluationError as error:
            place = error.location or location
            self.report(Problem(error.message, place))
            return Unknown(error.message, Origin(place, error.message))
        except (UndecidedError, ExhaustedError) as error:
            return error.unknown
        except RecursionError:
            if self.depth.nested:
                raise
            return Unknown("the expression is nested too deeply", Origin(location, "nested too deeply"))
        except MemoryError:
            return TooLargeError().unknown


class RootFiles:
    """The files that functions read: paths are relative to the root module's folder."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _inside(self, path: str) -> str:
        return join(self._world.folder, path)

    def read(self, path: str) -> bytes:
        """The content of a file."""
        return self._world.tree.read(self._inside(path))

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return self._world.tree.exists(self._inside(path))

    def names(self, path: str) -> tuple[str, ...]:
        """The files below a folder."""
        return self._world.tree.files_under(self._inside(path))

    def root(self) -> str:
        """The absolute path of the root module's folder."""
        return self._world.tree.absolute(self._world.folder)

    def shown(self, path: str) -> str:
        """The path as a person sees it."""
        return self._world.tree.shown(self._inside(path))
