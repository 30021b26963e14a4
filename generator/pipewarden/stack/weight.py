"""How large values are: the bound on what one value, and one whole stack, may grow to."""

from __future__ import annotations

from pipewarden.stack.errors import TooLargeError
from pipewarden.stack.shape import NODE_LIMIT, TEXT_LIMIT
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Template, Value

_STACK_NODES = 4_000_000
_STACK_TEXT = 500_000_000


class Scales:
    """Weighs the values of one stack; names share what they hold, so a few lines can stand for any number of nodes."""

    def __init__(self) -> None:
        self._nodes = 0
        self._text = 0

    def weigh(self, value: Value) -> Value:
        """The value; raises TooLargeError where it, or all values together, are too large to be worked with."""
        nodes = text = 0
        stack: list[Value] = [value]
        while stack:
            item = stack.pop()
            nodes += 1
            match item:
                case Known(value=str() as found):
                    text += len(found)
                case Sequence():
                    stack.extend(item.items)
                case Mapping():
                    stack.extend(member for _, member in item.members)
                case Template():
                    text += sum(len(part) for part in item.parts if isinstance(part, str))
                case Encoded():
                    stack.extend((item.structure, item.text))
            if nodes > NODE_LIMIT or text > TEXT_LIMIT:
                raise TooLargeError
        self._nodes += nodes
        self._text += text
        if self._nodes > _STACK_NODES or self._text > _STACK_TEXT:
            raise TooLargeError
        return value
