"""Every form of expression becomes the tree that Terraform evaluates."""

from __future__ import annotations

import pytest

from pipewarden import hcl
from unit.hcl.shape import shape

CASES = {
    # Precedence and associativity are Terraform's: `hclsyntax/expression_ops.go`.
    "1 + 2 * 3 - 4": "(- (+ 1 (* 2 3)) 4)",
    "a - b - c": "(- (- a b) c)",
    "a / b * c % d": "(% (* (/ a b) c) d)",
    "a || b && c == d < e": "(|| a (&& b (== c (< d e))))",
    "a == b != c": "(!= (== a b) c)",
    "!a && -b > 1": "(&& (! a) (> (- b) 1))",
    "!!a": "(! (! a))",
    "--1": "(- (- 1))",
    "-a.b[0]": "(- ([] (. a b) 0))",
    "1 -1": "(- 1 1)",
    "a ? b : c ? d : e": "(? a b (? c d e))",
    "a ? b ? 1 : 2 : 3": "(? a (? b 1 2) 3)",
    "(a + b) * c": "(* (() (+ a b)) c)",
    "1e3": "1e3",
    "0.10": "0.10",
    "null": "null",
    "true": "true",
    "a.null.true.for": "(. (. (. a null) true) for)",
    "a.0.b": "(. ([] a 0) b)",
    'a["x"][b]': "([] ([] a 'x') b)",
    "a.*.b.0[1].c": "(. ([] (splat a ([] (. @ b) 0)) 1) c)",
    "a[*].b[0].c": "(splat a (. ([] (. @ b) 0) c))",
    "a[*][*].b": "(splat a (splat @ (. @ b)))",
    "a[*].b.*.c[0]": "(splat a ([] (splat (. @ b) (. @ c)) 0))",
    "a.*.b[0].*.c": "(splat ([] (splat a (. @ b)) 0) (. @ c))",
    "(a[*].b)[0]": "([] (() (splat a (. @ b))) 0)",
    "a[ * ]": "(splat a @)",
    "f()": "(f)",
    "f(a, b...)": "(f a b...)",
    "f(\na,\n)": "(f a)",
    'core::upper("x")': "(core::upper 'x')",
    "provider::aws::arn_parse(x).region": "(. (provider::aws::arn_parse x) region)",
    "[]": "[]",
    "[1, [2], ]": "[1 [2]]",
    "{}": "{}",
    "{ a = 1, b : 2 }": "{'a'=1 'b'=2}",
    "{\n a = 1\n\n b = 2,\n}": "{'a'=1 'b'=2}",
    '{ (a) = 1, "b" = 2, "c${d}" = 3, a.b = 4 }': "{(() a)=1 'b'=2 <'c' ${d}>=3 (. a b)=4}",
    "{ null = 1, true = 2, in = 3, if = 4 }": "{'null'=1 'true'=2 'in'=3 'if'=4}",
    "{ a = 1, a = 2 }": "{'a'=1 'a'=2}",
    "[for x in y : x]": "[for x in y x]",
    "[for k, v in y : v if k != null]": "[for k,v in y if (!= k null) v]",
    "{for k, v in y : k => v}": "{for k,v in y k=v}",
    "{ # why\n for v in y :\n v.k => v...\n if v.on }": "{for v in y if (. v on) (. v k)=v...}",
    "[for in in in : in]": "[for in in in in]",
    "if ? else : for": "(? if else for)",
    '"a"': "'a'",
    '""': "''",
    '"${a}"': "<${a}>",
    '"a${b}c${"d${e}"}"': "<'a' ${b} 'c' ${<'d' ${e}>}>",
    '"${{ a = "}" }.a}"': "<${(. {'a'='}'} a)}>",
    r'"\n\r\t\"\\\u00e9\U0001F600"': repr('\n\r\t"\\\u00e9\U0001f600'),
    '"$${a} %%{b} $$ %% $"': "'${a} %{b} $$ %% $'",
    '"$$${a}"': "'$${a}'",
    '"%{ if a }b%{ else }c%{ endif }"': "<%if(a 'b' | 'c')>",
    '"%{ for k, v in a }${k}%{ endfor }"': "<%for k,v in a(${k})>",
    '"%{ if a }%{ for v in b }x%{ endfor }%{ endif }"': "<%if(a %for v in b('x') | )>",
    '" ${~ a ~} b"': "<'' ${a} 'b'>",
    '"a\\n${~ b }"': "<'a' ${b}>",
    '"a %{~ if b ~} c %{~ endif ~} d"': "<'a' %if(b 'c' | ) 'd'>",
    "/* a */ 1 /* b */ + # c\n 2 // d": "(+ 1 2)",
    "\u00fc.\u0939\u093f\u0928-x": "(. \u00fc \u0939\u093f\u0928-x)",
}


@pytest.mark.parametrize("text", CASES)
def test_expression(text: str) -> None:
    assert shape(hcl.parse_expression(text)) == CASES[text]


HEREDOCS = {
    "plain": ("<<EOT\n  a\n b\nEOT\n", "'  a\\n b\\n'"),
    "empty": ("<<EOT\nEOT\n", "''"),
    "end mark indented": ("<<EOT\na\n   EOT\n", "'a\\n'"),
    "carriage returns stay": ("<<EOT\r\na\r\nEOT\r\n", "'a\\r\\n'"),
    "backslash is itself": ("<<EOT\n\\n\nEOT\n", "'\\\\n\\n'"),
    "escapes": ("<<EOT\n$${a} %%{b}\nEOT\n", "'${a} %{b}\\n'"),
    "interpolation": ("<<EOT\na ${b}\nEOT\n", "<'a ' ${b} '\\n'>"),
    "end mark beside an interpolation is text": ("<<E\n${a}E\nE\n", "<${a} 'E\\n'>"),
    "heredoc in a heredoc": ("<<A\n${<<B\nx\nB\n}\nA\n", "<${'x\\n'} '\\n'>"),
    "flush": ("<<-EOT\n    a\n      b\n\n  \n   c\n  EOT\n", "' a\\n   b\\n\\n  \\nc\\n'"),
    "flush with a template first": ("<<-EOT\n  a\n${b}\n  EOT\n", "<'  a\\n' ${b} '\\n'>"),
    "flush before a template": ("<<-EOT\n    a\n  ${b}\n  EOT\n", "<'  a\\n' ${b} '\\n'>"),
    "strip marks stop at the line's end": ("<<EOT\na\n  ${~ b ~}\n  c\nEOT\n", "<'a\\n' ${b} '  c\\n'>"),
    "directives": ("<<EOT\n%{ if a ~}\nb\n%{ endif ~}\nc\nEOT\n", "<%if(a 'b\\n' | ) 'c\\n'>"),
}


@pytest.mark.parametrize("name", HEREDOCS)
def test_heredoc(name: str) -> None:
    text, expected = HEREDOCS[name]
    file = hcl.parse(f"a = {text}".encode())
    assert (shape(file), file.problem) == (f"a={expected}", None)
