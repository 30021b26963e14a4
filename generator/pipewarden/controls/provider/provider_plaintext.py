"""A provider or the backend talks to AWS without TLS, without checking certificates, or to an account it did not check.

Why
---
Terraform sends everything that it makes over the provider's connection: policies, secrets, state. AWS requires TLS 1.2
of its clients (AWS CodePipeline User Guide, *Data protection*); `insecure = true` takes any certificate, an `http://`
endpoint has none. A provider that does not ask which account it is in may apply a stack to somebody else's.

Fix
---
```hcl
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Stack
from pipewarden.stack.values import Known, Sequence, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.providers import Client, aws_providers, backend_type, backends
from pipewarden.subjects.texts import texts, unknowns
from pipewarden.verdict import Outcome, Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
_ACCOUNT_CHECKS = ("skip_credentials_validation", "skip_requesting_account_id")
_ENDPOINTS = ("endpoints", "endpoint", "dynamodb_endpoint", "iam_endpoint", "sso_endpoint", "sts_endpoint")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every AWS provider, aliases included, and the `s3` backend."""
    stack = subjects.stack
    for item in aws_providers(stack):
        yield item.judged(stack, "insecure", False, lambda value: value is not True)
        yield from _judge_endpoints(stack, item)
        for name in _ACCOUNT_CHECKS if not _names_accounts(item) else ():
            yield _judge_account_check(stack, item, name)
    for item in backends(stack):
        if backend_type(item) == "s3":
            yield item.judged(stack, "insecure", False, lambda value: value is not True)
            yield from _judge_endpoints(stack, item)


def _judge_endpoints(stack: Stack, item: Client) -> Iterator[Verdict]:
    for name in _ENDPOINTS:
        value = item.values.get(name)
        if value is None:
            continue
        for text in texts(value, (name,)):
            if text.text.lower().startswith("http://"):
                yield failed(stack, f"{item.title} calls `{text.text}` without TLS", text.place)
            else:
                yield passed(stack, f"{item.title} calls `{text.text}`", text.place)
        for _, why in unknowns(value):
            yield unknown(stack, f"which endpoint {item.title} calls is not known: {why.why}", why)


def _judge_account_check(stack: Stack, item: Client, name: str) -> Verdict:
    accounts = configured(item.values, "allowed_account_ids")
    verdict = item.judged(stack, name, False, lambda value: value is not True, " and no `allowed_account_ids`")
    if verdict.outcome is Outcome.FAIL and isinstance(accounts, Unknown):
        message = f"{item.title} skips the account check; whether it names accounts is not known: {accounts.why}"
        return unknown(stack, message, accounts)
    return verdict


def _names_accounts(item: Client) -> bool:
    """Whether the provider refuses other accounts than those it names."""
    accounts = configured(item.values, "allowed_account_ids")
    return isinstance(accounts, Sequence) and any(account != Known("") for account in accounts.items)
