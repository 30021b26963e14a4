"""A bucket has more than one policy resource, and the last one that is applied wins.

Why
---
A bucket has exactly one policy; each resource that sets it replaces it (Terraform AWS provider,
`aws_s3_bucket_policy`). With two of them the order of an apply decides which statements are in force.

Fix
---
Merge the documents into one policy:

```hcl
data "aws_iam_policy_document" "artifacts" {
  source_policy_documents = [local.transport, local.encryption]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.MEDIUM


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """How many policies every bucket has."""
    for bucket in subjects.buckets:
        names = ", ".join(f"`{resource.address}`" for resource, _ in bucket.policies)
        if len(bucket.policies) > 1:
            second, policy = bucket.policies[1]
            yield failed(
                second, f"the bucket `{bucket.resource.address}` has {len(bucket.policies)} policies: {names}", policy
            )
        elif bucket.doubt:
            yield unknown(bucket.resource, f"how many policies it has is not known: {bucket.doubt.why}")
        else:
            yield passed(bucket.resource, f"it has one policy: {names}" if names else "it has no second policy")
