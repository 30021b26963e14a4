"""The ways to write one policy: each gives an expression, and the blocks and files that it needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Unknown
from rewriting.documents import LISTS as DOCUMENT_LISTS
from rewriting.documents import conditions, document, principals, statements, text, texts
from rewriting.policies import Policy
from rewriting.tree import beside
from rewriting.written import UnwritableError, escaped, expression, json_template, opaque


@dataclass(frozen=True, slots=True)
class Written:
    """The policy's new expression, blocks to stand beside its resource, and files by their path."""

    expression: str
    blocks: str = ""
    files: dict[str, str] = field(default_factory=dict)


Notation = Callable[[Policy], Written]


def encoded(policy: Policy) -> Written:
    """`jsonencode` in the argument."""
    return Written(f"jsonencode({expression(policy.structure, policy.source, '  ')})")


def data_document(policy: Policy) -> Written:
    """A data source `aws_iam_policy_document`."""
    name = f"{policy.name}_document"
    blocks = document(name, policy.structure, policy.source)
    return Written(f"data.aws_iam_policy_document.{name}.json", blocks)


def heredoc(policy: Policy) -> Written:
    """JSON in a heredoc, with interpolations."""
    return Written(f"<<-EOT\n{_json(policy, '    ')}\n  EOT")


def quoted(policy: Policy) -> Written:
    """JSON in a quoted string, with its quotes escaped."""

    def put(part: Symbol | Unknown, in_text: bool) -> str:
        inner = opaque(part, policy.source)
        marks.append(f"${{{inner if in_text else f'jsonencode({inner})'}}}")
        return f"\0{len(marks) - 1}\0"

    marks: list[str] = []
    pieces = json_template(policy.structure, put).split("\0")
    whole = (marks[int(piece)] if index % 2 else _in_quotes(piece) for index, piece in enumerate(pieces))
    return Written('"' + "".join(whole) + '"')


def _in_quotes(piece: str) -> str:
    return json.dumps(piece, ensure_ascii=False)[1:-1]


def in_locals(policy: Policy) -> Written:
    """The statements in a local, one by one, put together by `concat`, and the whole in another local."""
    name = policy.name
    found = statements(policy.structure)
    parts = [f"  {name}_{number} = [{expression(item, policy.source, '  ')}]" for number, item in enumerate(found)]
    lists = ", ".join(f"local.{name}_{number}" for number in range(len(found)))
    rest = Mapping(tuple(member for member in policy.structure.members if member[0] != "Statement"))
    whole = f"  {name} = jsonencode(merge({expression(rest, policy.source, '  ')}, {{ Statement = concat({lists}) }}))"
    return Written(f"local.{name}", "\n".join(["locals {", *parts, whole, "}", ""]))


def template_file(policy: Policy) -> Written:
    """JSON in a file beside the configuration, read by `templatefile`, or by `file` where nothing is to be put in."""
    variables: dict[str, str] = {}

    def put(part: Symbol | Unknown, in_text: bool) -> str:
        inner = opaque(part, policy.source)
        name = variables.setdefault(inner, f"value_{len(variables)}")
        return f"${{{name}}}" if in_text else f"${{jsonencode({name})}}"

    content = json_template(policy.structure, put) + "\n"
    name = f"policies/{policy.name}.json"
    if not variables:
        plain = content.replace("$${", "${").replace("%%{", "%{")
        return Written(f'file("${{path.module}}/{name}")', files={beside(policy.path, name): plain})
    given = ", ".join(f"{name} = {inner}" for inner, name in variables.items())
    called = f'templatefile("${{path.module}}/{name}.tftpl", {{ {given} }})'
    return Written(called, files={beside(policy.path, f"{name}.tftpl"): content})


def dynamic_statements(policy: Policy) -> Written:
    """A data source whose statements, principals and conditions are all `dynamic` blocks over one local list."""
    name = f"{policy.name}_dynamic"
    if {key for key, _ in policy.structure.members} - {"Version", "Statement"}:
        raise UnwritableError("only a list of statements is made here")
    if policy.structure.get("Version") != Known("2012-10-17"):
        raise UnwritableError("the version is a line of its own")
    items = "".join(f"    {_row(item, policy)},\n" for item in statements(policy.structure))
    lists = "\n".join(f"      {item} = statement.value.{item}" for item in DOCUMENT_LISTS.values())
    return Written(
        f"data.aws_iam_policy_document.{name}.json",
        f'''locals {{
  {name} = [
{items}  ]
}}

data "aws_iam_policy_document" "{name}" {{
  dynamic "statement" {{
    for_each = local.{name}
    content {{
      sid    = statement.value.sid
      effect = statement.value.effect
{lists}
{_DYNAMIC_BLOCKS}
    }}
  }}
}}
''',
    )


