"""The stack makes an IAM user, or long-term credentials of one.

Why
---
Access keys and passwords of IAM users live until somebody revokes them, and the secret is in Terraform's state. The
guidance asks to set up "individual users with AWS IAM Identity Center or IAM" and temporary credentials (AWS
CodePipeline User Guide, *Data protection*; AWS IAM User Guide, *Security best practices*): people come through Identity
Center, workloads through roles.

Fix
---
```hcl
resource "aws_iam_role" "deploy" {
  name               = "deploy"
  assume_role_policy = data.aws_iam_policy_document.deploy_trust.json
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.scope import in_scope
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("CKV_AWS_273",)
_CREDENTIALS = {
    "aws_iam_access_key": "the stack makes a long-term access key",
    "aws_iam_service_specific_credential": "the stack makes a long-term password for a service",
    "aws_iam_user": "the stack makes an IAM user",
    "aws_iam_user_login_profile": "the stack gives an IAM user a password",
    "aws_iam_user_ssh_key": "the stack gives an IAM user an SSH key",
}


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every user and every credential; a pass where there is none."""
    found = tuple(subjects.stack.of_type(*_CREDENTIALS))
    for resource in found:
        if resource.may_be_absent:
            why = resource.may_be_absent.why
            yield unknown(resource, f"whether {_CREDENTIALS[resource.type]} is not known: {why}")
        else:
            yield failed(resource, _CREDENTIALS[resource.type])
    if not found and in_scope(subjects.stack):
        yield passed(subjects.stack, "the stack makes no IAM user")
