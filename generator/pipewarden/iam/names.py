"""Says what an attribute of a resource is made of, so that two ways to name the same thing come out the same.

`"arn:aws:s3:::${aws_s3_bucket.this.id}/*"` and `"${aws_s3_bucket.this.arn}/*"` mean the same. Every symbol is written
over a few basic ones: the account, region and partition of a provider, and the name or id of a resource. The formats of
ARNs are those of AWS's Service Authorization Reference, the attributes those of the Terraform provider's pages.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from pipewarden.aws.arns import ARNS
from pipewarden.aws.regions import partition_of
from pipewarden.compared import compared
from pipewarden.iam.variables import identities
from pipewarden.stack.addresses import resource_type
from pipewarden.stack.identity import Identity
from pipewarden.stack.model import ProviderConfiguration, Resource, Stack
from pipewarden.stack.values import Encoded, Known, Symbol, Template, Unknown, Value
from pipewarden.stack.variables import Deployment

if TYPE_CHECKING:
    from pipewarden.iam.model import Policy

NamePart: TypeAlias = str | Symbol | Unknown

_SAME: dict[tuple[str, str], str] = {
    ("aws_s3_bucket", "id"): "bucket",
    ("aws_kms_key", "id"): "key_id",
    ("aws_kms_replica_key", "id"): "key_id",
    ("aws_kms_external_key", "id"): "key_id",
    ("aws_kms_replica_external_key", "id"): "key_id",
    ("aws_iam_role", "id"): "name",
    ("aws_iam_user", "id"): "name",
    ("aws_iam_policy", "id"): "arn",
    ("aws_sns_topic", "id"): "arn",
    ("aws_codepipeline", "id"): "name",
    ("aws_codebuild_project", "id"): "arn",
    ("aws_codecommit_repository", "id"): "repository_name",
    ("aws_codestarconnections_connection", "id"): "arn",
    ("aws_codeconnections_connection", "id"): "arn",
    ("aws_cloudtrail", "id"): "arn",
    ("aws_cloudwatch_log_group", "id"): "name",
    ("aws_cloudwatch_event_rule", "id"): "name",
    ("aws_ecr_repository", "id"): "name",
    ("aws_lambda_function", "id"): "function_name",
    ("aws_sfn_state_machine", "id"): "arn",
}

_ENVIRONMENT: dict[tuple[str, str], str] = {
    ("aws_caller_identity", "account_id"): "account",
    ("aws_caller_identity", "id"): "account",
    ("aws_region", "name"): "region",
    ("aws_region", "id"): "region",
    ("aws_region", "region"): "region",
    ("aws_partition", "partition"): "partition",
    ("aws_partition", "id"): "partition",
}

_TELL_REGION = frozenset({"region", "profile", "shared_config_files"})
_DEPTH = 8


@compared("stack", "account", "region", "partition")
class Names(Struct, frozen=True):
    """What symbols are made of, as far as a stack and the flags of the command line show it.

    `policies` are those that were read with these names, by the identity of the value that holds one, and its kind;
    `symbols` is what was found out of a symbol, by how deep one may look for it.
    """

    stack: Stack | None = None
    account: str | None = None
    region: str | None = None
    partition: str | None = None
    policies: dict[tuple[int, str], tuple[Value, Policy]] = field(default_factory=dict)
    variables: dict[str, Symbol] = field(default_factory=dict)
    symbols: dict[tuple[str, tuple[str | int, ...], int], tuple[NamePart, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """`variables` are those without a value that are identities all the same."""
        if self.stack is not None:
            self.variables.update(identities(self.stack))

    def parts(self, value: Value) -> tuple[NamePart, ...]:
        """A value in string position, as literal text, basic symbols and unknowns."""
        return _join(self._value(value, _DEPTH))

    def _value(self, value: Value, depth: int) -> tuple[NamePart, ...]:
        match value:
            case Known(text):
                return (_text(text),)
            case Symbol(address, path):
                known = self.symbols.get((address, path, depth))
                if known is None:
                    known = self.symbols[address, path, depth] = self._symbol(value, depth)
                return known
            case Template(parts):
                return tuple(
                    piece
                    for part in parts
                    for piece in ((part,) if isinstance(part, str) else self._value(part, depth))
                )
            case Encoded(text=text):
                return self._value(text, depth)
            case Unknown():
                return (self.variables.get(value.why, value),)
            case _:
                return (Unknown("a list or an object stands where a string is needed", value.origin),)

    def _symbol(self, symbol: Symbol, depth: int) -> tuple[NamePart, ...]:
        type_, attribute = resource_type(symbol.address), ".".join(map(str, symbol.path))
        if depth == 0 or symbol.address.startswith("provider."):
            return (symbol,)
        if (type_, attribute) in _ENVIRONMENT:
            return (self._environment(symbol.address, _ENVIRONMENT[type_, attribute]),)
        if (type_, attribute) in (("aws_partition", "dns_suffix"), ("aws_partition", "reverse_dns_prefix")):
            return (self._suffix(symbol.address, attribute),)
        if (type_, attribute) == ("aws_caller_identity", "arn"):
            return self._caller(symbol.address)
        attribute = _SAME.get((type_, attribute), attribute)
        if attribute == "arn" and type_ in ARNS:
            pieces = re.split(r"\{(\w+)\}", ARNS[type_])
            return tuple(
                part
                for index, piece in enumerate(pieces)
                for part in (self._basic(symbol.address, type_, piece, depth - 1) if index % 2 else (piece,))
            )
        return self._basic(symbol.address, type_, attribute, depth - 1)

    def _basic(self, address: str, type_: str, attribute: str, depth: int) -> tuple[NamePart, ...]:
        """A name or id of a resource: what is configured where that is known, else a symbol of its own."""
        if attribute in ("account", "region", "partition") and type_ in ARNS:
            return (self._environment(address, attribute),)
        resource = self._resource(address)
        configured = resource.values.get(attribute) if resource else None
        if isinstance(configured, Known) and configured.value in (None, ""):
            configured = None
        if isinstance(configured, Known | Template | Symbol | Unknown):
            parts = self._value(configured, depth)
            if not any(isinstance(part, Unknown) for part in parts):
                return parts
        if attribute == "path" and type_.startswith("aws_iam_") and configured is None:
            return ("/",)
        return (Symbol(address, (attribute,)),)

    def _environment(self, address: str, what: str) -> str | Symbol:
        """The account, region or partition that a resource is made in."""
        resource = self._resource(address)
        provider = resource.provider if resource else self._aliased(address)
        if what == "account":
            return self._account(provider)
        own = resource.values.get("region") if resource else None
        if what == "region" and isinstance(own, Known) and isinstance(own.value, str):
            return own.value
        configured = provider.values.get("region") if provider else None
        own_region = configured.value if isinstance(configured, Known) and isinstance(configured.value, str) else ""
        region = own_region or self.region
        known = {"region": region, "partition": self.partition or _partition(region)}[what]
        return known or Symbol(_configuration(None if _of_the_environment(provider) else provider), (what,))

    def _account(self, provider: ProviderConfiguration | None) -> str | Symbol:
        """The account that a provider acts in. Two that differ in their region alone act in one."""
        identity = Identity(provider, None, Deployment(account=self.account))
        known = identity.account
        if isinstance(known, Known):
            return str(known.value)
        return Symbol(_configuration(provider if identity.own_credentials else None), ("account",))

    def _aliased(self, address: str) -> ProviderConfiguration | None:
        """The provider that an `aws_caller_identity` or `aws_region` of the evaluator's own making is named after."""
        alias = address.rpartition(".")[2]
        found = self.stack.providers if self.stack and address.startswith("data.") else ()
        return next((each for each in found if each.name == "aws" and each.alias == alias), None)

    def _caller(self, address: str) -> tuple[NamePart, ...]:
        """Whoever runs Terraform: somebody of the account, be it a user or a session of a role."""
        account, partition = (self._environment(address, what) for what in ("account", "partition"))
        return ("arn:", partition, ":iam::", account, ":", Symbol(address, ("caller",)))

    def _suffix(self, address: str, attribute: str) -> str:
        """The domain of service principals: outside China `amazonaws.com`, and there for most services too."""
        suffix = "amazonaws.com.cn" if self._environment(address, "partition") == "aws-cn" else "amazonaws.com"
        return suffix if attribute == "dns_suffix" else ".".join(reversed(suffix.split(".")))

    def _resource(self, address: str) -> Resource | None:
        return self.stack.get(address) if self.stack else None


def _of_the_environment(provider: ProviderConfiguration | None) -> bool:
    """Whether the environment tells the provider's region, and then the same to all that leave it open. A profile has
    a region of its own."""
    return provider is not None and not any(name in _TELL_REGION for name, _ in provider.values.members)


def _configuration(provider: ProviderConfiguration | None) -> str:
    return f"provider.aws.{provider.alias}" if provider and provider.alias else "provider.aws"


def _partition(region: str | None) -> str | None:
    partition = partition_of(region) if region else None
    return partition.id if partition else None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return decimal(value)
    return "" if value is None else str(value)


def decimal(number: Fraction) -> str:
    """A number as JSON writes it; one without a finite decimal form is cut after 17 digits, as a float is."""
    if number.denominator == 1:
        return str(number.numerator)
    digits = 1
    while digits < 17 and (number * 10**digits).denominator != 1:
        digits += 1
    return f"{Decimal(round(number * 10**digits)).scaleb(-digits):f}"


def _join(parts: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """The parts with neighbouring texts joined and empty ones left out."""
    joined: list[NamePart] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)
