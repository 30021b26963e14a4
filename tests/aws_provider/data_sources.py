"""What the data sources answer: most from `rules.toml`, and here the few whose answer is a list or a document."""

from __future__ import annotations

from collections.abc import Callable

from aws_provider import blocks, invent, policy_document, rules
from aws_provider.account import Account
from aws_provider.schemas import Attribute, Block
from aws_provider.values import UNKNOWN, Object, Value

Reader = Callable[[Block, Object, Account], Object]

_REGIONS = ("eu-central-1", "eu-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2")


def read(type_name: str, block: Block, config: Object, account: Account) -> Object:
    """The state of one data block. Raises DocumentError for a policy document that the provider refuses."""
    located = {**config, "region": config.get("region") or account.region} if "region" in block.attributes else config
    answer = _READERS[type_name](block, located, account) if type_name in _READERS else {}
    asked = _unknown_where_left_out(block, {**located, **answer})
    seed = invent.seed(type_name, config, account)
    return invent.fill(type_name, block, rules.for_data_source(type_name), account, asked, seed)


def _unknown_where_left_out(block: Block, value: Object) -> Object:
    def visit(path: str, attribute: Attribute, current: Value) -> Value:
        return UNKNOWN if attribute.computed and current is None else current

    return blocks.rewrite(block, value, visit)


def _policy_document(block: Block, config: Object, account: Account) -> Object:
    return policy_document.read(block, config)


def _availability_zones(block: Block, config: Object, account: Account) -> Object:
    region = config["region"]
    excluded = set(config["exclude_names"] or [])
    names = [region + letter for letter in "abc" if region + letter not in excluded]
    ids = [f"{''.join(part[0] for part in region.split('-')[:-1])}{region[-1]}-az{n + 1}" for n in range(len(names))]
    return {"names": names, "zone_ids": ids, "group_names": [region], "id": region}


def _regions(block: Block, config: Object, account: Account) -> Object:
    return {"names": list(_REGIONS), "id": "aws"}


def _default_tags(block: Block, config: Object, account: Account) -> Object:
    return {"tags": account.default_tags, "id": "aws"}


def _session_context(block: Block, config: Object, account: Account) -> Object:
    return {"issuer_arn": config["arn"], "issuer_name": config["arn"].rpartition("/")[2], "id": config["arn"]}


_READERS: dict[str, Reader] = {
    "aws_availability_zones": _availability_zones,
    "aws_default_tags": _default_tags,
    "aws_iam_policy_document": _policy_document,
    "aws_iam_session_context": _session_context,
    "aws_regions": _regions,
}
