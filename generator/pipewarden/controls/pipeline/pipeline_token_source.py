"""A pipeline or a build takes its source with a personal token instead of a connection.

Why
---
A token of the source host has all rights of its owner, outlives him, and lies in Terraform's state. A connection is
authorized once and holds no secret of yours; AWS advises against the older action (AWS CodePipeline User Guide,
*GitHub (via OAuth app) source action reference*). The guidance asks to protect credentials.

Fix
---
```hcl
action {
  name             = "Source"
  category         = "Source"
  owner            = "AWS"
  provider         = "CodeStarSourceConnection"
  version          = "1"
  output_artifacts = ["source"]

  configuration = {
    ConnectionArn    = aws_codestarconnections_connection.github.arn
    FullRepositoryId = "owner/repository"
    BranchName       = "main"
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Mapping, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.pipelines import action_title, all_actions, configuration
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
_TOKENS = ("BASIC_AUTH", "PERSONAL_ACCESS_TOKEN")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every source action of every pipeline, and every credential that CodeBuild keeps for a source host."""
    for pipeline in subjects.pipelines:
        for action in all_actions(pipeline):
            if isinstance(action, Unknown):
                yield unknown(pipeline, f"the actions are not known: {action.why}", action)
            elif configured(action, "category") == Known("Source"):
                yield _judge_action(pipeline, action)
    for credential in subjects.stack.of_type("aws_codebuild_source_credential"):
        kind = argument(credential, "auth_type")
        yield from kind.judged(lambda value: value not in _TOKENS, ", a credential that CodeBuild keeps")


def _judge_action(pipeline: Resource, action: Mapping) -> Verdict:
    title = action_title(action)
    token = configuration(action, "OAuthToken")
    owner, provider = configured(action, "owner"), configured(action, "provider")
    if owner == Known("ThirdParty"):
        return failed(pipeline, f"{title} is a source of `ThirdParty`, which takes a token", owner)
    if token is not None and not isinstance(token, Unknown):
        return failed(pipeline, f"{title} takes its source with an `OAuthToken`", token)
    for value in (owner, provider, token):
        if isinstance(value, Unknown):
            return unknown(pipeline, f"whether {title} takes its source with a token is not known: {value.why}", value)
    return passed(pipeline, f"{title} takes its source without a token", provider)
