"""What symbols and policy variables may stand for, as far as it makes a difference to some policies.

A symbol has one value, which nobody here knows. Nearly always that value is like no text that the policies hold; the
first world says so. It may also be one that a policy writes out (a role's ARN in full beside a reference to the role);
every such coincidence is a world of its own. A policy variable has whatever value the request gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, islice, product

from msgspec import Struct

from pipewarden.aws.regions import PARTITIONS
from pipewarden.iam.model import Part, Statement, Text, texts_of
from pipewarden.iam.plausible import ACCOUNTS, KEYS, NAMES, region_in
from pipewarden.stack.addresses import resource_type, steps_of
from pipewarden.stack.values import Symbol

_LIMIT = 48
_VARIABLE_LIMIT = 10
_WRITTEN = {
    "account": re.compile(r"(?<!\d)\d{12}(?!\d)"),
    "region": re.compile(r"(?<![\w-])[a-z]{2}(?:-[a-z]+)+-\d(?![\w-])"),
}
_PARTITION = re.compile(r"\barn:(aws[a-z-]*):")


class Naming(Struct, frozen=True):
    """What each symbol stands for; `coincidence` is a symbol and the text that it is taken to be."""

    symbols: dict[Symbol, str]
    coincidence: tuple[Symbol, str] | None = None

    def assumption(self, *, holds: bool) -> str:
        """The coincidence in words, or that there is none."""
        if self.coincidence is None:
            return "no reference stands for anything that the policy writes out"
        symbol, text = self.coincidence
        what = (
            f"the {symbol.path[-1]} of `{symbol.address}`" if symbol.address.startswith("provider.") else f"`{symbol}`"
        )
        return f"{what} is {'' if holds else 'not '}`{text}`"


def namings(statements: Iterable[Statement]) -> list[Naming]:
    """The ways to read the symbols: first as like nothing else, then as each text that one may be."""
    found = list(dict.fromkeys(text for statement in statements for text in texts_of(statement)))
    symbols = sorted({part for text in found for part in text.parts if isinstance(part, Symbol)}, key=str)
    written = sorted({piece for text in found for piece in _literals(text)})
    generic: dict[Symbol, str] = {}
    for symbol in symbols:
        generic[symbol] = _fresh(symbol, written, set(generic.values()))
    result = [Naming(generic)]
    readable = {text: _readable(text, generic) for text in found} if symbols else {}
    for symbol in symbols:
        others = _coincidences(symbol, readable, generic)
        result.extend(Naming({**generic, symbol: other}, (symbol, other)) for other in others)
    return result[:_LIMIT]


def written_places(statements: Iterable[Statement]) -> Iterator[Naming]:
    """The ways to read an account or a region that is looked up as one that the texts write out, in an ARN of any form.

    One symbol alone comes first, then an account and a region together.
    """
    statements = list(statements)
    generic = namings(statements)[0].symbols
    found = dict.fromkeys(text for statement in statements for text in texts_of(statement))
    pieces = [piece for text in found for piece in _literals(text)]
    written = {
        kind: sorted({each for piece in pieces for each in form.findall(piece)}) for kind, form in _WRITTEN.items()
    }
    options = [(symbol, value) for symbol in generic for value in written.get(_kind(symbol), ())]
    yield from (Naming({**generic, symbol: value}, (symbol, value)) for symbol, value in options)
    for (one, its), (other, others) in islice(combinations(options, 2), _LIMIT):
        if _kind(one) != _kind(other):
            yield Naming({**generic, one: its, other: others}, (one, its))


def _literals(text: Text) -> Iterator[str]:
    yield from (part for part in text.parts if isinstance(part, str))


def _kind(symbol: Symbol) -> str:
    return str(symbol.path[-1]) if symbol.address.startswith("provider.") else "name"


def _fresh(symbol: Symbol, written: list[str], taken: set[str]) -> str:
    """A value that no text holds, and that looks like what the symbol stands for.

    A partition is the one that the texts write out: AWS refuses a resource of another.
    """
    others = (each.id for each in PARTITIONS if each.id != "aws" and any(f"arn:{each.id}:" in text for text in written))
    partition = next(others, "aws")
    if _kind(symbol) == "partition":
        return partition
    free = (value for value in _plausible(symbol, partition) if value not in taken)
    return next(value for value in free if not any(value in text for text in written))


def _plausible(symbol: Symbol, partition: str) -> Iterator[str]:
    attribute = str(symbol.path[-1])
    match _kind(symbol):
        case "account":
            yield from ACCOUNTS
            yield from (f"{number:012d}" for number in range(100000000001, 100000009999))
            return
        case "region":
            yield from (region_in(partition), "eu-west-1", "us-west-2", "ap-southeast-2", "sa-east-1", "ca-central-1")
            yield from (f"us-north-{number}" for number in range(1, 99))
            return
    if attribute.endswith("arn"):
        service = resource_type(symbol.address).removeprefix("aws_").partition("_")[0]
        service = "execute-api" if attribute == "execution_arn" else service
        stem = f"arn:{partition}:{service}:{region_in(partition)}:{ACCOUNTS[0]}:{_label(symbol)}"
    elif attribute in ("key_id", "id") and resource_type(symbol.address).startswith("aws_kms"):
        stem = KEYS[0]
    else:
        stem = _label(symbol)
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 9999))


def _label(symbol: Symbol) -> str:
    """A name from the address: the resource's own, or its module's where that is `this` or `main`."""
    steps = [step for step in steps_of(symbol.address) if step]
    label = steps[-1]
    if label in ("this", "main", "default") and "module" in steps:
        label = steps[steps.index("module") + 1]
    label = re.sub(r"[^a-z0-9-]", "-", label.lower())
    return label if label not in ("this", "main", "default") else NAMES[-1]


def _coincidences(symbol: Symbol, readable: dict[Text, str], generic: dict[Symbol, str]) -> Iterator[str]:
    """What the symbol may also be: the text that stands in its place in another text of the same form."""
    seen = {generic[symbol]}
    kind = _kind(symbol)
    if kind == "partition":
        return
    own = [text for text in readable if symbol in text.parts]
    others = [written for text, written in readable.items() if symbol not in text.parts]
    for text in own:
        shape = _shape(text, symbol)
        for other in others:
            match = shape.fullmatch(other)
            value = match.group("it") if match else None
            if value and value not in seen and _possible(symbol, value, generic):
                seen.add(value)
                yield value


def _shape(text: Text, symbol: Symbol) -> re.Pattern[str]:
    """The texts that may be the same as this one, with the symbol's place named `it`."""
    parts: list[str] = []
    named = False
    for part in text.parts:
        if part == symbol and not named:
            named = True
            name = "[^/]+" if part.path[-1] == "execution_arn" else "[^:/]+"
            parts.append("(?P<it>.+)" if len(text.parts) == 1 else f"(?P<it>{name})")
        elif isinstance(part, str):
            parts.append(re.escape(part))
        else:
            parts.append(".*")
    return re.compile("".join(parts), re.DOTALL)


