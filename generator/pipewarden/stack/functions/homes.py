"""Says which file holds each built-in function, so that only those that a configuration calls are imported."""

from __future__ import annotations

_NAMES = {
    "collections": "alltrue anytrue range setproduct sort sum",
    "conversion": "ephemeralasnull issensitive nonsensitive sensitive tobool tolist tomap tonumber toset tostring",
    "dates": "formatdate plantimestamp timeadd timecmp timestamp",
    "encoding": "base64decode base64encode base64gzip csvdecode jsondecode jsonencode textdecodebase64"
    " textencodebase64 urlencode",
    "files": "abspath basename dirname file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset"
    " filesha1 filesha256 filesha512 pathexpand templatefile templatestring",
    "formatting": "format formatlist",
    "hashes": "base64sha256 base64sha512 bcrypt md5 sha1 sha256 sha512 uuid uuidv5",
    "lists": "chunklist coalesce coalescelist compact concat contains distinct element flatten index length matchkeys"
    " one reverse slice",
    "maps": "keys lookup merge transpose values zipmap",
    "network": "cidrhost cidrnetmask cidrsubnet cidrsubnets",
    "numeric": "abs ceil floor log max min parseint pow signum",
    "patterns": "regex regexall",
    "provider": "provider::aws::arn_build provider::aws::arn_parse provider::aws::trim_iam_role_path"
    " provider::aws::user_agent",
    "rsa": "rsadecrypt",
    "sets": "setintersection setsubtract setunion",
    "strings": "chomp endswith indent join lower replace split startswith strcontains strrev substr title trim"
    " trimprefix trimspace trimsuffix upper",
    "yaml": "yamldecode yamlencode",
}

HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}
"""The file of each function, by its name."""
