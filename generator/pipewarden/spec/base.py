"""What all parts of the spec share: unknown keys refused, values frozen, text checked."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic_core import core_schema

from pipewarden.aws import names
from pipewarden.aws.regions import REGIONS, partition_of
from pipewarden.aws.secrets import url_credentials

_PRIVATE = [IPv4Network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")]

_REPOSITORY_PATH = re.compile(r"\.|(?!.*\.\.)[A-Za-z0-9_.][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]+)*")
_HOSTED_REPOSITORY = re.compile(r"[^/\s]+(/[^/\s]+)+")
_PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@:/+=#~!<>,\[\]-]*")


class Model(BaseModel):
    """A part of the spec.

    The text below each field is its description in what is published; it is read from the source only then.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


def _no_control_characters(text: str) -> str:
    for letter in text:
        if letter in "\n\t":
            continue
        if unicodedata.category(letter) in ("Cc", "Cs"):
            raise ValueError(f"holds the control character U+{ord(letter):04X}; remove it")
    return text


def _no_url_credentials(text: str) -> str:
    if url_credentials(text):
        raise ValueError("is a URL that carries credentials; use a connection or a secret instead")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("spans several lines; write one")
    return text


def _region(text: str) -> str:
    if partition_of(text) is None:
        near = difflib.get_close_matches(text, sorted(REGIONS), n=2) or ["eu-central-1"]
        raise ValueError(f"`{text}` is no AWS region; write one such as `{min(near)}`")
    return text


def _https(text: str) -> str:
    if not text.startswith("https://"):
        raise ValueError("is not an https URL; write `https://…`")
    return text


def _range_around(text: str) -> str:
    """The range that holds an address with a prefix length, or an example."""
    try:
        return str(IPv4Network(text, strict=False))
    except ValueError:
        return "10.20.0.0/16"


def _cidr(text: str) -> str:
    try:
        network = IPv4Network(text)
    except ValueError:
        raise ValueError(f"`{text}` is no IPv4 range; write one such as `{_range_around(text)}`") from None
    if not any(network.subnet_of(private) for private in _PRIVATE):
        raise ValueError(f"`{text}` is not private; write a range of RFC 1918 or RFC 6598")
    return text


@dataclass(frozen=True)
class _Shape(AfterValidator):
    """A pattern that the whole text fits, which editors learn of too."""

    pattern: str
    example: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$", "examples": [self.example]}


def _pattern(regex: re.Pattern[str], example: str) -> _Shape:
    def check(text: str) -> str:
        if not regex.fullmatch(text):
            raise ValueError(f"`{text}` does not fit; write it like `{example}`")
        return text

    return _Shape(check, regex.pattern, example)


Text = Annotated[str, AfterValidator(_no_control_characters), AfterValidator(_no_url_credentials)]
"""Any text: it comes out of Terraform as it went in."""
Line = Annotated[Text, AfterValidator(_one_line)]
Url = Annotated[Line, AfterValidator(_https)]
Region = Annotated[str, AfterValidator(_region)]
StackName = Annotated[str, _pattern(names.STACK, "payments-api")]
ActionName = Annotated[str, _pattern(names.PIPELINE, "Build")]
ArtifactName = Annotated[str, _pattern(names.ARTIFACT, "source")]
Namespace = Annotated[str, _pattern(names.NAMESPACE, "SourceVariables")]
VariableName = Annotated[str, _pattern(names.VARIABLE, "Release")]
EnvironmentName = Annotated[str, _pattern(names.ENVIRONMENT, "LOG_LEVEL")]
RepositoryPath = Annotated[str, _pattern(_REPOSITORY_PATH, "infra/pipeline.yaml")]
HostedRepository = Annotated[Line, _pattern(_HOSTED_REPOSITORY, "example/site")]
Package = Annotated[Line, _pattern(_PACKAGE, "pipewarden==0.1.0")]
BucketPrefix = Annotated[str, _pattern(names.BUCKET_PREFIX, "acme-payments")]
BucketName = Annotated[str, _pattern(names.BUCKET, "payments-site")]
Account = Annotated[str, _pattern(names.ACCOUNT, "111122223333")]
Organization = Annotated[str, _pattern(names.ORGANIZATION, "o-a1b2c3d4e5")]
BucketArn = Annotated[str, _pattern(names.BUCKET_ARN, "arn:aws:s3:::payments-copies")]
TrailArn = Annotated[str, _pattern(names.TRAIL_ARN, "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all")]
ConnectionArn = Annotated[
    str, _pattern(names.CONNECTION_ARN, "arn:aws:codeconnections:eu-central-1:111122223333:connection/1a2b3c4d")
]
RoleArn = Annotated[str, _pattern(names.ROLE_ARN, "arn:aws:iam::111122223333:role/deploy")]
KeyArn = Annotated[str, _pattern(names.KEY_ARN, "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef")]
Cidr = Annotated[str, AfterValidator(_cidr)]
Days = Annotated[int, Field(ge=1, le=36500)]