_DYNAMIC_BLOCKS = """
      dynamic "principals" {
        for_each = statement.value.principals
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }
      dynamic "not_principals" {
        for_each = statement.value.not_principals
        iterator = exempt
        content {
          type        = exempt.value.type
          identifiers = exempt.value.identifiers
        }
      }
      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }"""


def _row(statement: Mapping, policy: Policy) -> str:
    """A statement as an object that has every member, null or empty where it says nothing."""
    members = dict(statement.members)
    if set(members) - {"Sid", "Effect", "Principal", "NotPrincipal", "Condition", *DOCUMENT_LISTS}:
        raise UnwritableError("a data source knows no such key")
    source = policy.source
    row = {
        "sid": text(members["Sid"], source) if "Sid" in members else "null",
        "effect": text(members.get("Effect"), source),
        **{new: texts(members[old], source) if old in members else "null" for old, new in DOCUMENT_LISTS.items()},
    }
    for old, new in (("Principal", "principals"), ("NotPrincipal", "not_principals")):
        found = principals(members[old]) if old in members else ()
        row[new] = "[" + ", ".join(f'{{ type = "{t}", identifiers = {texts(v, source)} }}' for t, v in found) + "]"
    tests = conditions(members.get("Condition"))
    rows = (f'{{ test = "{t}", variable = "{k}", values = {texts(v, source)} }}' for t, k, v in tests)
    row["conditions"] = "[" + ", ".join(rows) + "]"
    return "{ " + ", ".join(f"{key} = {value}" for key, value in row.items()) + " }"


def source_documents(policy: Policy) -> Written:
    """One data source a statement, joined by `source_policy_documents`."""
    found = statements(policy.structure)
    sids = [sid for statement in found if (sid := statement.get("Sid")) is not None]
    if any(sids.count(sid) > 1 for sid in sids):
        raise UnwritableError("source documents refuse two statements of one Sid")
    name = policy.name
    parts = [
        document(f"{name}_{number}", Mapping((("Version", _VERSION), ("Statement", Sequence((item,))))), policy.source)
        for number, item in enumerate(found)
    ]
    if policy.structure.get("Version") != _VERSION or policy.structure.get("Id") is not None:
        raise UnwritableError("the version and the id are lines of their own")
    listed = ", ".join(f"data.aws_iam_policy_document.{name}_{number}.json" for number in range(len(found)))
    whole = f'data "aws_iam_policy_document" "{name}" {{\n  source_policy_documents = [{listed}]\n}}\n'
    return Written(f"data.aws_iam_policy_document.{name}.json", "\n".join([*parts, whole]))


_VERSION = Known("2012-10-17")


def decoded(policy: Policy) -> Written:
    """JSON in a heredoc, decoded, its statements taken one by one, and encoded again."""
    local = f"  {policy.name}_decoded = jsondecode(<<-EOT\n{_json(policy, '    ')}\n  EOT\n  )"
    whole = (
        f"merge(local.{policy.name}_decoded, {{ Statement = [for s in local.{policy.name}_decoded.Statement : s] }})"
    )
    statements(policy.structure)
    return Written(f"jsonencode({whole})", f"locals {{\n{local}\n}}\n")


def chosen(policy: Policy) -> Written:
    """A conditional with a known outcome, beside a policy that would be harmful."""
    kept = encoded(policy).expression
    return Written(f'"production" == "staging" ? jsonencode({_HARMFUL}) : {kept}')


_HARMFUL = (
    '{ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }] }'
)


def formatted(policy: Policy) -> Written:
    """`format` and `join` in the place of interpolations."""
    marks: list[str] = []

    def put(part: Symbol | Unknown, in_text: bool) -> str:
        inner = opaque(part, policy.source)
        marks.append(inner if in_text else f"jsonencode({inner})")
        return "\0"

    pieces = json_template(policy.structure, put).replace("$${", "${").replace("%%{", "%{").split("\0")
    pattern = "%s".join(escaped(piece.replace("%", "%%")) for piece in pieces)
    return Written(f"format({', '.join([_quote(pattern), *marks])})" if marks else _quote(pattern.replace("%%", "%")))


def _quote(inner: str) -> str:
    return f'"{inner}"'


def _json(policy: Policy, margin: str) -> str:
    def put(part: Symbol | Unknown, in_text: bool) -> str:
        inner = opaque(part, policy.source)
        return f"${{{inner}}}" if in_text else f"${{jsonencode({inner})}}"

    lines = json_template(policy.structure, put).split("\n")
    return "\n".join(margin + line for line in lines)


NOTATIONS: dict[str, Notation] = {
    "jsonencode": encoded,
    "document": data_document,
    "heredoc": heredoc,
    "string": quoted,
    "locals": in_locals,
    "template-file": template_file,
    "dynamic": dynamic_statements,
    "source-documents": source_documents,
    "decoded": decoded,
    "conditional": chosen,
    "format": formatted,
}
