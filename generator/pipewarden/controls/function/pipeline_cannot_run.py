"""A role of the pipeline is refused something that its actions need.

Why
---
A policy can be too tight as well. What a pipeline does is done in the name of its role, of the builds' and actions'
roles, from AWS's side and over TLS: artifacts are written with `aws:kms` and the store's key ARN, builds are started,
approvals published (AWS CodePipeline User Guide, *Manage the CodePipeline service role*). Each of these requests is put
to all policies on its way together: the role's, the bucket's, the key's, the topic's. One that is refused stops the
pipeline, often with a message that names another cause.

Fix
---
```hcl
statement {
  sid       = "UseArtifactKey"
  actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
  resources = [aws_kms_key.artifacts.arn]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.subjects import Subjects
from pipewarden.subjects.pipeline_requests import errands
from pipewarden.subjects.works import judged_errands
from pipewarden.verdict import Severity, Verdict

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every request that a pipeline makes when it runs."""
    for pipeline in subjects.pipelines:
        yield from judged_errands(subjects, errands(subjects, pipeline), "the pipeline cannot run")
