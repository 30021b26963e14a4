"""Mends a policy that lets too much through to a bucket or topic: puts what denies it where the policy is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.drift.content import decoded
from pipewarden.fix import insert, policies
from pipewarden.fix.companions import instances
from pipewarden.fix.denials import arn_of, denials
from pipewarden.fix.json_syntax import native
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.source import Source, overrides
from pipewarden.hcl import ast
from pipewarden.stack.model import Resource
from pipewarden.stack.reader import join
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Template
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names

_POLICIES = {
    "aws_s3_bucket": ("aws_s3_bucket_policy", "bucket"),
    "aws_sns_topic": ("aws_sns_topic_policy", "arn"),
}
_CONTROLS = frozenset(
    {
        "bucket-old-tls",
        "bucket-plaintext-transport",
        "bucket-unencrypted-upload",
        "topic-unencrypted",
        "trail-bucket-unprotected",
    }
)


def mend(patient: Patient) -> Mend | Refusal | None:
    """The statements, put into the policy in force; None where the control is about no such statement."""
    if patient.control not in _CONTROLS or "denied" not in patient.verdict.message:
        return None
    subject = patient.stack.get(patient.verdict.subject)
    if subject is None or subject.type not in _POLICIES:
        return Refusal("which policy is in force cannot be followed to one place")
    attached = list(dict.fromkeys(_attached(patient, subject)))
    if len(attached) == 1:
        return _into(patient, subject, *patient.written[attached[0]])
    own = patient.written.get(_place(subject))
    if attached or own is None:
        return Refusal("which policy is in force cannot be followed to one place")
    if own[1].body.attribute("policy"):
        return _inline(patient, subject, *own)
    return _new_policy(patient, subject, *own)


def _inline(patient: Patient, subject: Resource, source: Source, block: ast.Block) -> Mend | Refusal:
    """The statements, put into the policy that stands in the bucket or topic itself, which cannot refer to itself."""
    bucket = block.body.attribute("bucket")
    if subject.type == "aws_sns_topic":
        arn = "*"
    elif bucket is not None:
        arn = arn_of(patient, subject, native(source, bucket.expression))
    else:
        return Refusal("the bucket has no name for its own policy to use; move the policy to `aws_s3_bucket_policy`")
    wanted = denials(patient, subject.type, arn, source)
    if isinstance(wanted, Refusal):
        return wanted
    return policies.put(patient, source, block, tuple(one.unlike(_names(patient, block)) for one in wanted))


Place = tuple[str, int]


def _place(resource: Resource) -> Place:
    header = resource.header
    return (header.file, header.span.start) if header else ("", 0)


def _attached(patient: Patient, subject: Resource) -> Iterator[Place]:
    """Where the policies are written that belong to the bucket or topic."""
    kind, by = _POLICIES[subject.type]
    for resource in patient.stack.resources:
        if resource.type == kind and names(configured(resource.values, by), subject):
            yield _place(resource)


def _into(patient: Patient, subject: Resource, source: Source, block: ast.Block) -> Mend | Refusal:
    by = _POLICIES[subject.type][1]
    written = _in_force(patient, source, block)
    target = next(((file, found) for file, one in reversed(written) if (found := one.body.attribute(by))), None)
    if target is None:
        return Refusal(f"which {subject.type} the policy belongs to is not written beside it")
    policies_written = [(place, one) for place, one in written if one.body.attribute("policy")]
    place, holder = policies_written[-1] if policies_written else (source, block)
    given = _given(patient, subject, place, holder)
    if given is not None:
        return given
    arn = arn_of(patient, subject, native(target[0], target[1].expression))
    wanted = denials(patient, subject.type, arn, place)
    if isinstance(wanted, Refusal):
        return wanted
    return policies.put(patient, place, holder, tuple(one.unlike(_names(patient, block)) for one in wanted))


def _names(patient: Patient, block: ast.Block) -> frozenset[str]:
    """The Sids of the policy that a block attaches, wherever they are written."""
    structures = (
        value.structure if isinstance(value, Encoded) else decoded(value)
        for resource in patient.stack.resources
        if (_place(resource) in patient.written and patient.written[_place(resource)][1] is block)
        and isinstance(value := resource.values.get("policy"), Encoded | Known | Template)
    )
    listed = (structure.get("Statement") for structure in structures if isinstance(structure, Mapping))
    items = (item for found in listed for item in (found.items if isinstance(found, Sequence) else (found,)))
    sids = (item.get("Sid") for item in items if isinstance(item, Mapping))
    return frozenset(str(sid.value) for sid in sids if isinstance(sid, Known))


def _in_force(patient: Patient, source: Source, block: ast.Block) -> list[tuple[Source, ast.Block]]:
    """A resource's block and those that override it, in the order in which later ones win."""
    labels = [label.text for label in block.labels]
    later = [
        (other, one)
        for other in sorted(patient.beside(source), key=lambda item: item.path)
        for one in other.tree.body.blocks
        if one.type == "resource" and [label.text for label in one.labels] == labels and overrides(other.path)
    ]
    return [(source, block), *later] if not overrides(source.path) else later