def _readable(text: Text, generic: dict[Symbol, str]) -> str:
    """The text with every symbol at its first value and every wildcard filled with something."""
    return "".join(_filled(part, generic) for part in text.parts)


def _filled(part: Part, generic: dict[Symbol, str]) -> str:
    if isinstance(part, str):
        return part
    return generic[part] if isinstance(part, Symbol) else "x"


def _possible(symbol: Symbol, value: str, generic: dict[Symbol, str]) -> bool:
    """Whether the symbol may have this value. Two managed resources never share a name of the same type."""
    if _kind(symbol) == "account":
        return re.fullmatch(r"\d{12}", value) is not None
    if _kind(symbol) == "region":
        return re.fullmatch(r"[a-z-]+-\d", value) is not None
    owner = next((other for other, given in generic.items() if given == value), None)
    return owner is None or not (_managed(owner) and _managed(symbol)) or _type(owner) != _type(symbol)


def _managed(symbol: Symbol) -> bool:
    return ".data." not in f".{symbol.address}"


def _type(symbol: Symbol) -> str:
    return resource_type(symbol.address)


def partitions(statements: Iterable[Statement], symbols: dict[Symbol, str]) -> frozenset[str]:
    """The partitions that the ARNs of the statements are in, `aws` where none is written: a request stays within one,
    so a wildcard in that place means no more."""
    found = (_written_partitions(text, _values(text, symbols)) for each in statements for text in texts_of(each))
    return frozenset().union(*found) or frozenset({"aws"})


def _values(text: Text, symbols: dict[Symbol, str]) -> tuple[tuple[Symbol, str], ...]:
    """What the text's own symbols stand for."""
    return tuple((part, symbols[part]) for part in text.parts if isinstance(part, Symbol) and part in symbols)


@lru_cache(maxsize=8192)
def _written_partitions(text: Text, values: tuple[tuple[Symbol, str], ...]) -> frozenset[str]:
    known = dict(values)
    parts = (
        part if isinstance(part, str) else known.get(part, "?") if isinstance(part, Symbol) else "?"
        for part in text.parts
    )
    return frozenset(_PARTITION.findall("".join(parts)))


def variable_worlds(
    statements: Iterable[Statement], used: frozenset[str]
) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """Values for policy variables: one like nothing else, those that texts suggest, and none at all."""
    statements = list(statements)
    pieces = sorted(
        {
            piece
            for statement in statements
            for text in texts_of(statement)
            for piece in re.split(r"[/:*?]", str(text))
            if piece
        }
    )
    suggested = [piece for piece in pieces if "$" not in piece and len(piece) < 64]
    options: list[list[str | None]] = []
    for key in sorted(used):
        compared = [
            str(value)
            for statement in statements
            for condition in statement.conditions
            if condition.key.lower() == key
            for value in condition.values
        ]
        fresh = next(name for name in ("alice", "robin", "kim", "someone-else", "q7z") if name not in pieces)
        options.append([fresh, *dict.fromkeys([*compared, *suggested][:_VARIABLE_LIMIT]), None])
    for count, values in enumerate(product(*options)):
        if count >= _LIMIT:
            return
        given = dict(zip(sorted(used), values, strict=True))
        yield (
            {key: value for key, value in given.items() if value is not None},
            frozenset(key for key, value in given.items() if value is None),
        )
