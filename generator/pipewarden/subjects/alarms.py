"""Who is told when something is done to a resource: alarms on the trail's log, and event rules."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Unknown, Value
from pipewarden.subjects import events
from pipewarden.subjects.argument import argument, blocks, configured
from pipewarden.subjects.identity import same_text
from pipewarden.subjects.references import listed

_FIELD = re.compile(r"\$\.(eventName|eventSource)\s*=\s*(?:\"([^\"]*)\"|([\w.*-]+))")
"""A field of an event that is compared, in a filter pattern of CloudWatch Logs; the value may have `*` at its ends."""
_ABOVE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanOrEqualToThreshold": lambda one, threshold: False,
    "LessThanThreshold": lambda one, threshold: False,
}
"""Whether a metric that has counted one event is past the threshold; one that must stay low tells of no event."""
_API_CALL = "AWS API Call via CloudTrail"


class Watch(Struct, frozen=True):
    """Something that tells of API calls; `doubt` says why it is not sure that it does."""

    carrier: Resource
    doubt: str | None


def watches(stack: Stack, source: str, event: str) -> Iterator[Watch]:
    """What tells of an event (`DisableKey`) of a service (`kms.amazonaws.com`), to somebody."""
    for metric_filter in stack.of_type("aws_cloudwatch_log_metric_filter"):
        told = _filter_tells(metric_filter, source, event)
        for alarm in stack.of_type("aws_cloudwatch_metric_alarm") if told is not False else ():
            yield from _alarm(metric_filter, alarm, told)
    for rule in stack.of_type("aws_cloudwatch_event_rule"):
        told = _rule_tells(rule, source, event)
        for target, of_rule in events.targets(stack, rule) if told is not False else ():
            yield _watch((rule, target), told and of_rule)


def _alarm(metric_filter: Resource, alarm: Resource, told: bool | None) -> Iterator[Watch]:
    """The alarm, where it is on the filter's metric and tells somebody."""
    enabled = argument(alarm, "actions_enabled", True)
    told_to = tuple(listed(configured(alarm.values, "alarm_actions")))
    if enabled.in_force is False or not told_to:
        return
    for metric in blocks(metric_filter.values, "metric_transformation"):
        if not _rings(alarm, metric):
            continue
        pairs = (("namespace", "namespace"), ("metric_name", "name"))
        same = [_same(alarm, mine, metric, its) for mine, its in pairs]
        if False not in same:
            yield _watch((metric_filter, alarm), told if None not in same and not enabled.undecided else None)


def _rings(alarm: Resource, metric: Mapping | Unknown) -> bool:
    """False where one event does not raise the alarm: the threshold is too high, or it must come again and again."""
    one = _number(configured(metric, "value") if isinstance(metric, Mapping) else None)
    threshold = _number(configured(alarm.values, "threshold"))
    above = _ABOVE.get(str(argument(alarm, "comparison_operator", "").in_force))
    if one is not None and threshold is not None and above is not None and not above(one, threshold):
        return False
    periods = _number(configured(alarm.values, "evaluation_periods"))
    needed = _number(configured(alarm.values, "datapoints_to_alarm")) or periods
    return needed is None or needed <= 1


def _number(value: Value | None) -> Fraction | None:
    try:
        return Fraction(str(value.value)) if isinstance(value, Known) else None
    except ValueError:
        return None


def _same(alarm: Resource, mine: str, metric: Mapping | Unknown, its: str) -> bool | None:
    value = configured(alarm.values, mine)
    other = configured(metric, its) if isinstance(metric, Mapping) else metric
    return False if value is None or other is None else same_text(value, other)


def _watch(carriers: tuple[Resource, ...], told: bool | None) -> Watch:
    *_, last = carriers
    absent = next((each for each in carriers if each.may_be_absent is not None), None)
    if absent is not None:
        return Watch(last, f"whether `{absent.address}` exists is not known")
    return Watch(last, None if told else f"what `{last.address}` tells of is not known")


def _filter_tells(metric_filter: Resource, source: str, event: str) -> bool | None:
    pattern = configured(metric_filter.values, "pattern")
    if not isinstance(pattern, Known):
        return False if pattern is None else None
    text = str(pattern.value)
    compared = [(field, quoted or bare) for field, quoted, bare in _FIELD.findall(text)]
    if "eventSource" in text and not any(field == "eventSource" and _fits(value, source) for field, value in compared):
        return False
    return any(field == "eventName" and _fits(value, event) for field, value in compared)


def _fits(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("*")), text) is not None


def _rule_tells(rule: Resource, source: str, event: str) -> bool | None:
    pattern, disabled = events.pattern(rule), events.is_disabled(rule)
    if pattern is None or disabled:
        return False
    if isinstance(pattern, Unknown) or disabled is None:
        return None
    service = source.removesuffix(".amazonaws.com")
    fields = (
        (("source",), f"aws.{service}"),
        (("detail-type",), _API_CALL),
        (("detail", "eventSource"), source),
        (("detail", "eventName"), event),
    )
    answers = [events.waits_for(pattern, path, Known(wanted)) for path, wanted in fields]
    return False if False in answers else None if None in answers else True
