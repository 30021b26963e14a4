"""A webhook starts the pipeline for whoever calls it.

Why
---
A webhook is a public URL. Without authentication, or with an address range that is the whole internet, anybody starts
the pipeline; a secret that stands in the code is known to everybody who reads the code (AWS CodePipeline API
Reference, *WebhookDefinition*: `GITHUB_HMAC`, `IP` and `UNAUTHENTICATED`). A connection needs no webhook at all.

Fix
---
```hcl
resource "aws_codepipeline_webhook" "source" {
  authentication  = "GITHUB_HMAC"
  name            = "source"
  target_action   = "Source"
  target_pipeline = aws_codepipeline.this.name

  authentication_configuration {
    secret_token = random_password.webhook.result
  }

  filter {
    json_path    = "$.ref"
    match_equals = "refs/heads/main"
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument, blocks, configured
from pipewarden.subjects.literals import Writing, undecided_because, writing
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
_NARROWEST_WORLD = {4: 8, 6: 16}
"""The shortest prefixes that one network still has; a range above them is most of the internet."""


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every webhook of a pipeline."""
    for webhook in subjects.stack.of_type("aws_codepipeline_webhook"):
        how = argument(webhook, "authentication")
        at = how.value if how.value is not None else webhook
        if how.undecided:
            yield unknown(webhook, str(how), at)
        elif how.in_force == "GITHUB_HMAC":
            yield _judge_secret(webhook, _detail(webhook, "secret_token"))
        elif how.in_force == "IP":
            yield _judge_range(webhook, _detail(webhook, "allowed_ip_range"))
        else:
            yield failed(webhook, f"the webhook takes every call: {how}", at)


def _detail(webhook: Resource, name: str) -> Value | None:
    for block in blocks(webhook.values, "authentication_configuration"):
        return block if isinstance(block, Unknown) else configured(block, name)
    return None


def _judge_secret(webhook: Resource, secret: Value | None) -> Verdict:
    if secret is None or secret == Known(""):
        return failed(webhook, "the webhook has no `secret_token` to check calls with", secret or webhook)
    match writing(secret):
        case Writing.LITERAL:
            return failed(webhook, "the webhook's `secret_token` stands in the code", secret)
        case Writing.UNDECIDED:
            message = "whether the webhook's `secret_token` stands in the code is not known"
            return unknown(webhook, f"{message}: {undecided_because(secret)}", secret)
    return passed(webhook, "calls are authenticated with a secret that does not stand in the code", secret)


def _judge_range(webhook: Resource, value: Value | None) -> Verdict:
    if value is None:
        return failed(webhook, "the webhook has no `allowed_ip_range`", webhook)
    if not isinstance(value, Known):
        why = value.why if isinstance(value, Unknown) else "it is known only after apply"
        return unknown(webhook, f"`allowed_ip_range` is not known: {why}", value)
    try:
        network = ip_network(str(value.value), strict=False)
    except ValueError:
        return failed(webhook, f"`allowed_ip_range` is `{value.value}`, which is no address range", value)
    if network.prefixlen < _NARROWEST_WORLD[network.version]:
        return failed(webhook, f"`allowed_ip_range` is `{value.value}`, most of the internet", value)
    return passed(webhook, f"`allowed_ip_range` is `{value.value}`", value)
