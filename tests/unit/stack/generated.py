"""Generates expressions: function calls and operators over arguments that mostly fit, and sometimes do not."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Expressions = SearchStrategy[str]


def quoted(text: str) -> str:
    """A string literal of Terraform's language."""
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    return '"' + escaped.replace("${", "$${").replace("%{", "%%{") + '"'


TEXT = st.text('abcABC xyz01-_/:.,é😀e\u0301\n\t"\\${}%', max_size=8).map(quoted)
WORD = st.sampled_from(["a", "b", "c", "key", "x-y", "é"]).map(quoted)
WHOLE = st.integers(-4, 12).map(str)
BITS = st.integers(0, 12).map(str)
NUMBER = st.one_of(
    WHOLE,
    st.sampled_from(["0.1", "0.3", "1.5", "-2.25", "1e3", "2.50", "123456789012345678901234567890", "1e-7", "0.7"]),
    st.integers(-(10**20), 10**20).map(str),
    st.decimals(-1000, 1000, places=3, allow_nan=False).map(lambda number: format(number, "f")),
)
BOOL = st.sampled_from(["true", "false"])
SCALAR = st.one_of(TEXT, NUMBER, BOOL)


def listed(item: Expressions, most: int = 4) -> Expressions:
    """A tuple, sometimes converted to a list or a set."""
    items = st.lists(item, max_size=most).map(lambda found: f"[{', '.join(found)}]")
    return st.tuples(st.sampled_from(["{}", "{}", "tolist({})", "toset({})"]), items).map(
        lambda pair: pair[0].format(pair[1])
    )


def mapped(item: Expressions) -> Expressions:
    """An object, sometimes converted to a map."""
    members = st.dictionaries(WORD, item, max_size=3).map(
        lambda found: "{" + ", ".join(f"{key} = {value}" for key, value in found.items()) + "}"
    )
    return st.tuples(st.sampled_from(["{}", "{}", "tomap({})"]), members).map(
        lambda pair: pair[0].replace("{}", pair[1], 1) if "(" in pair[0] else pair[1]
    )


WORDS = listed(WORD)
NUMBERS = listed(NUMBER)
MIXED = listed(st.one_of(SCALAR, st.just("null")))
NESTED = listed(st.one_of(SCALAR, MIXED, mapped(SCALAR)), 3)
MAP = mapped(st.one_of(SCALAR, st.just("null")))
ANYTHING = st.one_of(SCALAR, st.just("null"), MIXED, NESTED, MAP)
CIDR = st.sampled_from(
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.1.0/24", "10.1.2.3/20", "fd00::/56", "x", "10.0.0.0/33"]
)
CIDR_ARGUMENT = CIDR.map(quoted)
TIME = st.datetimes().map(lambda moment: quoted(moment.replace(microsecond=0).isoformat() + "Z"))
PATTERN = st.sampled_from(
    [
        "a",
        "[a-c]+",
        "(a)(b)?",
        "^x",
        ".",
        "(?P<k>.)",
        "\\d+",
        "b*",
        "(a|ab)c?",
        "[^a]",
        "\\s",
        "x{1,2}",
        "(?i)A",
        "a.*?b",
    ]
).map(quoted)
REPLACEMENT = st.sampled_from(["", "-", "[$1]", "$$", "${k}!"]).map(quoted)
FORMAT = st.sampled_from(["%s", "%d", "%5s|", "%-6v|", "%v", "%q", "%x", "%.2f", "%05d", "%+d", "%t", "%e", "%g"]).map(
    quoted
)

