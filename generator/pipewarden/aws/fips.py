"""Which services answer on a FIPS host in which region, by botocore's endpoint table (1.44).

The AWS provider falls back to the plain host in silence where a service has none, so a stack that requires FIPS
must know. Services are named as in that table (`monitoring` is CloudWatch, `states` is Step Functions).
"""

from __future__ import annotations

from collections.abc import Iterable

from pipewarden.aws.regions import PARTITIONS, partition_of

_US = "us-east-1 us-east-2 us-west-1 us-west-2"
_CANADA = f"{_US} ca-central-1"
_AMERICA = f"{_CANADA} ca-west-1"
_GOV = "us-gov-east-1 us-gov-west-1"
_KMS = " ".join(
    sorted(region for part in PARTITIONS if part.id not in ("aws-cn", "aws-us-gov") for region in part.regions)
)
_ISO = "us-iso-east-1 us-iso-west-1 us-isob-east-1"

HOSTS: dict[str, frozenset[str]] = {
    service: frozenset(f"{regions} {_GOV}".split())
    for service, regions in {
        "access-analyzer": _AMERICA,
        "api.ecr": _US,
        "cloudformation": _US,
        "cloudtrail": f"{_US} {_ISO}",
        "codebuild": _US,
        "codecommit": _CANADA,
        "codedeploy": _US,
        "codepipeline": _CANADA,
        "config": f"{_US} {_ISO}",
        "dynamodb": _AMERICA,
        "ec2": _AMERICA,
        "ecs": _US,
        "elasticbeanstalk": _US,
        "elasticloadbalancing": _US,
        "events": _US,
        "firehose": _US,
        "guardduty": f"{_US} ca-west-1",
        "identitystore": "",
        "inspector2": _US,
        "kinesis": _US,
        "kms": _KMS,
        "lambda": _US,
        "logs": _AMERICA,
        "monitoring": _US,
        "ram": _AMERICA,
        "s3": f"{_AMERICA} {_ISO}",
        "secretsmanager": f"{_AMERICA} {_ISO}",
        "securityhub": _US,
        "servicequotas": "",
        "sns": f"{_US} ca-west-1",
        "sqs": f"{_AMERICA} {_ISO}",
        "ssm": _AMERICA,
        "sso": "",
        "states": f"{_AMERICA} {_ISO}",
        "sts": _US,
        "xray": _US,
    }.items()
}
_NOWHERE = "backup budgets codeartifact codeconnections codestar-connections codestar-notifications pipes scheduler"
HOSTS["macie2"] = frozenset(_US.split())
HOSTS |= {service: frozenset() for service in _NOWHERE.split()}

_GLOBAL = {service: frozenset({"aws", "aws-us-gov"}) for service in ("iam", "organizations", "route53")}


def is_listed(service: str) -> bool:
    """Whether the table says anything of a service."""
    return service in HOSTS or service in _GLOBAL


def has_host(service: str, region: str) -> bool:
    """Whether `service` answers on a FIPS host in `region`; a service outside the table counts as having none."""
    if service in _GLOBAL:
        partition = partition_of(region)
        return partition is not None and partition.id in _GLOBAL[service]
    return region in HOSTS.get(service, frozenset())


def without_host(services: Iterable[str], region: str) -> tuple[str, ...]:
    """Those of `services` that have no FIPS host in `region`, sorted."""
    return tuple(sorted({service for service in services if not has_host(service, region)}))
