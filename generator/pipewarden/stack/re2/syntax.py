"""Parses RE2's syntax into a tree."""

from __future__ import annotations

from msgspec import Struct, field

from pipewarden.stack.re2.characters import CATEGORIES, CLASSES, DIGITS, SPACES, WORDS, Category, CharacterSet, Member
from pipewarden.stack.re2.nodes import Alternation, Assertion, Group, Node, Repeat, Sequence, copies
from pipewarden.stack.re2.scripts import script


class PatternError(ValueError):
    """A pattern that Go refuses; the message says why."""


class UnsupportedError(ValueError):
    """A pattern that Go takes and that is not decided here: one that is nested too deeply."""


_LAST = 0x10FFFF
_NO_NEWLINE = CharacterSet(((10, 10),), negated=True)
_ANYTHING = CharacterSet(((0, _LAST),))
_SIMPLE_ESCAPES = {"a": 7, "f": 12, "t": 9, "n": 10, "r": 13, "v": 11}
_PERL = {"d": DIGITS, "s": SPACES, "w": WORDS}
_REPEAT_LIMIT = 1000
_DEPTH_LIMIT = 200


class Parser(Struct):
    """Reads one pattern; `names` are the names of its groups by index, None where a group has none."""

    text: str
    at: int = 0
    flags: frozenset[str] = frozenset()
    names: list[str | None] = field(default_factory=list)
    depth: int = 0

    def parse(self) -> Node:
        """The tree of the whole pattern. Raises PatternError, UnsupportedError."""
        node = self._alternation()
        if self.at < len(self.text):
            raise PatternError("unexpected )")
        return node

    def _more(self) -> bool:
        return self.at < len(self.text)

    def _take(self, mark: str) -> bool:
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def _alternation(self) -> Node:
        self.depth += 1
        if self.depth > _DEPTH_LIMIT:
            raise UnsupportedError("the pattern is nested too deeply")
        items = [self._sequence()]
        while self._take("|"):
            items.append(self._sequence())
        self.depth -= 1
        return items[0] if len(items) == 1 else Alternation(tuple(items))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self._more() and self.text[self.at] not in "|)":
            if self._take("\\Q"):
                items.extend(self._literal_run())
                if items and self._more():
                    items[-1] = self._repeated(items[-1])
                continue
            node = self._atom()
            if node is not None:
                items.append(self._repeated(node))
        return Sequence(tuple(items))

    def _literal_run(self) -> list[Node]:
        end = self.text.find("\\E", self.at)
        run = self.text[self.at :] if end < 0 else self.text[self.at : end]
        self.at = len(self.text) if end < 0 else end + 2
        return [self._literal(ord(char)) for char in run]

    def _literal(self, code: int) -> CharacterSet:
        return CharacterSet(((code, code),), fold="i" in self.flags)

    def _atom(self) -> Node | None:
        char = self.text[self.at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "*+?":
            raise PatternError("missing argument to repetition operator")
        self.at += 1
        if char == ".":
            return _ANYTHING if "s" in self.flags else _NO_NEWLINE
        if char == "^":
            return Assertion("line-start" if "m" in self.flags else "text-start")
        if char == "$":
            return Assertion("line-end" if "m" in self.flags else "text-end")
        return self._literal(ord(char))

    def _repeated(self, node: Node) -> Node:
        repeated = False
        while self._more():
            bounds = self._bounds()
            if bounds is None:
                break
            if repeated:
                raise PatternError("invalid nested repetition operator")
            greedy = not self._take("?")
            if "U" in self.flags:
                greedy = not greedy
            node = Repeat(node, bounds[0], bounds[1], greedy)
            if copies(node) > _REPEAT_LIMIT:
                raise PatternError("invalid repeat count")
            repeated = True
        return node

    def _bounds(self) -> tuple[int, int | None] | None:
        for mark, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(mark):
                return bounds
        if self.text[self.at] != "{":
            return None
        end = self.text.find("}", self.at)
        first, comma, last = self.text[self.at + 1 : end].partition(",") if end > 0 else ("", "", "")
        if not _is_number(first) or (last and not _is_number(last)):
            return None
        least = int(first)
        most = int(last) if last else None if comma else least
        if least > _REPEAT_LIMIT or (most is not None and (most > _REPEAT_LIMIT or most < least)):
            raise PatternError("invalid repeat count")
        self.at = end + 1
        return least, most

    def _group(self) -> Node | None:
        self.at += 1
        outer = self.flags
        if self._take("?P<") or (self.text.startswith("?<", self.at) and self._take("?<")):
            node: Node = self._capture(self._name())
        elif self._take("?"):
            if not self._read_flags():
                return None
            node = self._alternation()
        else:
            node = self._capture(None)
        if not self._take(")"):
            raise PatternError("missing closing )")
        self.flags = outer
        return node

    def _capture(self, name: str | None) -> Group:
        if name is not None and name in self.names:
            raise PatternError("duplicate capture group name")
        self.names.append(name)
        index = len(self.names)
        return Group(self._alternation(), index)

    def _name(self) -> str:
        end = self.text.find(">", self.at)
        name = self.text[self.at : end] if end >= 0 else ""
        if not name or not all(char.isascii() and (char.isalnum() or char == "_") for char in name):
            raise PatternError("invalid named capture")
        self.at = end + 1
        return name

    def _read_flags(self) -> bool:
        """Read flags after `(?`; whether a group follows, else they hold to the end of the group around them."""
        flags, removing, seen = set(self.flags), False, False
        while self._more():
            char = self.text[self.at]
            self.at += 1
            if char in "imsU":
                (flags.discard if removing else flags.add)(char)
                seen = True
            elif char == "-" and not removing:
                removing, seen = True, False
            elif char in ":)" and (seen or not removing):
                self.flags = frozenset(flags)
                return char == ":"
            else:
                break
        raise PatternError("invalid or unsupported Perl syntax")

    def _escape(self) -> Node:
        if self.at + 1 >= len(self.text):
            raise PatternError("trailing backslash at end of expression")
        char = self.text[self.at + 1]
        assertion = {"A": "text-start", "z": "text-end", "b": "word", "B": "no-word"}.get(char)
        if assertion is not None:
            self.at += 2
            return Assertion(assertion)
        shorthand = self._shorthand()
        if shorthand is not None:
            return CharacterSet((shorthand,), fold="i" in self.flags)
        return self._literal(self._escaped_code())

    def _shorthand(self) -> Member | None:
        """`\\d` and the like, or a Unicode category or script."""
        char = self.text[self.at + 1] if self.at + 1 < len(self.text) else ""
        if char.lower() in _PERL and char:
            self.at += 2
            return CharacterSet(_PERL[char.lower()], negated=char.isupper())
        if char not in ("p", "P") or not char:
            return None
        self.at += 2
        name = self.text[self.at : self.at + 1]
        self.at += 1
        if name == "{":
            end = self.text.find("}", self.at)
            name = self.text[self.at : end] if end >= 0 else ""
            self.at = end + 1
        negated = char == "P"
        if name.startswith("^"):
            name, negated = name[1:], not negated
        found = Category(name, negated) if name in CATEGORIES else script(name, negated=negated)
        if found is None:
            raise PatternError("invalid character class range")
        return found

    def _escaped_code(self) -> int:
        char = self.text[self.at + 1]
        self.at += 2
        if char in _SIMPLE_ESCAPES:
            return _SIMPLE_ESCAPES[char]
        if char in "01234567":
            return self._octal(char)
        if char == "x":
            return self._hexadecimal()
        if char.isascii() and not char.isalnum():
            return ord(char)
        raise PatternError("invalid escape sequence")

    def _octal(self, first: str) -> int:
        following = self.text[self.at : self.at + 1]
        if first != "0" and following not in set("01234567"):
            raise PatternError("invalid escape sequence")
        digits = first
        while len(digits) < 3 and self._more() and self.text[self.at] in "01234567":
            digits += self.text[self.at]
            self.at += 1
        return int(digits, 8)

    def _hexadecimal(self) -> int:
        if self._take("{"):
            end = self.text.find("}", self.at)
            digits = self.text[self.at : end] if end >= 0 else ""
            self.at = end + 1
        else:
            digits = self.text[self.at : self.at + 2]
            self.at += 2
            if len(digits) != 2:
                raise PatternError("invalid escape sequence")
        if not digits or any(char not in "0123456789abcdefABCDEF" for char in digits) or int(digits, 16) > _LAST:
            raise PatternError("invalid escape sequence")
        return int(digits, 16)

    def _class(self) -> CharacterSet:
        self.at += 1
        negated = self._take("^")
        members: list[Member] = []
        first = True
        while first or not self._take("]"):
            if not self._more():
                raise PatternError("missing closing ]")
            if self.text[self.at] == "-" and not first and not self.text.startswith("-]", self.at):
                raise PatternError("invalid character class range")
            first = False
            members.append(self._class_member())
        return CharacterSet(tuple(members), negated, "i" in self.flags)

    def _class_member(self) -> Member:
        if self.text.startswith("[:", self.at):
            end = self.text.find(":]", self.at + 2)
            if end >= 0:
                return self._named_class(end)
        if self.text[self.at] == "\\":
            shorthand = self._shorthand()
            if shorthand is not None:
                return shorthand
        low = self._class_code()
        if self.text.startswith("-", self.at) and not self.text.startswith("-]", self.at):
            self.at += 1
            high = self._class_code()
            if high < low:
                raise PatternError("invalid character class range")
            return low, high
        return low, low

    def _named_class(self, end: int) -> CharacterSet:
        name = self.text[self.at + 2 : end]
        self.at = end + 2
        negated = name.startswith("^")
        if name.removeprefix("^") not in CLASSES:
            raise PatternError("invalid character class range")
        return CharacterSet(CLASSES[name.removeprefix("^")], negated)

    def _class_code(self) -> int:
        if not self._more():
            raise PatternError("missing closing ]")
        if self.text[self.at] == "\\":
            if self.at + 1 >= len(self.text):
                raise PatternError("trailing backslash at end of expression")
            return self._escaped_code()
        self.at += 1
        return ord(self.text[self.at - 1])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and (text == "0" or not text.startswith("0")) and len(text) < 9
