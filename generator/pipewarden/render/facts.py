"""What follows from a spec and more than one module needs to know."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from pipewarden.render.actions import plan_action
from pipewarden.render.builds import Build, plan_builds
from pipewarden.render.endpoints import plan_endpoints
from pipewarden.render.literal import listed, quote
from pipewarden.render.parts import Stage, Variable
from pipewarden.render.stores import Store, plan_stores
from pipewarden.spec.approvals import Manual, Subscriber
from pipewarden.spec.builds import Commands
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import Names, identifier, made_services, partition, zones
from pipewarden.spec.rules.walk import actions

SUBSCRIBERS = "list(object({ endpoint = string, protocol = string }))"


class Facts(Struct, frozen=True, dict=True):
    """The facts; each is worked out once."""

    spec: PipelineSpec

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        found = {path[2:5:2]: plan_action(action, identifier(self.spec, path)) for path, action in actions(self.spec)}
        return tuple(
            Stage(stage.name, tuple(found[s, a] for a in range(len(stage.actions))))
            for s, stage in enumerate(self.spec.pipeline.stages)
        )

    @cached_property
    def stores(self) -> tuple[Store, ...]:
        return plan_stores(self.spec)

    @cached_property
    def builds(self) -> tuple[Build, ...]:
        return plan_builds(self.spec)

    @property
    def makes_network(self) -> bool:
        return bool(made_services(self.spec))

    @property
    def makes_trail(self) -> bool:
        return self.spec.audit.trail_arn is None

    @property
    def runs_commands(self) -> bool:
        return any(isinstance(action, Commands) for _, action in actions(self.spec))

    @property
    def approvals(self) -> tuple[Manual, ...]:
        return tuple(action for _, action in actions(self.spec) if isinstance(action, Manual))

    @property
    def dns_suffix(self) -> str:
        return "amazonaws.com.cn" if partition(self.spec) == "aws-cn" else "amazonaws.com"

    @property
    def foreign_roles(self) -> tuple[str, ...]:
        """The variables that hold the action roles of other accounts, sorted."""
        return tuple(
            sorted(
                f"{identifier(self.spec, path).replace('-', '_')}_role_arn"
                for path, action in actions(self.spec)
                if (role := getattr(action, "role_arn", None)) and role.split(":")[4] != self.spec.account
            )
        )

    def log_groups(self, store: Store) -> str:
        """The names of the log groups that the store's key encrypts, as an expression."""
        groups = [f"/aws/codebuild/${{var.name}}-{build.slug}" for build in self.builds]
        if self.makes_trail:
            groups.append("/aws/cloudtrail/${var.name}")
        if self.makes_network and self.spec.network.vpc is None:
            groups.append("/aws/vpc/${var.name}")
        if self.runs_commands:
            groups.append("/aws/codepipeline/${var.name}")
        return listed([f'"{group}"' for group in sorted(groups)] if store.home else [])

    def publishers(self, store: Store) -> str:
        """The services that publish to each topic that the store's key encrypts, as an expression."""
        topics = {"trail": "cloudtrail.amazonaws.com"} if self.makes_trail else {}
        if self.spec.audit.alarms:
            topics["alarms"] = "cloudwatch.amazonaws.com"
        if self.spec.pipeline.notifications is not None:
            topics["notifications"] = "codestar-notifications.amazonaws.com"
        lines = [f'"${{var.name}}-{topic}" = {listed([quote(service)])}\n' for topic, service in topics.items()]
        return "{\n" + "".join(lines) + "}" if lines and store.home else "{}"

    def trail_names(self, store: Store) -> str:
        """The names of the trails that the store's key encrypts, as an expression."""
        return listed(["var.name"] if self.makes_trail and store.home else [])

    @cached_property
    def pipeline_variables(self) -> tuple[Variable, ...]:
        """What only the pipeline module needs, sorted by name."""
        found = [variable for stage in self.stages for action in stage.actions for variable in action.variables]
        told = tuple(dict.fromkeys(one for action in self.approvals for one in action.subscribers))
        found += _subscribers("approvals_subscribers", "Who is told that an approval waits.", told)
        if self.spec.pipeline.notifications is not None:
            told = self.spec.pipeline.notifications.subscribers
            found += _subscribers("notifications_subscribers", "Who is told of runs of the pipeline.", told)
        return tuple(sorted(found, key=lambda variable: variable.name))

    @cached_property
    def trail_variables(self) -> tuple[Variable, ...]:
        """What only the trail module needs."""
        told = self.spec.audit.subscribers if self.spec.audit.alarms else ()
        return tuple(_subscribers("alarms_subscribers", "Who is told of an alarm.", told))

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """The variables of the root module with their values, sorted by name."""
        spec = self.spec
        found = [
            Variable("account_id", "string", "The account that the stack belongs to.", spec.account),
            Variable("name", "string", "The name of the stack.", spec.name),
            Variable("partition", "string", "The partition of the region.", partition(spec)),
            Variable("region", "string", "The region of the stack.", spec.region),
            Variable("tags", "map(string)", "Tags of every resource.", spec.tags),
            *(variable for store in self.stores for variable in store.variables),
            *self.pipeline_variables,
            *self._network_variables(),
        ]
        if self.makes_trail:
            name = Names(spec).trail_bucket
            found += [
                Variable("trail_bucket_name", "string", "The name of the trail bucket.", name),
                *self.trail_variables,
            ]
        if spec.encryption.administrators and any(store.makes_key for store in self.stores):
            who = spec.encryption.administrators
            found.append(
                Variable("key_administrator_arns", "list(string)", "The ARNs of roles that administer the key.", who)
            )
        if spec.artifacts.replication is not None:
            copy = spec.artifacts.replication
            found += [
                Variable("replica_bucket_arn", "string", "The ARN of the bucket for copies.", copy.bucket_arn),
                Variable("replica_kms_key_arn", "string", "The ARN of the key of the copies.", copy.key_arn),
            ]
        return tuple(sorted(found, key=lambda variable: variable.name))

    def _network_variables(self) -> list[Variable]:
        network, texts = self.spec.network, "list(string)"
        if not self.makes_network:
            return []
        found = [
            Variable("cidr_block", "string", "The private range of the VPC.", network.cidr),
            Variable(
                "client_cidr_blocks",
                texts,
                "Private ranges outside the VPC whose clients may use the endpoints.",
                network.clients,
            ),
        ]
        if network.client_groups:
            description = "Security groups whose members may use the endpoints."
            found.append(Variable("client_security_group_ids", texts, description, network.client_groups))
        if network.vpc is None:
            return [*found, Variable("zones", texts, "The availability zones of the VPC.", zones(self.spec))]
        route_tables = Variable("route_table_ids", texts, "The route tables of the subnets.", network.vpc.route_tables)
        return [
            *found,
            *([route_tables] if any(endpoint.gateway for endpoint in plan_endpoints(self.spec)) else []),
            Variable("subnet_ids", texts, "The subnets of the endpoints.", network.vpc.subnets),
            Variable("vpc_id", "string", "The VPC of the endpoints.", network.vpc.id),
        ]


def _subscribers(name: str, description: str, who: tuple[Subscriber, ...]) -> list[Variable]:
    value = [{"endpoint": subscriber.endpoint, "protocol": subscriber.protocol} for subscriber in who]
    return [Variable(name, SUBSCRIBERS, description, value)] if who else []
