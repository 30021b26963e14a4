"""The runs of a stack's own tests: each module on its own, given what a plan cannot know."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from pipewarden.render.context import context
from pipewarden.render.engine import fill
from pipewarden.render.facts import Facts
from pipewarden.render.literal import Value
from pipewarden.render.modules import Call
from pipewarden.render.plan import Layout, folders
from pipewarden.spec.model import PipelineSpec

_RESOURCE = re.compile(r'^resource "(\w+)" "([\w-]+)" \{$', re.MULTILINE)
_ARNS = {
    "aws_cloudwatch_event_rule": "arn:aws:events:{region}:{account}:rule/{name}",
    "aws_cloudwatch_log_group": "arn:aws:logs:{region}:{account}:log-group:{name}",
    "aws_codebuild_project": "arn:aws:codebuild:{region}:{account}:project/{name}",
    "aws_codepipeline": "arn:aws:codepipeline:{region}:{account}:{name}",
    "aws_codestarconnections_connection": "arn:aws:codestar-connections:{region}:{account}:connection/{name}",
    "aws_iam_role": "arn:aws:iam::{account}:role/{name}",
    "aws_s3_bucket": "arn:aws:s3:::{name}",
    "aws_sns_topic": "arn:aws:sns:{region}:{account}:{name}",
}
_KEY = "arn:aws:kms:{region}:{account}:key/00000000-0000-0000-0000-000000000000"


class ModuleTest(Struct, frozen=True):
    """A run; `variables` are those that no variable of the root module gives."""

    label: str
    module: str
    variables: tuple[tuple[str, Value], ...]
    resources: tuple[tuple[str, str | None], ...]
    """The address of each resource, and the ARN that stands for what AWS would give it."""


def tests_of(spec: PipelineSpec, layout: Layout, tree: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The path and the text of a stack's own tests; `tree` holds its modules."""
    root, modules, source = folders(layout)
    facts = Facts(spec)
    filling = context(facts, source)
    filling["tests"] = _plan(facts, filling["calls"], modules, tree)
    return f"{root}tests/hardening.tftest.hcl", fill("root/hardening.tftest.hcl.j2", filling)


def _plan(facts: Facts, calls: Sequence[Call], modules: str, tree: Mapping[str, bytes]) -> tuple[ModuleTest, ...]:
    """A run for the first call of each module."""
    given = {variable.name for variable in facts.variables}
    first = {call.module: call for call in reversed(calls)}
    return tuple(
        ModuleTest(
            call.label,
            module,
            tuple((item.name, _sample(item.name, item.type, facts)) for item in call.inputs if item.name not in given),
            _resources(tree, f"{modules}{module}/", facts),
        )
        for module, call in sorted(first.items())
    )


def _resources(tree: Mapping[str, bytes], folder: str, facts: Facts) -> tuple[tuple[str, str | None], ...]:
    """The addresses of what a module makes: the tests make none of it."""
    text = "".join(data.decode() for path, data in tree.items() if path.startswith(folder))
    where = {"region": facts.spec.region, "account": facts.spec.account}
    return tuple(
        (f"{kind}.{name}", arn.format(name=name.replace("_", "-"), **where) if (arn := _ARNS.get(kind)) else None)
        for kind, name in sorted(_RESOURCE.findall(text))
    )


def _sample(name: str, type_: str, facts: Facts) -> Value:
    """A value that the provider takes for a variable of this name."""
    if type_.startswith("list"):
        return _samples(name, facts)
    if type_.startswith("map"):
        return {f"{facts.spec.name}-alarms": ["cloudwatch.amazonaws.com"]}
    if name.startswith("kms_key_arn"):
        return _KEY.format(region=facts.spec.region, account=facts.spec.account)
    if "arn" in name.split("_"):
        return "arn:aws:s3:::artifacts"
    return facts.dns_suffix if name == "dns_suffix" else "artifacts"


def _samples(name: str, facts: Facts) -> Value:
    if name == "artifact_bucket_arns":
        return ["arn:aws:s3:::artifacts"]
    if name.endswith("_arns"):
        return [
            f"arn:aws:iam::{account}:role/sample" for account in facts.spec.encryption.accounts or (facts.spec.account,)
        ]
    return [facts.spec.name]
