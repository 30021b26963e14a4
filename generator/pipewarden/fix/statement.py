"""A statement that denies something to everybody, in every notation of a policy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

Value = str
"""What may stand in a Terraform template: `aws:kms`, `${aws_s3_bucket.this.arn}/*`."""


class Condition(Struct, frozen=True):
    """One condition; its values are ORed."""

    operator: str
    key: str
    values: tuple[Value, ...]


class Statement(Struct, frozen=True):
    """Denies an action on resources to everybody, under all of the conditions."""

    sid: str
    action: str
    resources: tuple[Value, ...]
    conditions: tuple[Condition, ...]

    def beside(self, policy: str) -> Statement:
        """With a name that no statement of the policy has; `policy` is its text."""
        return self._renamed(lambda name: f'"{name}"' in policy)

    def unlike(self, names: frozenset[str]) -> Statement:
        """With a name that is none of these."""
        return self._renamed(lambda name: name in names)

    def _renamed(self, is_taken: Callable[[str], bool]) -> Statement:
        names = (self.sid, *(f"{self.sid}{number}" for number in range(2, 99)))
        return replace(self, sid=next(name for name in names if not is_taken(name)))

    def block(self) -> list[str]:
        """As a block of `aws_iam_policy_document`."""
        conditions = [
            line
            for condition in self.conditions
            for line in (
                "",
                "  condition {",
                f'    test     = "{condition.operator}"',
                f'    variable = "{condition.key}"',
                f"    values   = {_listed(condition.values)}",
                "  }",
            )
        ]
        return [
            "statement {",
            f'  sid       = "{self.sid}"',
            '  effect    = "Deny"',
            f'  actions   = ["{self.action}"]',
            f"  resources = {_listed(self.resources)}",
            "",
            "  principals {",
            '    type        = "*"',
            '    identifiers = ["*"]',
            "  }",
            *conditions,
            "}",
        ]

    def object(self) -> list[str]:
        """As an object for `jsonencode`."""
        conditions = (f'{one.operator} = {{ "{one.key}" = {_plain(one.values)} }}' for one in self.conditions)
        return [
            "{",
            f'  Sid       = "{self.sid}"',
            '  Effect    = "Deny"',
            '  Principal = "*"',
            f'  Action    = "{self.action}"',
            f"  Resource  = {_listed(self.resources)}",
            f"  Condition = {{ {', '.join(conditions)} }}",
            "}",
        ]

    def json(self) -> str:
        """As JSON text in a Terraform template, where a reference keeps its quotes."""
        return _unescaped(json.dumps(self.document()))

    def document(self) -> Mapping[str, Any]:
        """As plain data."""
        conditions = {one.operator: {one.key: _one_or_many(one.values)} for one in self.conditions}
        return {
            "Sid": self.sid,
            "Effect": "Deny",
            "Principal": "*",
            "Action": self.action,
            "Resource": list(self.resources),
            "Condition": conditions,
        }


def expression(value: Value) -> str:
    """A template as a Terraform expression: a reference by itself stands bare."""
    bare = re.fullmatch(r"\$\{([^{}]*)\}", value)
    return bare[1] if bare else f'"{value}"'


def _listed(values: tuple[Value, ...]) -> str:
    return f"[{', '.join(map(expression, values))}]"


def _plain(values: tuple[Value, ...]) -> str:
    return expression(values[0]) if len(values) == 1 else _listed(values)


def _one_or_many(values: tuple[Value, ...]) -> Value | list[Value]:
    return values[0] if len(values) == 1 else list(values)


def _unescaped(text: str) -> str:
    return re.sub(r"\$\{[^{}]*\}", lambda match: match[0].replace('\\"', '"'), text)
