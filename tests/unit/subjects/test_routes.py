"""The route table of a subnet, and the routes of a table in all their spellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.config import Declare
from pipewarden.stack.values import Symbol, Unknown
from pipewarden.subjects.networks import Subnet
from pipewarden.subjects.routes import Table, routes, tables
from unit.subjects.network_stacks import resource, stack_of

NETWORK = """
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_vpc_endpoint" "this" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.eu-west-1.codepipeline"
}
resource "aws_default_route_table" "this" {
  default_route_table_id = aws_vpc.this.default_route_table_id
  route {
    cidr_block         = "10.1.0.0/16"
    transit_gateway_id = "tgw-1"
  }
}
resource "aws_route" "this" {
  route_table_id         = TABLE
  destination_cidr_block = "10.2.0.0/16"
  transit_gateway_id     = "tgw-1"
}
"""


@pytest.mark.parametrize(
    ("table", "count"),
    [
        pytest.param("aws_vpc.this.default_route_table_id", 2, id="default of the VPC"),
        pytest.param("aws_vpc.this.main_route_table_id", 2, id="main of the VPC"),
        pytest.param("aws_default_route_table.this.id", 2, id="by the table's resource"),
        pytest.param('"rtb-1"', 1, id="another table"),
    ],
)
def test_the_main_table_has_one_identity(tmp_path: Path, table: str, count: int) -> None:
    stack = stack_of(tmp_path, NETWORK.replace("TABLE", table))
    subnet = Subnet(
        resource(stack, "aws_vpc_endpoint.this"),
        Symbol("aws_subnet.this", ("id",)),
        resource(stack, "aws_subnet.this"),
    )
    (main,) = tables(stack, subnet, Declare())
    assert isinstance(main, Table)
    assert main.association is None
    assert len([route for route in routes(stack, main) if not isinstance(route, Unknown)]) == count


def test_a_table_elsewhere_may_have_routes_that_are_not_seen(tmp_path: Path) -> None:
    text = NETWORK.replace("TABLE", '"rtb-1"') + (
        'resource "aws_route_table_association" "this" {\n'
        "  subnet_id      = aws_subnet.this.id\n"
        '  route_table_id = "rtb-1"\n'
        "}\n"
    )
    stack = stack_of(tmp_path, text)
    own = resource(stack, "aws_subnet.this")
    (table,) = tables(
        stack, Subnet(resource(stack, "aws_vpc_endpoint.this"), Symbol(own.address, ("id",)), own), Declare()
    )
    assert isinstance(table, Table)
    unseen, seen = routes(stack, table)
    assert unseen == Unknown("`rtb-1` is not in the stack")
    assert not isinstance(seen, Unknown)
