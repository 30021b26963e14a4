"""The configuration file: what it means, and what is said of a bad one."""

from __future__ import annotations

import datetime

import pytest

from pipewarden.config import Accept, Require, parse
from pipewarden.errors import PipewardenError


def test_an_empty_file_is_the_defaults() -> None:
    config = parse("", "pipewarden.toml")
    assert (config.require, config.thresholds.kms_deletion_window_days) == (Require(), 14)


def test_an_acceptance_keeps_its_line() -> None:
    text = '[[accept]]\ncontrol = "a"\nreason = "b"\n\n[[accept]]\ncontrol = "c"\nreason = "d"\nuntil = 2027-01-31\n'
    config = parse(text, "pipewarden.toml")
    assert config.accept == (Accept("a", "b"), Accept("c", "d", until=datetime.date(2027, 1, 31)))
    assert config.accept_lines == (1, 5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[require]\nfipss = true", "f.toml:2: `require.fipss` is unknown; did you mean `fips`?"),
        ("[[accept]]\ncontrl = 'a'", "f.toml:2: `accept.contrl` is unknown; did you mean `control`?"),
        ("[requires]\nfips = true", "f.toml:1: `requires` is unknown; did you mean `require`?"),
        ("[require]\nfips = 'yes'", "f.toml:2: `require.fips` has another type; write `true` or `false`"),
        ("[require]\nmin_tls = '1.1'", 'f.toml:2: `require.min_tls` is `1.1`; write "1.2" or "1.3"'),
        ("[declare]\naccounts = ['1']", "f.toml:2: `declare.accounts` is `1`; write account numbers of 12 digits"),
        (
            "[thresholds]\nkms_deletion_window_days = -5",
            "f.toml:2: `thresholds.kms_deletion_window_days` is `-5`; write a number of days from 7 to 30",
        ),
        (
            "[[accept]]\ncontrol = 'a'",
            "f.toml:1: an `[[accept]]` has no `reason`; write the reason why the finding is accepted",
        ),
        (
            "[[accept]]\ncontrol = 'a'\nreason = 'b'\nuntil = 'soon'",
            "f.toml:4: `accept.until` is no date; write a date without quotes, as in 2027-01-31",
        ),
        (
            "[accept]\ncontrol = 'a'\nreason = 'b'",
            "f.toml:1: `accept` is one table; write `[[accept]]` in double brackets, one for each",
        ),
        ("[[accept]]\ncontrol = 'a'\nreason = ' '", "f.toml:1: `reason` is empty; say why the finding is accepted"),
        ("a = [", "f.toml: this is not TOML: Invalid value; mend the line"),
        ("fips = \n", "f.toml:1:8: this is not TOML: Invalid value; mend the line"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(PipewardenError) as caught:
        parse(text, "f.toml")
    assert str(caught.value) == message