CALLS: dict[str, tuple[Expressions, ...]] = {
    "abs": (NUMBER,),
    "ceil": (NUMBER,),
    "floor": (NUMBER,),
    "signum": (NUMBER,),
    "max": (NUMBER, NUMBER),
    "min": (NUMBER, NUMBER),
    "parseint": (st.sampled_from(["12", "ff", "-7", "z", "1_"]).map(quoted), st.sampled_from(["10", "16", "36", "62"])),
    "pow": (st.integers(1, 9).map(str), st.integers(-3, 9).map(str)),
    "upper": (TEXT,),
    "lower": (TEXT,),
    "title": (TEXT,),
    "strrev": (TEXT,),
    "chomp": (TEXT,),
    "trimspace": (TEXT,),
    "trim": (TEXT, TEXT),
    "trimprefix": (TEXT, TEXT),
    "trimsuffix": (TEXT, TEXT),
    "startswith": (TEXT, TEXT),
    "endswith": (TEXT, TEXT),
    "strcontains": (TEXT, TEXT),
    "substr": (TEXT, WHOLE, WHOLE),
    "indent": (st.sampled_from("0123"), TEXT),
    "join": (TEXT, MIXED),
    "split": (TEXT, TEXT),
    "replace": (TEXT, TEXT, TEXT),
    "regex": (PATTERN, TEXT),
    "regexall": (PATTERN, TEXT),
    "format": (FORMAT, SCALAR),
    "formatlist": (FORMAT, MIXED),
    "alltrue": (listed(BOOL),),
    "anytrue": (listed(BOOL),),
    "chunklist": (MIXED, st.sampled_from("0123")),
    "coalesce": (ANYTHING, ANYTHING, ANYTHING),
    "coalescelist": (MIXED, MIXED),
    "compact": (MIXED,),
    "concat": (MIXED, MIXED),
    "contains": (MIXED, SCALAR),
    "distinct": (MIXED,),
    "element": (NESTED, st.integers(0, 12).map(str)),
    "flatten": (NESTED,),
    "index": (WORDS, WORD),
    "keys": (MAP,),
    "values": (MAP,),
    "length": (ANYTHING,),
    "lookup": (MAP, WORD, SCALAR),
    "matchkeys": (WORDS, WORDS, WORDS),
    "merge": (MAP, MAP),
    "one": (MIXED,),
    "range": (WHOLE, WHOLE),
    "reverse": (MIXED,),
    "setintersection": (WORDS, WORDS),
    "setproduct": (MIXED, MIXED),
    "setsubtract": (MIXED, MIXED),
    "setunion": (MIXED, MIXED),
    "slice": (MIXED, WHOLE, WHOLE),
    "sort": (WORDS,),
    "sum": (NUMBERS,),
    "transpose": (mapped(WORDS),),
    "zipmap": (WORDS, MIXED),
    "base64encode": (TEXT,),
    "base64decode": (TEXT,),
    "jsonencode": (ANYTHING,),
    "yamlencode": (ANYTHING,),
    "urlencode": (TEXT,),
    "jsondecode": (ANYTHING.map(lambda value: f"jsonencode({value})"),),
    "yamldecode": (ANYTHING.map(lambda value: f"yamlencode({value})"),),
    "csvdecode": (TEXT,),
    "md5": (TEXT,),
    "sha1": (TEXT,),
    "sha256": (TEXT,),
    "sha512": (TEXT,),
    "base64sha256": (TEXT,),
    "uuidv5": (st.just('"dns"'), TEXT),
    "cidrhost": (CIDR_ARGUMENT, WHOLE),
    "cidrnetmask": (CIDR_ARGUMENT,),
    "cidrsubnet": (CIDR_ARGUMENT, BITS, BITS),
    "cidrsubnets": (CIDR_ARGUMENT, BITS, BITS),
    "timeadd": (TIME, st.sampled_from(["1h", "-30m", "1.5s", "100h10m", "x"]).map(quoted)),
    "timecmp": (TIME, TIME),
    "formatdate": (st.sampled_from(["YYYY-MM-DD", "EEE, D MMM YY", "hh:mm:ss ZZZ", "HH AA", "Q"]).map(quoted), TIME),
    "tostring": (ANYTHING,),
    "tonumber": (ANYTHING,),
    "tobool": (ANYTHING,),
    "tolist": (ANYTHING,),
    "toset": (ANYTHING,),
    "tomap": (ANYTHING,),
    "dirname": (TEXT,),
    "basename": (TEXT,),
}


@st.composite
def calls(draw: st.DrawFn) -> str:
    """A function call; one argument in ten is of any type."""
    name = draw(st.sampled_from(sorted(CALLS)))
    arguments = [draw(ANYTHING if draw(st.integers(0, 9)) == 0 else argument) for argument in CALLS[name]]
    if name == "format" and arguments[-1] == "null":
        arguments[-1] = '"a"'
    return f"{name}({', '.join(arguments)})"


@st.composite
def operations(draw: st.DrawFn) -> str:
    """Operators, conditionals, loops and templates over values and calls."""
    left, right = draw(st.one_of(ANYTHING, calls())), draw(st.one_of(ANYTHING, calls()))
    shapes = [
        "{0} == {1}",
        "{0} != {1}",
        "({0}) + ({1})",
        "({0}) < ({1})",
        "true ? {0} : {1}",
        "false ? {0} : {1}",
        "[for k, v in {0} : v]",
        "{{for k, v in {0} : tostring(k) => v}}",
        '"<${{{0}}}>"',
        "[{0}, {1}]",
        "{0}[*]",
        "try({0}, {1})",
        "can({0})",
        "tolist([{0}, {1}])",
        "toset([{0}, {1}])",
        "tomap({{a = {0}, b = {1}}})",
        "length([{0}, {1}]) * {2}",
        "merge({{a = {0}}}, {{b = {1}}})",
        "[for x in [{0}, {1}] : x if x != null]",
        "jsonencode({{a = {0}, b = {1}}})",
        "({0}) % 7",
        "-({0})",
        "!({0})",
    ]
    return draw(st.sampled_from(shapes)).format(left, right, draw(WHOLE))


EXPRESSIONS = st.one_of(calls(), operations())
