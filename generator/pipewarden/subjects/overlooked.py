"""What `ignore_changes` may name without hiding anything: what another resource holds, and what no control judges."""

from __future__ import annotations

import re

from pipewarden.stack.model import Resource, Stack
from pipewarden.subjects.companions import companions

_BUCKET_PARTS = {
    "acl": "aws_s3_bucket_acl",
    "cors_rule": "aws_s3_bucket_cors_configuration",
    "grant": "aws_s3_bucket_acl",
    "lifecycle_rule": "aws_s3_bucket_lifecycle_configuration",
    "logging": "aws_s3_bucket_logging",
    "policy": "aws_s3_bucket_policy",
    "server_side_encryption_configuration": "aws_s3_bucket_server_side_encryption_configuration",
    "versioning": "aws_s3_bucket_versioning",
    "website": "aws_s3_bucket_website_configuration",
}
HOLDERS = {
    **{("aws_s3_bucket", argument): (kind, "bucket") for argument, kind in _BUCKET_PARTS.items()},
    ("aws_iam_role", "inline_policy"): ("aws_iam_role_policy", "role"),
    ("aws_iam_role", "managed_policy_arns"): ("aws_iam_role_policy_attachment", "role"),
    ("aws_kms_key", "policy"): ("aws_kms_key_policy", "key_id"),
    ("aws_route_table", "route"): ("aws_route", "route_table_id"),
    ("aws_security_group", "ingress"): ("aws_vpc_security_group_ingress_rule", "security_group_id"),
    ("aws_sns_topic", "policy"): ("aws_sns_topic_policy", "arn"),
    ("aws_vpc_endpoint", "policy"): ("aws_vpc_endpoint_policy", "vpc_endpoint_id"),
}
"""The type that holds an argument in the place of the resource, and its argument that names the resource.

The provider computes these arguments where they are left out, and the documentation of most holders advises to ignore
them, because each apply would undo the other's change.
"""

_UNJUDGED = {"aws_codebuild_project": re.compile(r"environment\.(compute_type|image|image_pull_credentials_type|type)")}


def hides_nothing(stack: Stack, resource: Resource, name: str) -> bool:
    """Whether a change of what `name` says, as in `ignore_changes`, would still be seen, or is nobody's concern."""
    path = re.sub(r"\[[^\]]*\]", "", name)
    unjudged = _UNJUDGED.get(resource.type)
    if unjudged is not None and unjudged.fullmatch(path):
        return True
    holder = HOLDERS.get((resource.type, path.partition(".")[0]))
    if holder is None or resource.values.get(path.partition(".")[0]) is not None:
        return False
    kind, by = holder
    return bool(companions(stack, resource, kind, by).found)
