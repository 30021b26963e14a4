"""Runs a pattern over a text: all possible matches at once, so that the time grows with the text and no faster."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from pipewarden.stack.re2.characters import CharacterSet, is_word
from pipewarden.stack.re2.nodes import Alternation, Assertion, Group, Node, Repeat, Sequence
from pipewarden.stack.re2.syntax import Parser, UnsupportedError

_WORK_LIMIT = 20_000_000
_SIZE_LIMIT = 50_000


class Instruction(Struct):
    """One step of a program: `char`, `split` (first `target`, then `other`), `save`, `assert` or `match`."""

    kind: str
    target: int = 0
    other: int = 0
    characters: CharacterSet | None = None
    assertion: str = ""


Slots = tuple[int, ...]


class Match(Struct, frozen=True):
    """A match: the start and end of the whole and of each group, -1 where a group took no part."""

    text: str
    slots: Slots

    @property
    def start(self) -> int:
        """Where the match begins."""
        return self.slots[0]

    @property
    def end(self) -> int:
        """Where the match ends."""
        return self.slots[1]

    def group(self, index: int) -> str | None:
        """The text of a group; 0 is the whole match."""
        first, last = self.slots[2 * index], self.slots[2 * index + 1]
        return None if first < 0 or last < 0 else self.text[first:last]


class Program(Struct):
    """A compiled pattern; `names` are those of its groups, from group 1."""

    names: tuple[str | None, ...]
    code: list[Instruction] = field(default_factory=list)

    def search(self, text: str, start: int = 0) -> Match | None:
        """The leftmost match from `start` on; of several that begin there, the one that Perl would find."""
        if (len(text) - start + 1) * len(self.code) > _WORK_LIMIT:
            raise UnsupportedError("the text is too long for this pattern")
        empty: Slots = (-1,) * (2 * len(self.names) + 2)
        current: dict[int, Slots] = {}
        found: Slots | None = None
        for position in range(start, len(text) + 1):
            if found is None:
                self._follow(0, position, empty, text, current)
            if not current and found is not None:
                break
            following: dict[int, Slots] = {}
            for address, slots in current.items():
                step = self.code[address]
                if step.kind == "match":
                    found = slots
                    break
                assert step.characters is not None
                if position < len(text) and step.characters.holds(text[position]):
                    self._follow(address + 1, position + 1, slots, text, following)
            current = following
        return None if found is None else Match(text, found)

    def _follow(self, address: int, position: int, slots: Slots, text: str, into: dict[int, Slots]) -> None:
        """Add the steps that wait for a character, in the order in which Perl would try them."""
        waiting = [(address, slots)]
        visited: set[int] = set()
        while waiting:
            address, slots = waiting.pop()
            if address in visited or address in into:
                continue
            visited.add(address)
            step = self.code[address]
            if step.kind == "split":
                waiting.append((step.other, slots))
                waiting.append((step.target, slots))
            elif step.kind == "jump":
                waiting.append((step.target, slots))
            elif step.kind == "save":
                saved = (*slots[: step.target], position, *slots[step.target + 1 :])
                waiting.append((address + 1, saved))
            elif step.kind == "assert":
                if _holds(step.assertion, text, position):
                    waiting.append((address + 1, slots))
            else:
                into[address] = slots

    def matches(self, text: str) -> Iterator[Match]:
        """All matches that do not overlap; none that is empty right after another."""
        position, previous = 0, -1
        while position <= len(text):
            match = self.search(text, position)
            if match is None:
                return
            accepted = True
            if match.end == position:
                accepted = match.start != previous
                position += 1
            else:
                position = match.end
            previous = match.end
            if accepted:
                yield match


def _holds(assertion: str, text: str, position: int) -> bool:
    if assertion == "text-start":
        return position == 0
    if assertion == "text-end":
        return position == len(text)
    if assertion == "line-start":
        return position == 0 or text[position - 1] == "\n"
    if assertion == "line-end":
        return position == len(text) or text[position] == "\n"
    before = position > 0 and is_word(text[position - 1])
    after = position < len(text) and is_word(text[position])
    return (before != after) == (assertion == "word")


def compile_pattern(pattern: str) -> Program:
    """The program of a pattern. Raises PatternError, UnsupportedError."""
    parser = Parser(pattern)
    node = parser.parse()
    program = Program(tuple(parser.names))
    writer = _Writer(program.code)
    writer.write(Group(node, 0))
    program.code.append(Instruction("match"))
    return program


class _Writer(Struct):
    code: list[Instruction]

    def _emit(self, instruction: Instruction) -> int:
        if len(self.code) > _SIZE_LIMIT:
            raise UnsupportedError("the pattern is too large")
        self.code.append(instruction)
        return len(self.code) - 1

    def write(self, node: Node) -> None:
        match node:
            case CharacterSet():
                self._emit(Instruction("char", characters=node))
            case Assertion():
                self._emit(Instruction("assert", assertion=node.kind))
            case Sequence():
                for item in node.items:
                    self.write(item)
            case Group():
                self._emit(Instruction("save", 2 * node.index))
                self.write(node.item)
                self._emit(Instruction("save", 2 * node.index + 1))
            case Alternation():
                self._alternation(node)
            case Repeat():
                self._repeat(node)

    def _alternation(self, node: Alternation) -> None:
        jumps = []
        for item in node.items[:-1]:
            split = self._emit(Instruction("split"))
            self.code[split].target = len(self.code)
            self.write(item)
            jumps.append(self._emit(Instruction("jump")))
            self.code[split].other = len(self.code)
        self.write(node.items[-1])
        for jump in jumps:
            self.code[jump].target = len(self.code)

    def _repeat(self, node: Repeat) -> None:
        if node.most is None:
            self._unbounded(node)
            return
        for _ in range(node.least):
            self.write(node.item)
        splits = []
        for _ in range(node.most - node.least):
            splits.append(self._split(node.greedy))
            self.write(node.item)
        for split in splits:
            self._leave(split, node.greedy)

    def _unbounded(self, node: Repeat) -> None:
        """`x*` as a loop; where `x` matches nothing as well, as `(x+)?`, so that its groups take part as in Go."""
        if node.least == 0:
            split = self._split(node.greedy)
            if _is_nullable(node.item):
                self._plus(node)
            else:
                self.write(node.item)
                self._emit(Instruction("jump", split))
            self._leave(split, node.greedy)
            return
        for _ in range(node.least - 1):
            self.write(node.item)
        self._plus(node)

    def _plus(self, node: Repeat) -> None:
        start = len(self.code)
        self.write(node.item)
        split = self._emit(Instruction("split", start, start))
        self._leave(split, node.greedy)

    def _split(self, greedy: bool) -> int:
        split = self._emit(Instruction("split"))
        if greedy:
            self.code[split].target = split + 1
        else:
            self.code[split].other = split + 1
        return split

    def _leave(self, split: int, greedy: bool) -> None:
        if greedy:
            self.code[split].other = len(self.code)
        else:
            self.code[split].target = len(self.code)


def _is_nullable(node: Node) -> bool:
    """Whether it matches the empty text."""
    match node:
        case Repeat():
            return node.least == 0 or _is_nullable(node.item)
        case Sequence():
            return all(_is_nullable(item) for item in node.items)
        case Alternation():
            return any(_is_nullable(item) for item in node.items)
        case Group():
            return _is_nullable(node.item)
    return isinstance(node, Assertion)
