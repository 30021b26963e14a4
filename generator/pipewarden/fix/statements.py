"""Mends a policy that lets plaintext or old TLS through: adds the statement that denies it, in its own notation."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from pipewarden.fix import insert
from pipewarden.fix.edit import Edit
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source
from pipewarden.hcl import ast

_CONDITIONS = {
    "bucket-plaintext-transport": ("DenyPlaintextTransport", "Bool", "aws:SecureTransport", "false"),
    "topic-unencrypted": ("DenyPlaintextPublish", "Bool", "aws:SecureTransport", "false"),
    "bucket-old-tls": ("DenyOldTls", "NumericLessThan", "s3:TlsVersion", ""),
}
_POLICIES = {
    "aws_s3_bucket": ("aws_s3_bucket_policy", "bucket"),
    "aws_sns_topic": ("aws_sns_topic_policy", "arn"),
}
_JSON_LIST = re.compile(r'"Statement"\s*:\s*\[')
_NESTING = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement to add: it denies `actions` on `resources` (Terraform expressions) under one condition."""

    sid: str
    operator: str
    key: str
    value: str
    actions: str
    resources: tuple[str, ...]

    def beside(self, policy: str) -> Statement:
        """With a name that no statement of the policy has; `policy` is its text."""
        names = (self.sid, *(f"{self.sid}{number}" for number in range(2, 99)))
        return replace(self, sid=next(name for name in names if f'"{name}"' not in policy))

    def block(self) -> list[str]:
        """As a block of `aws_iam_policy_document`."""
        return [
            "statement {",
            f'  sid       = "{self.sid}"',
            '  effect    = "Deny"',
            f'  actions   = ["{self.actions}"]',
            f"  resources = [{', '.join(_expression(item) for item in self.resources)}]",
            "",
            "  principals {",
            '    type        = "*"',
            '    identifiers = ["*"]',
            "  }",
            "",
            "  condition {",
            f'    test     = "{self.operator}"',
            f'    variable = "{self.key}"',
            f'    values   = ["{self.value}"]',
            "  }",
            "}",
        ]

    def object(self) -> list[str]:
        """As an object for `jsonencode`."""
        return [
            "{",
            f'  Sid       = "{self.sid}"',
            '  Effect    = "Deny"',
            '  Principal = "*"',
            f'  Action    = "{self.actions}"',
            f"  Resource  = [{', '.join(_expression(item) for item in self.resources)}]",
            f'  Condition = {{ {self.operator} = {{ "{self.key}" = "{self.value}" }} }}',
            "},",
        ]

    def json(self) -> str:
        """As JSON text in a template."""
        resources = [item if item.startswith("$") else f"${{{item}}}" for item in self.resources]
        return json.dumps(
            {
                "Sid": self.sid,
                "Effect": "Deny",
                "Principal": "*",
                "Action": self.actions,
                "Resource": resources,
                "Condition": {self.operator: {self.key: self.value}},
            }
        )


def _statement(patient: Patient, kind: str, arn: str) -> Statement:
    sid, operator, key, value = _CONDITIONS[patient.control]
    is_topic = kind == "aws_sns_topic"
    resources = (arn,) if is_topic else (arn, f"${{{arn}}}/*")
    actions = "sns:Publish" if is_topic else "s3:*"
    return Statement(sid, operator, key, value or patient.config.require.min_tls, actions, resources)


def mend(patient: Patient) -> Mend | Refusal | None:
    """The statement, put into the policy in force; None where the control is about no such statement."""
    if patient.control not in _CONDITIONS or "denied" not in patient.verdict.message:
        return None
    for kind, (attached, by) in _POLICIES.items():
        if patient.kind == attached:
            return _of_policy(patient, patient.source, patient.block, kind, by)
        if patient.kind == kind:
            return _of_subject(patient, kind, attached, by)
        if patient.kind == "aws_iam_policy_document":
            users = [
                (source, block)
                for source, block in patient.blocks(attached)
                if _mentions(source, block, f"data.aws_iam_policy_document.{patient.name}")
            ]
            if len(users) == 1:
                return _of_policy(patient, *users[0], kind, by)
    return Refusal("which policy is in force cannot be followed to one place")


def _mentions(source: Source, block: ast.Block, text: str) -> bool:
    return re.search(rf"{re.escape(text)}\b", source.of(block.span)) is not None


def _of_subject(patient: Patient, kind: str, attached: str, by: str) -> Mend | Refusal:
    address = f"{kind}.{patient.name}"
    policies = [
        (source, block)
        for source, block in patient.blocks(attached)
        if (argument := block.body.attribute(by))
        and re.match(rf"{re.escape(address)}\b", source.of(argument.expression.span))
    ]
    if len(policies) == 1:
        return _of_policy(patient, *policies[0], kind, by)
    if policies or patient.source.tree.json or patient.block.body.attribute("policy"):
        return Refusal("which policy is in force cannot be followed to one place")
    return _new_policy(patient, kind, attached, by)


