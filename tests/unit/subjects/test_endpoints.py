"""Which service an endpoint serves, and which endpoints are the pipeline's."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.config import Require
from pipewarden.stack.values import Known, Unknown
from pipewarden.subjects.endpoints import endpoint_subnets, pipeline_endpoints, serves, service_of
from unit.subjects.network_stacks import resource, stack_of


@pytest.mark.parametrize(
    ("name", "service"),
    [
        pytest.param('"com.amazonaws.eu-west-1.kms"', "kms", id="plain"),
        pytest.param('"cn.com.amazonaws.cn-north-1.ecr.api"', "ecr.api", id="china"),
        pytest.param('"com.amazonaws.${var.region}.codestar-connections.api"', "codestar-connections.api", id="region"),
        pytest.param('"com.amazonaws.vpce.eu-west-1.vpce-svc-0a"', None, id="somebody's own service"),
        pytest.param('"aws.sagemaker.eu-west-1.notebook"', None, id="older name"),
        pytest.param('"com.amazonaws"', None, id="too short"),
        pytest.param('"com.amazonaws.eu-west-1.${var.region}"', "?", id="service not known"),
        pytest.param('"${var.region}.kms"', "?", id="start not known"),
        pytest.param("var.region", "?", id="nothing known"),
    ],
)
def test_service(tmp_path: Path, name: str, service: str | None) -> None:
    text = f'variable "region" {{}}\nresource "aws_vpc_endpoint" "this" {{\n  service_name = {name}\n}}\n'
    stack = stack_of(tmp_path, text)
    found = service_of(stack, resource(stack, "aws_vpc_endpoint.this"))
    assert ("?" if isinstance(found, Unknown) else found and found[1]) == service


@pytest.mark.parametrize(
    ("region", "expected"),
    [pytest.param('"eu-west-1"', True, id="same"), pytest.param('"us-east-1"', False, id="other")],
)
def test_a_looked_up_region_is_that_of_the_provider(tmp_path: Path, region: str, expected: bool) -> None:
    stack = stack_of(
        tmp_path,
        f"""
        provider "aws" {{
          region = {region}
        }}
        data "aws_region" "here" {{}}
        resource "aws_vpc_endpoint" "this" {{
          service_name = "com.amazonaws.${{data.aws_region.here.region}}.kms"
        }}
        """,
    )
    assert serves(stack, resource(stack, "aws_vpc_endpoint.this"), "kms", Known("eu-west-1")) is expected


ENDPOINTS = """
resource "aws_codepipeline" "this" {
}
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-west-1.codepipeline"
}
resource "aws_vpc_endpoint" "beside" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-west-1.ec2"
}
resource "aws_vpc_endpoint" "other_vpc" {
  vpc_id       = "vpc-2"
  service_name = "com.amazonaws.eu-west-1.kms"
}
resource "aws_vpc_endpoint" "firewall" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a"
}
"""


def _names(tmp_path: Path, text: str, *required: str) -> set[str]:
    return {
        endpoint.name for endpoint in pipeline_endpoints(stack_of(tmp_path, text), Require(endpoint_services=required))
    }


def test_the_endpoints_of_the_pipelines_vpc_count(tmp_path: Path) -> None:
    assert _names(tmp_path, ENDPOINTS, "codepipeline", "ec2") == {"own", "beside"}


def test_a_required_service_counts_where_its_endpoint_is(tmp_path: Path) -> None:
    text = (
        ENDPOINTS
        + """
resource "aws_vpc_endpoint" "kms" {
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-west-1.kms"
}
"""
    )
    assert _names(tmp_path, ENDPOINTS, "codepipeline", "kms") == {"own", "beside", "other_vpc"}
    assert _names(tmp_path, text, "codepipeline", "kms") == {"own", "beside", "kms"}


def test_without_an_endpoint_for_codepipeline_the_required_services_count(tmp_path: Path) -> None:
    text = ENDPOINTS.replace("eu-west-1.codepipeline", "eu-west-1.states")
    assert _names(tmp_path, text, "codepipeline", "kms") == {"other_vpc"}
    assert _names(tmp_path, text, "codepipeline") == set()


def test_in_a_module_without_a_pipeline_every_endpoint_counts(tmp_path: Path) -> None:
    text = ENDPOINTS.replace("eu-west-1.codepipeline", "eu-west-1.states").replace(
        "aws_codepipeline", "aws_ecr_repository"
    )
    assert _names(tmp_path, text) == {"own", "beside", "other_vpc"}


def test_subnets_come_from_arguments_blocks_and_associations(tmp_path: Path) -> None:
    stack = stack_of(
        tmp_path,
        """
        variable "exists" {
          type = bool
        }
        resource "aws_vpc_endpoint" "this" {
          subnet_ids = ["subnet-1"]
          subnet_configuration {
            subnet_id = "subnet-2"
          }
        }
        resource "aws_vpc_endpoint_subnet_association" "sure" {
          vpc_endpoint_id = aws_vpc_endpoint.this.id
          subnet_id       = "subnet-3"
        }
        resource "aws_vpc_endpoint_subnet_association" "unsure" {
          count           = var.exists ? 1 : 0
          vpc_endpoint_id = aws_vpc_endpoint.this.id
          subnet_id       = "subnet-4"
        }
        resource "aws_vpc_endpoint_subnet_association" "other" {
          vpc_endpoint_id = "vpce-1"
          subnet_id       = "subnet-5"
        }
        """,
    )
    subnets = list(endpoint_subnets(stack, resource(stack, "aws_vpc_endpoint.this")))
    assert subnets == [Known("subnet-1"), Known("subnet-2"), Known("subnet-3"), Unknown("`var.exists` has no value")]