def _given(patient: Patient, subject: Resource, source: Source, block: ast.Block) -> Mend | Refusal | None:
    """The mend where the module that has the bucket or topic gives the policy to the module that attaches it."""
    policy, own = block.body.attribute("policy"), patient.written.get(_place(subject))
    name = re.fullmatch(r"var\.(\w+)", native(source, policy.expression)) if policy else None
    if name is None or own is None or own[0].path.rpartition("/")[0] == source.path.rpartition("/")[0]:
        return None
    folder = source.path.rpartition("/")[0]
    calls = [
        (other, argument)
        for other in patient.beside(own[0])
        for call in other.tree.body.blocks
        if call.type == "module" and _calls(other, call, folder) and (argument := call.body.attribute(name[1]))
    ]
    if len(calls) != 1:
        return None
    address = f"{subject.type}.{own[1].labels[1].text}"
    if own[1].body.attribute("count") or own[1].body.attribute("for_each"):
        return None
    wanted = denials(patient, subject.type, f"${{{address}.arn}}", own[0])
    if isinstance(wanted, Refusal):
        return wanted
    found = policies.into(patient, calls[0][0], calls[0][1].expression, wanted)
    return found if isinstance(found, Mend) else None


def _calls(source: Source, call: ast.Block, folder: str) -> bool:
    """Whether a module call is of the module in a folder."""
    argument = call.body.attribute("source")
    if argument is None or not isinstance(argument.expression, ast.Text):
        return False
    here = source.path.rpartition("/")[0]
    return join(here, argument.expression.value) == folder


def _new_policy(patient: Patient, subject: Resource, source: Source, block: ast.Block) -> Mend | Refusal:
    kind, by = _POLICIES[subject.type]
    name = block.labels[1].text
    for file, other in patient.blocks(kind):
        target = other.body.attribute(by)
        count = other.body.attribute("count")
        is_of = target and re.match(rf"{subject.type}\.{name}\b", native(file, target.expression))
        if is_of and count and file.of(count.expression.span) == "0":
            return Mend((insert.without_line(file, count.span),))
        if is_of:
            return Refusal(f"`{kind}.{other.labels[1].text}` is there, and has no instance for it")
        if other.labels[1].text == name:
            return Refusal(f"`{kind}.{name}` is there, and belongs to something else")
    head, reference = instances(block)
    wanted = denials(patient, subject.type, f"${{{reference}.arn}}", source)
    if isinstance(wanted, Refusal):
        return wanted
    copied = [
        f"{argument} = {native(source, attribute.expression)}"
        for argument in ("provider", "region")
        if (attribute := block.body.attribute(argument)) is not None
    ]
    value = f"{reference}.arn" if by == "arn" else f"{reference}.bucket"
    if source.tree.json:
        index = {"count": "[count.index]", "for_each": "[each.key]"}.get(head[0].partition(" ")[0], "") if head else ""
        blocks = [line for one in wanted for line in one.block()]
        policy = f"data.aws_iam_policy_document.{name}{index}.json"
        resource = [f'resource "{kind}" "{name}" {{', *head, *copied, f"{by} = {value}", f"policy = {policy}", "}"]
        document = [f'data "aws_iam_policy_document" "{name}" {{', *head, *blocks, "}"]
        return Mend(insert.after_block(source, block, [*document, *resource]))
    objects = [line for one in wanted for line in (*one.object()[:-1], "},")]
    lines = [
        f'resource "{kind}" "{name}" {{',
        *(f"  {line}" for line in insert.aligned([*head, *copied, f"{by} = {value}"])),
        "",
        "  policy = jsonencode({",
        '    Version = "2012-10-17"',
        "    Statement = [",
        *(f"      {line}" for line in objects),
        "    ]",
        "  })",
        "}",
    ]
    return Mend(insert.after_block(source, block, lines))