def _new_policy(patient: Patient, kind: str, attached: str, by: str) -> Mend | Refusal:
    if any(patient.block.body.attribute(name) for name in ("count", "for_each")):
        return Refusal(f"`{kind}.{patient.name}` has several instances; write a policy for each")
    address = f"{kind}.{patient.name}"
    statement = _statement(patient, kind, f"{address}.arn")
    copied = [
        f"{name} = {patient.source.of(attribute.expression.span)}"
        for name in ("provider", "region")
        if (attribute := patient.block.body.attribute(name)) is not None
    ]
    value = f"{address}.arn" if by == "arn" else f"{address}.bucket"
    top = insert.aligned([*copied, f"{by} = {value}"])
    lines = [
        f'resource "{attached}" "{patient.name}" {{',
        *(f"  {line}" for line in top),
        "",
        "  policy = jsonencode({",
        '    Version = "2012-10-17"',
        "    Statement = [",
        *(f"      {line}" for line in statement.object()),
        "    ]",
        "  })",
        "}",
    ]
    return Mend((insert.after_block(patient.source, patient.block, lines),))


def _of_policy(patient: Patient, source: Source, block: ast.Block, kind: str, by: str) -> Mend | Refusal:
    target = block.body.attribute(by)
    policy = block.body.attribute("policy")
    reference = source.of(target.expression.span) if target else ""
    named = re.fullmatch(rf"({kind}\.\w+(?:\[[^\]]+\])?)\.\w+", reference)
    if policy is None or named is None:
        return Refusal(f"which {kind} the policy belongs to is not written beside it")
    statement = _statement(patient, kind, f"{named[1]}.arn")
    return _into(patient, source, policy.expression, statement, _NESTING)


def _into(
    patient: Patient, source: Source, expression: ast.Expression, statement: Statement, depth: int
) -> Mend | Refusal:
    """Follows an expression to where the policy's statements are written."""
    if depth == 0:
        return Refusal("the policy is passed on too often to be followed")
    match expression:
        case ast.Call(name="jsonencode", arguments=(ast.ObjectExpression() as document,)):
            return _into_object(source, document, statement)
        case ast.Text() | ast.Template():
            return _into_text(source, expression, statement)
        case ast.Parentheses(expression=inner):
            return _into(patient, source, inner, statement, depth - 1)
        case ast.GetAttribute() | ast.Index():
            return _followed(patient, source.of(expression.span), statement, depth)
        case _:
            return Refusal("the policy is computed; add the statement where it is written")


def _followed(patient: Patient, reference: str, statement: Statement, depth: int) -> Mend | Refusal:
    document = re.fullmatch(r"data\.aws_iam_policy_document\.(\w+)(?:\[[^\]]+\])?\.(?:json|minified_json)", reference)
    local = re.fullmatch(r"local\.(\w+)", reference)
    for source in patient.module.values():
        for block in source.tree.body.blocks:
            labels = tuple(label.text for label in block.labels)
            if document and block.type == "data" and labels == ("aws_iam_policy_document", document[1]):
                return _into_document(source, block, statement)
            attribute = block.body.attribute(local[1]) if local and block.type == "locals" else None
            if attribute is not None:
                return _into(patient, source, attribute.expression, statement, depth - 1)
    return Refusal(f"`{reference}` is not written in this module")


def _into_document(source: Source, block: ast.Block, statement: Statement) -> Mend | Refusal:
    if source.tree.json:
        return Refusal("the policy is written in Terraform's JSON syntax; add the statement by hand")
    return Mend((insert.nested_block(source, block, statement.beside(source.of(block.span)).block()),))


def _into_object(source: Source, document: ast.ObjectExpression, statement: Statement) -> Mend | Refusal:
    for entry in document.entries:
        if isinstance(entry.key, ast.Text) and entry.key.value == "Statement":
            if isinstance(entry.value, ast.TupleExpression):
                lines = statement.beside(source.of(document.span)).object()
                return Mend((_first_item(source, entry.value, lines),))
            return Refusal("`Statement` is no list that is written here; make it one")
    return Refusal("the policy has no `Statement` that is written here")


def _first_item(source: Source, items: ast.TupleExpression, lines: list[str]) -> Edit:
    start = items.span.start + 1
    line = source.text[source.line_start(start) : start]
    indentation = line[: len(line) - len(line.lstrip())]
    written = [f"{indentation}  {item}" for item in lines]
    rest = source.text[start : source.line_end(start)]
    if not rest.strip():
        return Edit(source.path, start, start, source.lines("", *written))
    if rest.lstrip().startswith("{"):
        # The items share their lines with the brackets: `[{` … `}, {` … `}]`.
        inner = [f"{indentation}{item}" for item in lines[1:-1]]
        return Edit(source.path, start, start, source.lines("{", *inner, f"{indentation}  }}, "))
    blank = len(rest) - len(rest.lstrip())
    following = f"{indentation}  " if items.items else indentation
    return Edit(source.path, start, start + blank, source.lines("", *written, following))


def _into_text(source: Source, expression: ast.Text | ast.Template, statement: Statement) -> Mend | Refusal:
    start = expression.span.start
    written = source.of(expression.span)
    opened = _JSON_LIST.search(written)
    if not written.startswith("<<") or opened is None:
        return Refusal("the policy is no heredoc with a list of statements; add the statement by hand")
    place = start + opened.end()
    comma = "" if source.text[place:].lstrip().startswith("]") else ","
    return Mend((Edit(source.path, place, place, f"{statement.beside(written).json()}{comma}"),))


def _expression(item: str) -> str:
    return f'"{item}"' if item.startswith("$") else item
