"""What `path` and `terraform` name: where the configuration lies, and the workspace."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.reader import readable
from pipewarden.stack.values import Known, Origin, Unknown, Value

if TYPE_CHECKING:
    from pipewarden.stack.world import World


def path_value(world: World, folder: str, name: str) -> Value:
    """`path.name` in a module whose files are in that folder."""
    relative = os.path.relpath(folder or ".", world.folder or ".").replace(os.sep, "/")
    match name:
        case "module":
            return Known(readable(relative), Origin(None, "`path.module`"))
        case "root":
            return Known(".", Origin(None, "`path.root`"))
        case "cwd":
            return Known(world.tree.absolute(world.folder), Origin(None, "`path.cwd`"))
    raise EvaluationError(f"there is no `path.{name}`")


def terraform_value(world: World, name: str) -> Value:
    """`terraform.name`."""
    workspace = world.deployment.workspace
    if name == "applying":
        return Unknown("`terraform.applying` differs between plan and apply")
    if name != "workspace":
        raise EvaluationError(f"there is no `terraform.{name}` here")
    if workspace is None:
        return Unknown("the workspace is not known")
    return Known(workspace, Origin(None, f"`terraform.workspace` is `{workspace}`"))
