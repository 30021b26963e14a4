"""Reads many files, from the cache where it has them, and otherwise on as many processes as are worth it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from pipewarden.hcl.ast import File
from pipewarden.hcl.cache import Cache
from pipewarden.hcl.reader import parse

WORTH_A_PROCESS = 250_000
"""How many bytes of files that are not cached justify one more process: some 0.1 s of work."""


class Source(Struct, frozen=True):
    """The content of one file; `json` for a `.tf.json` file."""

    data: bytes
    json: bool = False


def parse_many(sources: Sequence[Source], cache: Cache | None = None, processes: int = 1) -> list[File]:
    """The trees of the files, in their order. Never raises for what the files hold.

    `processes` is the most that are used; files are spread over them by size.
    """
    trees = [None if cache is None else cache.load(source.data, json=source.json) for source in sources]
    cold = [index for index, tree in enumerate(trees) if tree is None]
    if cold:
        _provide_grammar(cache)
        parsed = _parse_cold([sources[index] for index in cold], processes)
        for index, (tree, packed) in zip(cold, parsed, strict=True):
            trees[index] = tree
            if cache is not None and packed is not None:
                cache.store(sources[index].data, packed, json=sources[index].json)
        if cache is not None:
            cache.evict()
    return [tree for tree in trees if tree is not None]


def _provide_grammar(cache: Cache | None) -> None:
    """Load the grammar before processes are forked, so that they have it."""
    from pipewarden.hcl.grammar import compile_grammar
    from pipewarden.hcl.parser import provide, provided
    from pipewarden.hcl.shipped import shipped_table

    if provided():
        return
    table = shipped_table() or (None if cache is None else cache.load_grammar())
    if table is None:
        table = compile_grammar()
        if cache is not None:
            cache.store_grammar(table)
    provide(table)


def _parse_cold(sources: list[Source], processes: int) -> list[tuple[File, bytes | None]]:
    wanted = min(processes, len(sources), 1 + sum(len(source.data) for source in sources) // WORTH_A_PROCESS)
    packed = [None] * len(sources) if wanted < 2 else _parse_apart(sources, wanted)
    decoder = msgspec.msgpack.Decoder(File)
    return [
        _parse_one(source) if tree is None else (decoder.decode(tree), tree)
        for source, tree in zip(sources, packed, strict=True)
    ]


def _parse_apart(sources: list[Source], processes: int) -> list[bytes | None]:
    """The trees, parsed by other processes; None for what they could not do."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    packed: list[bytes | None] = [None] * len(sources)
    if "fork" not in multiprocessing.get_all_start_methods():
        return packed
    shares = _shares(sources, processes)
    # A machine that starts no processes, or ends them for want of memory, gets the trees from this one.
    fork = multiprocessing.get_context("fork")
    with contextlib.suppress(OSError, BrokenProcessPool), ProcessPoolExecutor(processes, mp_context=fork) as pool:
        work = pool.map(_pack_all, [[sources[index] for index in share] for share in shares])
        for share, results in zip(shares, work, strict=True):
            for index, result in zip(share, results, strict=True):
                packed[index] = result
    return packed


def _shares(sources: list[Source], processes: int) -> list[list[int]]:
    """The files for each process: the largest first, each to the one that has least."""
    shares: list[list[int]] = [[] for _ in range(processes)]
    load = [0] * processes
    for index in sorted(range(len(sources)), key=lambda index: -len(sources[index].data)):
        least = load.index(min(load))
        shares[least].append(index)
        load[least] += len(sources[index].data)
    return [share for share in shares if share]


def _pack_all(sources: list[Source]) -> list[bytes | None]:
    return [_parse_one(source)[1] for source in sources]


def _parse_one(source: Source) -> tuple[File, bytes | None]:
    """The tree, and the tree as MessagePack unless it is too deep for that."""
    tree = parse(source.data, json=source.json)
    try:
        return tree, msgspec.msgpack.encode(tree)
    except RecursionError:
        return tree, None
