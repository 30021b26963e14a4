"""Compares expressions with Terraform itself: many of them in one run, as outputs of a module without providers."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipewarden.stack import build
from pipewarden.stack.shape import plain, scalar_text, type_of
from pipewarden.stack.types import Collection, ObjectType, Primitive, TupleType, Type
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value

ERROR = "refused"


def write_outputs(folder: Path, expressions: list[str]) -> None:
    """One output for each expression: its value in a tuple, or `refused`."""
    blocks = (
        f'output "o{index}" {{\n  sensitive = true\n  value = try([{expression}\n], "{ERROR}")\n}}\n'
        for index, expression in enumerate(expressions)
    )
    (folder / "outputs.tf").write_text("".join(blocks), encoding="utf-8")


def terraform_answers(state: str, count: int) -> list[Any]:
    """What Terraform says, from `terraform output -json`: type and value of each."""
    outputs = json.loads(state, parse_float=str, parse_int=str)
    answers: list[Any] = []
    for index in range(count):
        output = outputs[f"o{index}"]
        if output["value"] == ERROR:
            answers.append(ERROR)
        else:
            answers.append((output["type"][1][0], output["value"][0]))
    return answers


def our_answers(folder: Path, count: int) -> list[Any]:
    """What the evaluator says, in the same form; an unknown is its reason after a question mark."""
    stack = build(folder)
    assert stack.problems == ()
    return [_answer(stack.output(f"o{index}")) for index in range(count)]


def differences(expressions: list[str], ours: list[Any], theirs: list[Any]) -> dict[str, tuple[Any, Any]]:
    """The expressions on which the two differ, with both answers."""
    triples = zip(expressions, ours, theirs, strict=True)
    return {expression: (our, their) for expression, our, their in triples if our != their}


def _answer(value: Value | None) -> Any:
    if isinstance(value, Sequence):
        return (_type(type_of(value.items[0])), _plain(value.items[0]))
    return _plain(value) if value is not None else None


def _type(type_: Type) -> Any:
    match type_:
        case Primitive():
            return "dynamic" if type_.name in ("any", "opaque") else type_.name
        case Collection():
            return [type_.kind, _type(type_.element)]
        case ObjectType():
            return ["object", {name: _type(item) for name, item in type_.attributes}]
        case TupleType():
            return ["tuple", [_type(item) for item in type_.items]]


def _plain(value: Value) -> Any:
    value = plain(value)
    match value:
        case Known(value=Fraction() as number):
            return _digits(number, scalar_text(value))
        case Known():
            return value.value
        case Sequence():
            return [_plain(item) for item in value.items]
        case Mapping():
            return {name: _plain(item) for name, item in value.members}
        case Unknown():
            return f"? {value.why}"
        case _:
            return f"? {value}"


def _digits(number: Fraction, text: str) -> str:
    """A number as it comes out of Terraform's state, where an integer of 64 bits is one."""
    return str(int(number)) if number.denominator == 1 and abs(number) < 1 << 63 else text
