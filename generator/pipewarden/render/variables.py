"""The variables of the root module, and which of them the pipeline module takes."""

from __future__ import annotations

from collections.abc import Sequence

from pipewarden.spec.approvals import Subscriber
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import Names, partition, zones

from .parts import Stage, Variable

SUBSCRIBERS = "list(object({ endpoint = string, protocol = string }))"


def action_variables(stages: Sequence[Stage], approval_subscribers: Sequence[Subscriber]) -> tuple[Variable, ...]:
    """What the actions need to know, sorted by name."""
    found = [variable for stage in stages for action in stage.actions for variable in action.variables]
    if approval_subscribers:
        found.append(_subscribers("approvals_subscribers", "Who is told that an approval waits.", approval_subscribers))
    return tuple(sorted(found, key=lambda variable: variable.name))


def pipeline_variables(own: Sequence[Variable]) -> tuple[Variable, ...]:
    """The variables of the pipeline module, sorted by name."""
    common = [
        Variable("account_id", "string", "The account of the pipeline.", None),
        Variable("artifact_bucket", "string", "The name of the artifact bucket.", None),
        Variable("artifact_bucket_arn", "string", "The ARN of the artifact bucket.", None),
        Variable("kms_key_arn", "string", "The ARN of the artifact key.", None),
        Variable("name", "string", "The name of the stack.", None),
        Variable("partition", "string", "The partition of the region.", None),
        Variable("region", "string", "The region of the pipeline.", None),
    ]
    return tuple(sorted([*common, *own], key=lambda variable: variable.name))


def stack_variables(spec: PipelineSpec, own: Sequence[Variable]) -> tuple[Variable, ...]:
    """The variables of the root module with their values, sorted by name."""
    names = Names(spec)
    strings = "list(string)"
    found = [
        Variable("account_id", "string", "The account that the stack belongs to.", spec.account),
        Variable("artifact_bucket_name", "string", "The name of the artifact bucket.", names.artifact_bucket),
        Variable("cidr_block", "string", "The private range of the VPC.", spec.network.cidr),
        Variable(
            "client_cidr_blocks",
            strings,
            "Private ranges outside the VPC whose clients may use the endpoints.",
            spec.network.clients,
        ),
        Variable("log_bucket_name", "string", "The name of the bucket for access logs.", names.log_bucket),
        Variable("name", "string", "The name of the stack.", spec.name),
        Variable("partition", "string", "The partition of the region.", partition(spec)),
        Variable("region", "string", "The region of the stack.", spec.region),
        Variable("tags", "map(string)", "Tags of every resource.", spec.tags),
        Variable("trail_bucket_name", "string", "The name of the trail bucket.", names.trail_bucket),
        Variable("zones", strings, "The availability zones of the VPC.", zones(spec)),
        *own,
    ]
    if spec.audit.alarms and spec.audit.subscribers:
        found.append(_subscribers("alarms_subscribers", "Who is told of an alarm.", spec.audit.subscribers))
    return tuple(sorted(found, key=lambda variable: variable.name))


def _subscribers(name: str, description: str, who: Sequence[Subscriber]) -> Variable:
    value = [{"endpoint": subscriber.endpoint, "protocol": subscriber.protocol} for subscriber in who]
    return Variable(name, SUBSCRIBERS, description, value)
