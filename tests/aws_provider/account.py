"""The account, region and default tags that a provider configuration stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from aws_provider.values import Object, Value, is_unknown

DEFAULT_ACCOUNT = "111122223333"
DEFAULT_REGION = "us-east-1"

_SUFFIX = {"aws": "amazonaws.com", "aws-cn": "amazonaws.com.cn", "aws-us-gov": "amazonaws.com"}


def partition_of(region: str) -> str:
    if region.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"


@dataclass(frozen=True, slots=True)
class Account:
    account: str = DEFAULT_ACCOUNT
    region: str = DEFAULT_REGION
    default_tags: Object = field(default_factory=dict)

    def facts(self, region: Value = None) -> dict[str, str]:
        """The words that templates of computed values may use, for a resource in `region`."""
        here = region if isinstance(region, str) and region else self.region
        partition = partition_of(here)
        suffix = _SUFFIX[partition]
        return {
            "account": self.account,
            "region": here,
            "partition": partition,
            "suffix": suffix,
            "reverse_suffix": ".".join(reversed(suffix.split("."))),
        }


def from_configuration(config: Object) -> Account:
    """The account that a `provider "aws"` block means.

    An assumed role's ARN or a single allowed account names it; otherwise it is the documentation account.
    """
    region = config.get("region")
    account = _assumed_account(config) or _single(config.get("allowed_account_ids")) or DEFAULT_ACCOUNT
    tags: Object = {}
    for block in config.get("default_tags") or []:
        tags.update(block.get("tags") or {})
    return Account(account, DEFAULT_REGION if region is None or is_unknown(region) else region, tags)


def _assumed_account(config: Object) -> str | None:
    roles = [block.get("role_arn") for block in config.get("assume_role") or []]
    parts = roles[0].split(":") if roles and isinstance(roles[0], str) else []
    return parts[4] if len(parts) > 5 else None


def _single(accounts: Value) -> str | None:
    return accounts[0] if isinstance(accounts, list) and len(accounts) == 1 else None
