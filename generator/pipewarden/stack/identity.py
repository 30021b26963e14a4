"""Who and where a provider configuration acts: its account, region and partition.

What nobody has told stays a symbol, and always the same one: however the configuration calls its data sources, two
of them that ask the same provider give one account.
"""

from __future__ import annotations

import re

from pipewarden.aws.regions import PARTITIONS, partition_of
from pipewarden.stack.model import ProviderConfiguration
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Symbol, Value
from pipewarden.stack.variables import Deployment

_CREDENTIALS = frozenset(
    [
        "access_key",
        "secret_key",
        "token",
        "profile",
        "shared_config_files",
        "shared_credentials_files",
        "assume_role",
        "assume_role_with_web_identity",
    ]
)
_ROLE = re.compile(r"arn:[\w-]+:iam::(\d{12}):role/.+")


class Identity:
    """What a resource knows of its surroundings, from its provider, its own `region` and the deployment."""

    def __init__(self, provider: ProviderConfiguration | None, region: Value | None, deployment: Deployment) -> None:
        self._provider = provider
        self._region = region
        self._deployment = deployment

    @property
    def region(self) -> Value:
        """The region that the resource is in."""
        if self._region is not None:
            return self._region
        configured = self._provider.values.get("region") if self._provider is not None else None
        if isinstance(configured, Known) and isinstance(configured.value, str) and configured.value:
            return configured
        if configured in (None, Known("")) and self._deployment.region is not None:
            return _given(self._deployment.region, "region")
        return Symbol(f"data.aws_region.{self._label}", ("region",))

    @property
    def account(self) -> Value:
        """The account's number."""
        named = self._assumed_role() or self._only_allowed()
        if named is not None:
            return named
        if not self.own_credentials and self._deployment.account is not None:
            return _given(self._deployment.account, "account")
        label = self._label if self.own_credentials else "current"
        return Symbol(f"data.aws_caller_identity.{label}", ("account_id",))

    @property
    def partition(self) -> Value:
        """The partition: from its flag, or from the region where that is known."""
        if self._deployment.partition is not None:
            return _given(self._deployment.partition, "partition")
        region = self.region
        if isinstance(region, Known):
            found = partition_of(str(region.value))
            if found is not None:
                return Known(
                    found.id, Origin(None, f"the partition of `{region.value}` is `{found.id}`", region.origin)
                )
        return Symbol("data.aws_partition.current", ("partition",))

    @property
    def dns_suffix(self) -> Value:
        """The suffix of AWS's host names."""
        partition = self.partition
        for known in PARTITIONS:
            if isinstance(partition, Known) and partition.value == known.id:
                return Known(known.suffix, partition.origin)
        return Symbol("data.aws_partition.current", ("dns_suffix",))

    @property
    def reverse_dns_prefix(self) -> Value:
        """What the names of AWS's endpoint services begin with: the suffix of the host names, backwards."""
        suffix = self.dns_suffix
        if isinstance(suffix, Known):
            return Known(".".join(reversed(str(suffix.value).split("."))), suffix.origin)
        return Symbol("data.aws_partition.current", ("reverse_dns_prefix",))

    @property
    def _label(self) -> str:
        return (self._provider.alias if self._provider is not None else None) or "current"

    @property
    def own_credentials(self) -> bool:
        """Whether the provider is an alias that signs in by itself, and so may act in another account."""
        if self._provider is None or self._provider.alias is None:
            return False
        return any(name in _CREDENTIALS for name, _ in self._provider.values.members)

    def _only_allowed(self) -> Value | None:
        """The account that the provider insists on, where it names one: Terraform stops in any other."""
        allowed = self._provider.values.get("allowed_account_ids") if self._provider is not None else None
        if not isinstance(allowed, Sequence) or len(allowed.items) != 1:
            return None
        only = allowed.items[0]
        return only if isinstance(only, Known) and isinstance(only.value, str) else None

    def _assumed_role(self) -> Value | None:
        """The account of the role that the provider assumes, where its ARN is known."""
        roles = self._provider.values.get("assume_role") if self._provider is not None else None
        if not isinstance(roles, Sequence) or not roles.items or not isinstance(roles.items[-1], Mapping):
            return None
        arn = roles.items[-1].get("role_arn")
        if not isinstance(arn, Known) or not isinstance(arn.value, str):
            return None
        match = _ROLE.fullmatch(arn.value)
        return Known(match[1], arn.origin) if match else None


def _given(value: str, name: str) -> Known:
    return Known(value, Origin(None, f"`--{name}` is `{value}`"))
