"""The modules that the root module calls, each with what it is given."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipewarden.render.endpoints import plan_endpoints
from pipewarden.render.facts import Facts
from pipewarden.render.literal import listed, quote
from pipewarden.render.parts import Variable
from pipewarden.render.stores import Store

TEXT, TEXTS = "string", "list(string)"


class Input(Struct, frozen=True):
    """A variable of a module, and the expression that the root module gives for it."""

    name: str
    type: str
    description: str
    expression: str


class Call(Struct, frozen=True):
    """A call of the module in the folder `module`, under `label`; `inputs` are sorted by name."""

    label: str
    module: str
    inputs: tuple[Input, ...]


_ACCOUNT = "data.aws_caller_identity.current.account_id"


def plan_calls(facts: Facts) -> tuple[Call, ...]:
    """The calls, in the order in which data passes through the modules."""
    calls = [_kms(facts, store) for store in facts.stores if store.makes_key]
    calls += [_bucket(facts, store) for store in facts.stores]
    if facts.makes_network:
        calls.append(_vpc_endpoint(facts))
    if facts.makes_trail:
        calls.append(_trail(facts))
    calls.append(_pipeline(facts))
    return tuple(calls)


def _call(label: str, module: str, description: str, inputs: Sequence[Input], without: Sequence[str] = ()) -> Call:
    """A call with the inputs that all modules have, but for those that this one has no use for."""
    common = (
        Input("account_id", TEXT, f"The account of the {description}.", _ACCOUNT),
        Input("name", TEXT, "The name of the stack.", "var.name"),
        Input("partition", TEXT, "The partition of the region.", "var.partition"),
        Input("region", TEXT, f"The region of the {description}.", "var.region"),
    )
    merged = {item.name: item for item in (*common, *inputs) if item.name not in without}
    return Call(label, module, tuple(sorted(merged.values(), key=lambda item: item.name)))


def _kms(facts: Facts, store: Store) -> Call:
    inputs = [
        Input("dns_suffix", TEXT, "The DNS suffix of the partition's regional services.", quote(facts.dns_suffix)),
        Input("log_group_names", TEXTS, "The log groups that the key encrypts.", facts.log_groups(store)),
        Input(
            "publishers",
            "map(list(string))",
            "The services that publish to each topic that the key encrypts, by the topic's name.",
            facts.publishers(store),
        ),
        Input("region", TEXT, "The region of the key.", store.region),
        Input("trail_names", TEXTS, "The trails that the key encrypts.", facts.trail_names(store)),
    ]
    if facts.spec.encryption.administrators:
        expression = "var.key_administrator_arns"
        inputs.append(Input("administrator_arns", TEXTS, "The ARNs of roles that administer the key.", expression))
    if facts.foreign_roles:
        inputs.append(_foreign_roles(facts, "that use the key"))
    return _call(f"kms{store.suffix}", "kms", "key", inputs)


def _bucket(facts: Facts, store: Store) -> Call:
    artifacts = facts.spec.artifacts
    inputs = [
        Input("bucket_name", TEXT, "The name of the artifact bucket.", f"var.artifact_bucket_name{store.suffix}"),
        Input("kms_key_arn", TEXT, "The ARN of the key that encrypts the artifacts.", store.key),
        Input("log_bucket_name", TEXT, "The name of the bucket for access logs.", f"var.log_bucket_name{store.suffix}"),
        Input("region", TEXT, "The region of the buckets.", store.region),
    ]
    if artifacts.log_bucket is None:
        logged = listed(["var.trail_bucket_name"] if store.home and facts.makes_trail else [])
        description = "The names of other buckets whose access logs are delivered here."
        inputs.append(Input("other_logged_buckets", TEXTS, description, logged))
    if facts.foreign_roles:
        inputs.append(_foreign_roles(facts, "that read and write artifacts"))
    if artifacts.replication is not None:
        inputs += [
            Input("replica_bucket_arn", TEXT, "The ARN of the bucket for copies.", "var.replica_bucket_arn"),
            Input("replica_kms_key_arn", TEXT, "The ARN of the key of the copies.", "var.replica_kms_key_arn"),
        ]
    without = [] if artifacts.replication is not None else ["name"]
    if artifacts.replication is None and artifacts.log_bucket is not None:
        without += ["account_id", "partition"]
    return _call(f"bucket{store.suffix}", "bucket", "buckets", inputs, without)


def _foreign_roles(facts: Facts, what: str) -> Input:
    roles = listed([f"var.{name}" for name in facts.foreign_roles])
    return Input("action_role_arns", TEXTS, f"The ARNs of other accounts' action roles {what}.", roles)


def _vpc_endpoint(facts: Facts) -> Call:
    network, without = facts.spec.network, []
    endpoints = plan_endpoints(facts.spec)
    inputs = [
        Input("cidr_block", TEXT, "The private range of the VPC.", "var.cidr_block"),
        Input(
            "client_cidr_blocks",
            TEXTS,
            "Private ranges outside the VPC whose clients may use the endpoints.",
            "var.client_cidr_blocks",
        ),
    ]
    if network.client_groups:
        description = "Security groups whose members may use the endpoints."
        inputs.append(Input("client_security_group_ids", TEXTS, description, "var.client_security_group_ids"))
    if network.vpc is None:
        inputs += [
            Input("kms_key_arn", TEXT, "The ARN of the key that encrypts the flow log.", facts.stores[0].key),
            Input("zones", TEXTS, "The availability zones of the VPC.", "var.zones"),
        ]
    else:
        inputs += [
            Input("route_table_ids", TEXTS, "The route tables of the subnets.", "var.route_table_ids"),
            Input("subnet_ids", TEXTS, "The subnets of the endpoints.", "var.subnet_ids"),
            Input("vpc_id", TEXT, "The VPC of the endpoints.", "var.vpc_id"),
        ]
        if not any(endpoint.gateway for endpoint in endpoints):
            without.append("route_table_ids")
        if not any(endpoint.layers for endpoint in endpoints):
            without.append("partition")
        if not any(endpoint.actions for endpoint in endpoints):
            without.append("account_id")
    return _call("vpc_endpoint", "vpc-endpoint", "endpoints", inputs, without)


def _trail(facts: Facts) -> Call:
    arns = listed([store.bucket_arn for store in facts.stores])
    logs = "module.bucket.log_bucket" if facts.spec.artifacts.log_bucket is None else "var.log_bucket_name"
    inputs = [
        Input("access_log_bucket", TEXT, "The bucket that receives the trail bucket's access logs.", logs),
        Input("artifact_bucket_arns", TEXTS, "The ARNs of the buckets whose objects are watched.", arns),
        Input("bucket_name", TEXT, "The name of the trail bucket.", "var.trail_bucket_name"),
        Input("kms_key_arn", TEXT, "The ARN of the key that encrypts the trail.", facts.stores[0].key),
    ]
    inputs += [_passed(variable) for variable in facts.trail_variables]
    return _call("trail", "trail", "trail", inputs)


def _pipeline(facts: Facts) -> Call:
    home, *others = facts.stores
    inputs = [
        Input("artifact_bucket", TEXT, "The name of the artifact bucket.", home.bucket),
        Input("artifact_bucket_arn", TEXT, "The ARN of the artifact bucket.", home.bucket_arn),
        Input("kms_key_arn", TEXT, "The ARN of the artifact key.", home.key),
    ]
    for store in others:
        where = f"in {store.region_name}"
        inputs += [
            Input(f"artifact_bucket{store.suffix}", TEXT, f"The name of the artifact bucket {where}.", store.bucket),
            Input(
                f"artifact_bucket_arn{store.suffix}", TEXT, f"The ARN of the artifact bucket {where}.", store.bucket_arn
            ),
            Input(f"kms_key_arn{store.suffix}", TEXT, f"The ARN of the artifact key {where}.", store.key),
        ]
    inputs += [_passed(variable) for variable in facts.pipeline_variables]
    return _call("pipeline", "pipeline", "pipeline", inputs)


def _passed(variable: Variable) -> Input:
    return Input(variable.name, variable.type, variable.description, f"var.{variable.name}")


def inputs_of(calls: Sequence[Call], module: str) -> tuple[Input, ...]:
    """The variables of a module; all its calls give the same ones."""
    return next((call.inputs for call in calls if call.module == module), ())
