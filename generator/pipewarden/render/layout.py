"""Lays Terraform text out as `terraform fmt` does: two spaces a level, equals signs of neighbours in one column.

Sources: the formatting rules of HCL's writer. Heredocs are not known here, and no template has one.
"""

from __future__ import annotations

from msgspec import Struct

_OPEN, _CLOSE = "([{", ")]}"


class _Line(Struct, frozen=True):
    lead: str
    """Everything before the equals sign, or the whole line."""
    assigned: str | None
    """What follows the equals sign, where it ends on this line."""
    net: int
    """Brackets that the line opens, less those that it closes."""


def lay_out(text: str) -> str:
    """The text as `terraform fmt` leaves it, with at most one blank line in a row and none at a block's edges."""
    lines = [_scan(line.strip()) for line in _without_needless_blanks(text)]
    indents: list[int] = []
    done: list[tuple[int, _Line]] = []
    for line in lines:
        if line.net < 0:
            _close(indents, -line.net)
        done.append((len(indents), line))
        if line.net > 0:
            indents.append(line.net)
    return "".join(f"{line}\n" for line in _align(done))


def _without_needless_blanks(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped and (not lines or not lines[-1] or lines[-1][-1] in _OPEN):
            continue
        if stripped[:1] and stripped[0] in _CLOSE and lines and not lines[-1]:
            lines.pop()
        lines.append(stripped)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _scan(line: str) -> _Line:
    net, equals, quoted = 0, -1, False
    net_at_equals = 0
    index = 0
    while index < len(line):
        letter = line[index]
        if quoted:
            if letter == "\\":
                index += 1
            elif letter == '"':
                quoted = False
            elif line.startswith(("$${", "%%{"), index):
                index += 2
            elif line.startswith(("${", "%{"), index):
                index = _template_end(line, index + 2)
        elif letter == '"':
            quoted = True
        elif letter == "#":
            break
        elif letter in _OPEN:
            net += 1
        elif letter in _CLOSE:
            net -= 1
        elif letter == "=" and equals < 0 and index and _is_assignment(line, index):
            equals, net_at_equals = index, net
        index += 1
    if equals >= 0 and net == net_at_equals:
        return _Line(line[:equals].rstrip(), line[equals + 1 :].strip(), net)
    if equals >= 0:
        return _Line(f"{line[:equals].rstrip()} = {line[equals + 1 :].strip()}", None, net)
    return _Line(line, None, net)


def _template_end(line: str, index: int) -> int:
    """The index of the brace that ends an interpolation that begins before `index`."""
    depth, quoted = 1, False
    while index < len(line):
        letter = line[index]
        if letter == "\\":
            index += 1
        elif letter == '"':
            quoted = not quoted
        elif not quoted and letter in "{}":
            depth += 1 if letter == "{" else -1
            if depth == 0:
                return index
        index += 1
    return index


def _is_assignment(line: str, index: int) -> bool:
    return line[index - 1] not in "=!<>" and line[index + 1 : index + 2] not in ("=", ">")


def _close(indents: list[int], closed: int) -> None:
    while closed > 0 and indents:
        if closed < indents[-1]:
            indents[-1] -= closed
            return
        closed -= indents.pop()


def _align(lines: list[tuple[int, _Line]]) -> list[str]:
    result: list[str] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end][1].assigned is not None:
            end += 1
        width = max((2 * depth + len(line.lead) for depth, line in lines[start:end]), default=0)
        for depth, line in lines[start:end]:
            lead = " " * (2 * depth) + line.lead
            result.append(f"{lead.ljust(width)} = {line.assigned}")
        if end < len(lines):
            depth, line = lines[end]
            result.append(" " * (2 * depth) + line.lead if line.lead else "")
        start = end + 1
    return result
