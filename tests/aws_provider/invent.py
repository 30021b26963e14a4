"""The values that AWS would decide, made up from the configuration: plausible, and the same on every run."""

from __future__ import annotations

import hashlib
import json
import string
import uuid
from collections.abc import Iterator, Mapping

from aws_provider import blocks
from aws_provider.account import Account
from aws_provider.rules import Rules
from aws_provider.schemas import Attribute, Block
from aws_provider.values import Object, Value, is_unknown

MOMENT = "2026-01-01T00:00:00Z"

_EMPTY = {"bool": False, "number": 0, "list": [], "set": [], "map": {}}
_MOMENTS = ("_at", "_date", "_time", "created", "last_modified")


def seed(type_name: str, planned: Object, account: Account, twin: int = 0) -> str:
    """What tells this resource from every other: its type, account and configuration, and a number for twins."""
    text = json.dumps([type_name, account.account, account.region, planned, twin], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def fill(type_name: str, block: Block, rules: Rules, account: Account, planned: Object, seed: str) -> Object:
    """The planned state with every unknown decided."""
    decided = _Decided(type_name, block, rules, account.facts(planned.get("region")), planned, seed)
    return blocks.rewrite(block, planned, decided.visit)


class _Decided(Mapping[str, str]):
    """The words of a template: the facts of the account, made-up tokens, and the resource's own attributes."""

    def __init__(
        self, type_name: str, block: Block, rules: Rules, facts: Mapping[str, str], planned: Object, seed: str
    ) -> None:
        self._type, self._block, self._rules = type_name, block, rules
        self._facts, self._planned, self._seed = facts, planned, seed
        self._path = ""

    def visit(self, path: str, attribute: Attribute, value: Value) -> Value:
        if not is_unknown(value):
            return value
        if path in self._rules.computed:
            return self._from_rule(path)
        return self._generic(path, attribute)

    def __getitem__(self, word: str) -> str:
        if word in self._facts:
            return self._facts[word]
        if word in self._block.attributes:
            return self._attribute(word)
        return _token(word, f"{self._seed}/{self._path}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def _attribute(self, name: str) -> str:
        value = self.visit(name, self._block.attributes[name], self._planned.get(name))
        if name.endswith("_prefix"):
            return value or "terraform-"
        return "" if value is None else str(value)

    def _from_rule(self, path: str) -> Value:
        template = self._rules.computed[path]
        if not isinstance(template, str):
            return template
        outer, self._path = self._path, path
        try:
            return string.Formatter().vformat(template, (), self)
        finally:
            self._path = outer

    def _generic(self, path: str, attribute: Attribute) -> Value:
        kind = attribute.type if isinstance(attribute.type, str) else attribute.type[0]
        if kind != "string":
            return _EMPTY[kind]
        name = path.rpartition(".")[2]
        if name == "region":
            return self._facts["region"]
        if name in ("account_id", "owner_id", "owner_account_id", "registry_id"):
            return self._facts["account"]
        if name.endswith(_MOMENTS):
            return MOMENT
        return self._identifier(path, name, attribute)

    def _identifier(self, path: str, name: str, attribute: Attribute) -> str:
        short = self._type.removeprefix("aws_").replace("_", "-")
        token = _token("hex17", f"{self._seed}/{path}")
        if name == "id":
            return f"{short}-{token}"
        if attribute.optional:
            return ""
        if name.endswith("arn"):
            service = short.partition("-")[0]
            return "arn:{partition}:{0}:{region}:{account}:{1}/{2}".format(service, short, token, **self._facts)
        return f"{name.replace('_', '-')}-{token}"


def _token(word: str, seed: str) -> str:
    digest = hashlib.sha256(seed.encode()).hexdigest()
    if word == "uuid":
        return str(uuid.UUID(digest[:32]))
    for prefix, text in (("hex", digest), ("upper", digest.upper())):
        length = word.removeprefix(prefix)
        if length != word and length.isdecimal():
            return text[: int(length)]
    raise KeyError(word)
