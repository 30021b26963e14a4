"""Which instance of a resource or of a module call a reference names."""

from __future__ import annotations

from pipewarden.hcl import ast
from pipewarden.stack.convert import convert
from pipewarden.stack.expansion import Instances, Key, no_instance
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import mapping, plain
from pipewarden.stack.types import NUMBER, STRING
from pipewarden.stack.values import Known, Sequence, Unknown, Value

Step = ast.GetAttribute | ast.Index


def pick(
    name: str, found: Instances, values: dict[Key, Value], steps: list[Step], used: int, scope: Scope
) -> tuple[Value, int]:
    """The instance that the next step names, or all of them; an instance that may be absent counts as present.

    Inside `try` and `can` its absence is an answer, so that there it is unknown.
    """
    following = steps[used] if used < len(steps) else None
    if found.kind == "single":
        return values[None], used
    if found.unknown is not None:
        key = _only_key(following, scope)
        if found.kind == "count" and key == 0 and not scope.tentative:
            return values[0], used + 1
        if _is_own_key(following, scope) and not scope.tentative:
            return next(iter(values.values())), used + 1  # whichever it is: the one that stands for all
        return Unknown(found.unknown.why, found.unknown.origin), used
    if isinstance(following, ast.Index):
        key_value = plain(evaluate(following.key, scope))
        if isinstance(key_value, Known) and key_value.value is not None:
            return _instance(name, found, values, key_value), used + 1
    if found.kind == "count":
        return Sequence(tuple(values.values())), used
    return mapping((str(key), value) for key, value in values.items()), used


def _only_key(step: Step | None, scope: Scope) -> Key:
    if not isinstance(step, ast.Index):
        return None
    value = plain(evaluate(step.key, scope))
    return int(str(value.value)) if isinstance(value, Known) and str(value.value) == "0" else None


def _is_own_key(step: Step | None, scope: Scope) -> bool:
    """Whether the step is `[each.key]` or `[count.index]`, in an instance whose own key is not known."""
    if not isinstance(step, ast.Index) or not isinstance(step.key, ast.GetAttribute):
        return False
    source = step.key.source
    if not isinstance(source, ast.Name) or (source.name, step.key.name) not in (("each", "key"), ("count", "index")):
        return False
    return isinstance(plain(evaluate(step.key, scope)), Unknown)


def _instance(name: str, found: Instances, values: dict[Key, Value], key: Known) -> Value:
    wanted: Key = None
    if found.kind == "count":
        number = convert(key, NUMBER)
        wanted = int(str(number.value)) if isinstance(number, Known) and str(number.value).isdigit() else None
    else:
        text = convert(key, STRING)
        wanted = str(text.value) if isinstance(text, Known) else None
    if wanted is None or wanted not in values:
        raise no_instance(name, key, list(values))
    return values[wanted]
