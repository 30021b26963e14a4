"""Specs in which every two features of a table meet at least once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

Part = Mapping[str, Any]

ACCOUNT, OTHER = "111122223333", "444455556666"
KEY = "arn:aws:kms:{}:" + ACCOUNT + ":key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"
TEXT = '${var.x} %{ if } "q" \\ <<EOT é日本 {{ j }} $${y} # c'
ROLE = {"role_arn": f"arn:aws:iam::{OTHER}:role/deployer"}
GIT = {"provider": "CodeStarSourceConnection", "repository": "example/app", "full_clone": True}

FEATURES: dict[str, dict[str, Part]] = {
    "deploy": {
        "S3": {"deploy": {"provider": "S3", "input": "built", "bucket": "site-bucket", "object_key": "${x}/*"}},
        "CodeDeploy": {
            "deploy": {"provider": "CodeDeploy", "input": "built", "application": "a", "deployment_group": "g"}
        },
        "ECS": {"deploy": {"provider": "ECS", "input": "built", "cluster": "c", "service": "s", "task_roles": []}},
        "Portal": {
            "deploy": {"provider": "ElasticBeanstalk", "input": "built", "application": "a", "environment": "e"}
        },
        "Lambda": {"deploy": {"provider": "Lambda", "function": "f", "user_parameters": TEXT}},
        "StepFunctions": {"deploy": {"provider": "StepFunctions", "state_machine": "m", "input_text": TEXT}},
        "Stack": {
            "deploy": {
                "provider": "CloudFormation",
                "inputs": ["built"],
                "template": "built::stack.yaml",
                "stack": "s",
                "parameters": {TEXT: TEXT},
            }
        },
    },
    "place": {
        "home": {},
        "region": {"deploy": {"region": "eu-west-1"}},
        "account": {"deploy": ROLE, "encryption": {"accounts": [OTHER]}},
        "both": {"deploy": {"region": "eu-west-1", **ROLE}, "encryption": {"accounts": [OTHER]}},
    },
    "key": {"made": {}, "named": {"encryption": {"key_arn": KEY.format("eu-central-1")}}},
    "store": {"made": {}, "named": {"store": {"key_arn": KEY.format("eu-west-1"), "bucket": "other-store"}}},
    "logs": {"made": {}, "named": {"artifacts": {"log_bucket": "logs-here"}, "store": {"log_bucket": "logs-there"}}},
    "copy": {
        "none": {"artifacts": {"events": True, "bucket_prefix": "acme"}},
        "kept": {
            "artifacts": {
                "replication": {"bucket_arn": "arn:aws:s3:::copies", "key_arn": KEY.format("eu-west-3")},
                "object_lock": {"mode": "COMPLIANCE", "days": 9},
            }
        },
    },
    "network": {
        "made": {"network": {"services": ["codepipeline", "kms", "s3", "ecr.dkr"], "vpn_gateway": True}},
        "named": {
            "network": {
                "vpc": {"id": "vpc-0a1b2c3d4e5f60718", "subnets": ["subnet-0a1b2c3d", "subnet-1a1b2c3d"]},
                "client_groups": ["sg-0a1b2c3d"],
            }
        },
        "elsewhere": {"network": {"elsewhere": ["codepipeline"]}},
    },
    "audit": {
        "made": {"audit": {"alarms": True, "insights": True, "macie": True}},
        "named": {"audit": {"trail_arn": "arn:aws:cloudtrail:eu-central-1:999988887777:trail/all"}},
    },
    "source": {
        "made": {"source": GIT},
        "named": {
            "source": {
                **GIT,
                "connection_arn": "arn:aws:codeconnections:eu-central-1:111122223333:connection/1a2b",
                "full_clone": False,
            }
        },
        "CodeCommit": {"source": {"provider": "CodeCommit", "repository": "r", "branch": TEXT, "full_clone": True}},
        "S3": {"source": {"provider": "S3", "bucket": "drop", "object_key": TEXT, "output": "source"}},
        "ECR": {"source": {"provider": "ECR", "repository": "r", "output": "source"}},
    },
}


def rows() -> Iterator[Mapping[str, str]]:
    """The name of a feature for each factor, in as many rows as it takes for every two features to meet."""
    open_ = {
        ((first, a), (second, b))
        for first, second in itertools.combinations(FEATURES, 2)
        for a in FEATURES[first]
        for b in FEATURES[second]
    }
    while open_:
        row = dict(min(open_))
        for factor in FEATURES:
            if factor not in row:
                row[factor] = max(FEATURES[factor], key=lambda name: _met(row | {factor: name}, open_))
        yield row
        open_ -= set(itertools.combinations(((factor, row[factor]) for factor in FEATURES), 2))


def _met(row: Mapping[str, str], open_: set[Any]) -> int:
    chosen = ((factor, row[factor]) for factor in FEATURES if factor in row)
    return sum(pair in open_ for pair in itertools.combinations(chosen, 2))


def spec_of(row: Mapping[str, str]) -> dict[str, Any]:
    """The spec with the features of a row."""
    merged: dict[str, Any] = {}
    for factor, name in row.items():
        for key, value in FEATURES[factor][name].items():
            merged[key] = {**merged.get(key, {}), **value}
    source, deploy, store = merged.pop("source"), merged.pop("deploy"), merged.pop("store", {})
    acting = OTHER if "role_arn" in deploy else ACCOUNT
    if "task_roles" in deploy:
        deploy["task_roles"] = [f"arn:aws:iam::{acting}:role/task"]
    if deploy["provider"] == "CloudFormation":
        deploy["stack_role_arn"] = f"arn:aws:iam::{acting}:role/stack"
    merged.setdefault("artifacts", {})["stores"] = [{"region": "eu-west-1", **store}]
    return {
        "name": "combined",
        "region": "eu-central-1",
        "account": ACCOUNT,
        "tags": {TEXT: TEXT},
        "pipeline": {
            "stages": [
                {"name": "Source", "actions": [{"name": "Source", **source}]},
                {
                    "name": "Build",
                    "actions": [{"name": "Build", "provider": "CodeBuild", "inputs": ["source"], "outputs": ["built"]}],
                },
                {"name": "Deploy", "actions": [{"name": "Deploy", **deploy}]},
            ]
        },
        **merged,
    }
