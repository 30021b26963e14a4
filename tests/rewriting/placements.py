"""The places where one policy can stand: in an instance, an override file, a module, a resource of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from pipewarden.stack.values import Symbol
from rewriting import syntax
from rewriting.modules import into_module
from rewriting.notations import NOTATIONS, Notation
from rewriting.policies import Policy, policies
from rewriting.tree import Tree, beside
from rewriting.written import UnwritableError

Placement = Callable[[Policy], Tree]
Way = Callable[[Tree, Sequence[Policy]], Tree | None]
"""Writes all policies of a tree in one way; None where it fits none of them."""


def in_notation(notation: Notation) -> Way:
    """Each policy in another notation, in its old place."""

    def write(tree: Tree, found: Sequence[Policy]) -> Tree | None:
        edits: list[Edit] = []
        added: dict[str, str] = {}
        for policy in found:
            try:
                written = notation(policy)
            except UnwritableError:
                continue
            edits.append(assigned(policy, _on_its_line(policy, written.expression)))
            added |= written.files
            added[policy.path] = added.get(policy.path, "") + written.blocks
        if not edits:
            return None
        blocks = "".join(added.values()) + "".join(edit.text for edit in edits)
        path = found[0].path
        added[path] = added.get(path, "") + _declared(tree, blocks)
        return tree.edited(edits, {file: text for file, text in added.items() if text})

    return write


def one_by_one(placement: Placement) -> Way:
    """Each policy in another place, one after the other, because a place may change what others refer to."""

    def write(tree: Tree, found: Sequence[Policy]) -> Tree | None:
        now = tree
        for name in [policy.name for policy in found]:
            current = found if now is tree else list(policies(now))
            for policy in current:
                if policy.name == name:
                    with suppress(UnwritableError):
                        now = placement(policy)
        return None if now is tree else now

    return write


def _on_its_line(policy: Policy, expression: str) -> str:
    """A heredoc in parentheses where something follows it on its line, because its mark stands alone."""
    end = policy.argument.expression.span.end
    followed = policy.tree.files[policy.path][end:].partition("\n")[0].strip()
    return f"({expression}\n)" if followed and expression.startswith("<<") else expression


def _declared(tree: Tree, text: str) -> str:
    """The data sources that say where a stack lives, as far as the new text needs them and the tree has none."""
    return "".join(
        f'\ndata "{type_}" "current" {{}}\n'
        for type_ in ("aws_caller_identity", "aws_partition", "aws_region")
        if f"data.{type_}.current." in text
        and not any(f'data "{type_}" "current"' in file for file in tree.files.values())
    )


def assigned(policy: Policy, expression: str) -> Edit:
    """The edit that gives the argument another expression."""
    span = policy.argument.expression.span
    return Edit(policy.path, span.start, span.end, expression)


def for_each(policy: Policy) -> Tree:
    """`for_each` over a map with the policy as its only value."""
    return _instance(policy, f"  for_each = {{ only = {policy.written} }}\n", "each.value", '["only"]')


def counted(policy: Policy) -> Tree:
    """`count = 1` and a list with the policy as its only item."""
    wanted = '  count = length(compact(["only"]))\n'
    return _instance(policy, wanted, f"[{policy.written}][count.index]", "[0]")


def _instance(policy: Policy, argument: str, expression: str, key: str) -> Tree:
    address = syntax.label(policy.block)
    if policy.repeated or any(found.parts == address for found in syntax.references(policy.block)):
        raise UnwritableError("it has instances, or refers to itself")
    folder = policy.path.rpartition("/")[0]
    start = policy.block.body.span.start
    span = policy.argument.expression.span
    return policy.tree.edited(
        [
            Edit(policy.path, start, start, f"\n{argument.rstrip()}"),
            Edit(policy.path, span.start, span.end, expression),
            *syntax.renamed_references(policy.tree, folder, address, f"{'.'.join(address)}{key}"),
        ]
    )


def override(policy: Policy) -> Tree:
    """The policy in an override file, with another one in its old place."""
    harmless = 'jsonencode({ Version = "2012-10-17", Statement = [] })'
    type_, name = syntax.label(policy.block)
    text = f'resource "{type_}" "{name}" {{\n  {policy.argument.name} = {policy.written}\n}}\n'
    return policy.tree.edited([assigned(policy, harmless)], {beside(policy.path, "zzz_override.tf"): text})


_SPLIT = {
    "aws_kms_key": ("aws_kms_key_policy", "key_id", "key_id"),
    "aws_s3_bucket": ("aws_s3_bucket_policy", "bucket", "id"),
    "aws_vpc_endpoint": ("aws_vpc_endpoint_policy", "vpc_endpoint_id", "id"),
    "aws_sns_topic": ("aws_sns_topic_policy", "arn", "arn"),
    "aws_sqs_queue": ("aws_sqs_queue_policy", "queue_url", "url"),
}
"""The resource that holds the policy of another one: its type, its argument for the other, the attribute it takes."""


def split(policy: Policy) -> Tree:
    """The policy in a resource of its own."""
    type_, name = syntax.label(policy.block)
    if type_ not in _SPLIT or policy.argument.name != "policy" or policy.repeated:
        raise UnwritableError("there is no resource for this policy alone")
    single, argument, attribute = _SPLIT[type_]
    lines = (f"{argument} = {type_}.{name}.{attribute}", f"policy = {policy.written}")
    block = f'resource "{single}" "{name}_split" {{\n  {lines[0]}\n  {lines[1]}\n}}\n'
    span = policy.argument.span
    return policy.tree.edited([Edit(policy.path, span.start, span.end, "")], {policy.path: block})


def inline(policy: Policy) -> Tree:
    """The policy in the argument of what it is for."""
    single, own_name = syntax.label(policy.block)
    owners = {kind: (type_, argument) for type_, (kind, argument, _) in _SPLIT.items()}
    others = {item.name for item in policy.block.body.items if isinstance(item, ast.Attribute)} - {"policy"}
    if single not in owners or others != {owners[single][1]} or policy.block.body.blocks:
        raise UnwritableError("no other resource takes this policy")
    type_, argument = owners[single]
    owner = policy.resource.values.get(argument)
    folder = policy.path.rpartition("/")[0]
    path, block = _owner(policy.tree, folder, type_, owner)
    if any(found.parts == syntax.label(block) for found in syntax.references(policy.argument)) or any(
        found.parts == (single, own_name)
        for path in policy.tree.native(folder)
        for found in syntax.references(policy.tree.file(path))
    ):
        raise UnwritableError("a resource cannot refer to itself")
    end = block.body.span.end
    gone = Edit(policy.path, policy.block.span.start, policy.block.span.end, "")
    return policy.tree.edited([gone, Edit(path, end, end, f"\n  policy = {policy.written}\n")])


def _owner(tree: Tree, folder: str, type_: str, owner: object) -> tuple[str, ast.Block]:
    for path, block in syntax.blocks(tree, folder, "resource"):
        named = isinstance(owner, Symbol) and owner.address == ".".join(syntax.label(block))
        if named and block.labels[0].text == type_ and block.body.attribute("policy") is None:
            return path, block
    raise UnwritableError("its owner is not found by a reference")


WAYS: dict[str, Way] = {
    **{name: in_notation(notation) for name, notation in NOTATIONS.items()},
    "for_each": one_by_one(for_each),
    "count": one_by_one(counted),
    "override": one_by_one(override),
    "split": one_by_one(split),
    "inline": one_by_one(inline),
    "module": one_by_one(into_module),
}
