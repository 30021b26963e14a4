"""Answers the questions of a file with z3: is there a request that a policy allows and the question is about?

The encoding is a plain one, of those parts of the policy language that the questions use.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import z3

_ANY = z3.AllChar(z3.ReSort(z3.StringSort()))
TIMEOUT = 60_000
"""In milliseconds, for one question."""


class Request:
    """One request, every part of it free."""

    def __init__(self) -> None:
        self.action, self.resource, self.principal = z3.Strings("action resource principal")
        self.keys: dict[str, tuple[Any, Any, Any]] = {}

    def key(self, name: str) -> tuple[Any, Any, Any]:
        """Whether a context key is there, its text, and its number."""
        name = name.lower()
        if name not in self.keys:
            self.keys[name] = (z3.Bool(f"has {name}"), z3.String(f"text {name}"), z3.Real(f"number {name}"))
        return self.keys[name]


def glob(value: Any, pattern: str) -> Any:
    """Whether a text matches a pattern."""
    if not set(pattern) & set("*?"):
        return value == z3.StringVal(pattern)
    parts = [z3.Star(_ANY) if c == "*" else _ANY if c == "?" else z3.Re(z3.StringVal(c)) for c in pattern]
    return z3.InRe(value, parts[0] if len(parts) == 1 else z3.Concat(*parts))


def listed(value: Any) -> list[Any]:
    """A value of JSON as the list that it stands for."""
    return value if isinstance(value, list) else [value]


def element(value: Any, statement: dict[str, Any], name: str, *, lower: bool = False) -> Any:
    """`Action` or `Resource`, or their Not form."""
    given = statement.get(name, statement.get(f"Not{name}", "*"))
    found = z3.Or(*[glob(value, text.lower() if lower else text) for text in listed(given)])
    return found if name in statement else z3.Not(found)


def condition(operator: str, name: str, values: list[Any], request: Request) -> Any:
    """One key under one operator."""
    base = operator.removesuffix("IfExists")
    there, text, number = request.key(name)
    if base == "Null":
        return z3.Not(there) if str(values[0]).lower() == "true" else there
    if base.startswith("Numeric"):
        bounds = [z3.RealVal(str(value)) for value in values]
        met = z3.Or(*[number < bound if base == "NumericLessThan" else number >= bound for bound in bounds])
    elif base.replace("Not", "") in ("StringLike", "ArnLike", "ArnEquals"):
        met = z3.Or(*[glob(text, str(value)) for value in values])
    else:
        met = z3.Or(*[text == z3.StringVal(str(value)) for value in values])
    if "Not" in base:
        return z3.Or(z3.Not(there), z3.Not(met))
    return z3.Or(z3.Not(there), met) if operator.endswith("IfExists") else z3.And(there, met)


def matches(statement: dict[str, Any], request: Request) -> Any:
    """Whether a statement matches the request."""
    who = statement.get("Principal", "*")
    names = ["*"] if who == "*" else [name for values in who.values() for name in listed(values)]
    principal = z3.Or(*[z3.BoolVal(True) if name == "*" else request.principal == z3.StringVal(name) for name in names])
    parts = [
        principal,
        element(request.action, statement, "Action", lower=True),
        element(request.resource, statement, "Resource"),
    ]
    for operator, keys in statement.get("Condition", {}).items():
        parts += [condition(operator, name, listed(values), request) for name, values in keys.items()]
    return z3.And(*parts)


def allowed(policy: dict[str, Any], request: Request) -> Any:
    """Whether the policy allows the request."""
    allows = [matches(each, request) for each in policy["Statement"] if each["Effect"] == "Allow"]
    denies = [matches(each, request) for each in policy["Statement"] if each["Effect"] == "Deny"]
    return z3.And(z3.Or(*allows), z3.Not(z3.Or(*denies)))


def answer(document: dict[str, Any], question: dict[str, Any]) -> str:
    """`no` where no request slips through, `yes` where one does, `undecided` where time runs out."""
    request, solver = Request(), z3.Solver()
    solver.set("timeout", TIMEOUT)
    solver.add(z3.PrefixOf(z3.StringVal("arn:aws:"), request.resource))
    if "base" in question:
        solver.add(allowed(document["policies"][question["policy"]], request))
        solver.add(z3.Not(allowed(document["policies"][question["base"]], request)))
    else:
        solver.add(allowed(document["policies"][question["policy"]], request))
        solver.add(z3.Or(*[glob(request.action, each.lower()) for each in question["actions"]]))
        solver.add(z3.Or(*[glob(request.resource, each) for each in question["resources"]]))
        for name, value in question["where"].items():
            there, text, number = request.key(name)
            solver.add(there, text == z3.StringVal(value))
            if value.replace(".", "").isdigit():
                solver.add(number == z3.RealVal(value))
    return {"unsat": "no", "sat": "yes"}.get(str(solver.check()), "undecided")


def main(path: str) -> None:
    """Prints for each question its answer and the seconds that it took."""
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    found = {}
    for question in document["questions"]:
        start = time.process_time()
        said = answer(document, question)
        found[question["name"]] = {"answer": said, "seconds": time.process_time() - start}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
