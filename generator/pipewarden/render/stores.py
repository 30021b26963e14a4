"""The artifact stores of a stack: one in the pipeline's region, and one in each other region that actions run in."""

from __future__ import annotations

from msgspec import Struct

from pipewarden.render.literal import quote
from pipewarden.render.parts import Variable
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import Names


class Store(Struct, frozen=True):
    """A store; `suffix` ends its Terraform labels, and the rest are expressions of the root module.

    `key` is a variable where the spec names a key, and the output of the key's module otherwise. `logs` is a variable
    where the spec names the bucket for access logs.
    """

    region_name: str
    suffix: str
    home: bool
    makes_key: bool
    makes_logs: bool
    variables: tuple[Variable, ...]

    @property
    def region(self) -> str:
        return "var.region" if self.home else quote(self.region_name)

    @property
    def key(self) -> str:
        return f"module.kms{self.suffix}.key_arn" if self.makes_key else f"var.kms_key_arn{self.suffix}"

    @property
    def bucket_arn(self) -> str:
        return f"module.bucket{self.suffix}.arn"

    @property
    def bucket(self) -> str:
        return f"module.bucket{self.suffix}.name"


def plan_stores(spec: PipelineSpec) -> tuple[Store, ...]:
    """The stores, that of the pipeline's region first."""
    names = Names(spec)
    home = _store(
        spec.region,
        "",
        spec.encryption.key_arn,
        names.artifact_bucket,
        names.log_bucket,
        makes_logs=spec.artifacts.log_bucket is None,
    )
    others = (
        _store(
            store.region,
            "_" + store.region.replace("-", "_"),
            store.key_arn,
            names.store_bucket(store),
            names.store_log_bucket(store),
            makes_logs=store.log_bucket is None,
        )
        for store in sorted(spec.artifacts.stores, key=lambda store: store.region)
    )
    return (home, *others)


def _store(region: str, suffix: str, key_arn: str | None, bucket: str, logs: str, *, makes_logs: bool) -> Store:
    where = f" in {region}" if suffix else ""
    variables = [
        Variable(f"artifact_bucket_name{suffix}", "string", f"The name of the artifact bucket{where}.", bucket),
        Variable(f"log_bucket_name{suffix}", "string", f"The name of the bucket for access logs{where}.", logs),
    ]
    if key_arn is not None:
        variables.append(Variable(f"kms_key_arn{suffix}", "string", f"The ARN of the artifact key{where}.", key_arn))
    return Store(region, suffix, not suffix, key_arn is None, makes_logs, tuple(variables))
