"""Whether a named value is a credential: by its own shape, by its name, or by where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.aws.encoded import decoded
from pipewarden.aws.secrets import names_a_secret, secrets, url_credentials
from pipewarden.stack.model import Stack
from pipewarden.stack.values import Value
from pipewarden.subjects.identity import symbols

_POINTS_ELSEWHERE = re.compile(
    r"(?i)_(?:arn|name|path|url|uri|endpoint|file|dir|ttl|length|type|prefix|suffix|region|version|header|seconds|"
    r"minutes|hours|days|enabled|required|store|manager|parameter|backend|provider|issuer|expiry|expiration|rotation|"
    r"validation|check)s?$"
)
_NO_CREDENTIAL = re.compile(
    r"(?i)|true|false|yes|no|none|null|\d{1,5}|arn:aws[a-z-]*:.*|alias/.*|/[\w./-]+|\$\{?\w+\}?"
)
_SECRET_ATTRIBUTES = {
    ("aws_secretsmanager_secret_version", "secret_string"),
    ("aws_secretsmanager_secret_version", "secret_binary"),
    ("aws_secretsmanager_random_password", "random_password"),
    ("aws_iam_access_key", "secret"),
    ("aws_iam_access_key", "ses_smtp_password_v4"),
    ("aws_kms_secrets", "plaintext"),
    ("aws_ecr_authorization_token", "authorization_token"),
    ("aws_ecr_authorization_token", "password"),
    ("aws_codeartifact_authorization_token", "authorization_token"),
    ("aws_eks_cluster_auth", "token"),
    ("random_password", "result"),
    ("tls_private_key", "private_key_pem"),
    ("tls_private_key", "private_key_openssh"),
    ("vault_generic_secret", "data"),
    ("vault_kv_secret_v2", "data"),
}


def credential(name: str, text: str) -> str | None:
    """What kind of credential a value of that name is ("an AWS access key id"), None where it is none."""
    found = [item for each in (text, *decoded(text)) for item in (*secrets(each), *url_credentials(each))]
    if found:
        return found[0].kind
    if named_as_credential(name) and not _NO_CREDENTIAL.fullmatch(text):
        return "a credential by its name"
    return None


def named_as_credential(name: str) -> bool:
    """Whether a variable of this name holds a credential, not only where one is or how long it lives."""
    return names_a_secret(name) and not _POINTS_ELSEWHERE.search(name)


def secret_sources(stack: Stack, value: Value | None) -> Iterator[str]:
    """The attributes in `value` whose content is secret: the text of a secret, a generated password."""
    for symbol in symbols(value):
        resource = stack.get(symbol.address)
        kind = resource.type if resource is not None else ""
        if symbol.path and (kind, symbol.path[0]) in _SECRET_ATTRIBUTES:
            yield str(symbol)
        elif kind == "aws_ssm_parameter" and symbol.path[:1] == ("value",) and resource is not None:
            declared = resource.values.get("type")
            if resource.mode == "data" or getattr(declared, "value", None) == "SecureString":
                yield str(symbol)
