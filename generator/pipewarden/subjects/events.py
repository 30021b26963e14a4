"""EventBridge rules: what they wait for, and what they start."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator

from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.json_text import decode
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.identity import names, same_name


def pattern(rule: Resource) -> Mapping | Unknown | None:
    """The event pattern of a rule, None where it has none (a schedule) or where it is no JSON object."""
    text = configured(rule.values, "event_pattern")
    if text is None or isinstance(text, Unknown):
        return text
    try:
        structure = decode(text)
    except UndecidedError as error:
        return error.unknown
    except EvaluationError:
        return None
    if isinstance(structure, Mapping | Unknown):
        return structure
    return None


def waits_for(rule_pattern: Mapping, path: tuple[str, ...], wanted: Value) -> bool | None:
    """Whether the pattern lets an event through whose field at `path` is (or ends, as an ARN, in) `wanted`.

    A field that the pattern does not name may be anything. None where it cannot be decided.
    """
    field: Value | None = rule_pattern
    for step in path:
        if not isinstance(field, Mapping):
            return None
        field = field.get(step)
        if field is None:
            return True
    if not isinstance(field, Sequence):
        return None
    answers = [_accepts(item, wanted) for item in field.items]
    return True if True in answers else None if None in answers else False


def _accepts(item: Value, wanted: Value) -> bool | None:
    if not isinstance(item, Mapping):
        return same_name(item, wanted)
    if not isinstance(wanted, Known) or len(item.members) != 1:
        return None
    operator, operand = item.members[0]
    text = str(wanted.value)
    match operator, operand:
        case "prefix", Known():
            return text.startswith(str(operand.value))
        case "suffix", Known():
            return text.endswith(str(operand.value))
        case "equals-ignore-case", Known():
            return text.casefold() == str(operand.value).casefold()
        case "wildcard", Known():
            return fnmatch.fnmatchcase(text, str(operand.value).replace("[", "[[]").replace("?", "[?]"))
        case "anything-but", Known() | Sequence():
            listed = operand.items if isinstance(operand, Sequence) else (operand,)
            return wanted not in listed if all(isinstance(other, Known) for other in listed) else None
    return None


def is_disabled(rule: Resource) -> bool | None:
    """Whether the rule is switched off, by its state or by the older argument; None where that is not known."""
    state, enabled = argument(rule, "state", "ENABLED"), argument(rule, "is_enabled", True)
    if state.undecided or enabled.undecided:
        return None
    return state.in_force == "DISABLED" or enabled.in_force is False


def targets(stack: Stack, rule: Resource) -> Iterator[tuple[Resource, bool | None]]:
    """The targets that name the rule, and whether they do for sure (None where it is not known)."""
    for target in stack.of_type("aws_cloudwatch_event_target"):
        named = names(configured(target.values, "rule"), rule)
        if named is not False:
            yield target, named if target.may_be_absent is None else None
