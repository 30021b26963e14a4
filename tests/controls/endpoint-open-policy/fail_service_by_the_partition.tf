data "aws_partition" "current" {}

data "aws_region" "current" {}

resource "aws_vpc_endpoint" "kms" { # expect: fail
  vpc_id            = "vpc-0a1b2c3d"
  service_name      = "${data.aws_partition.current.reverse_dns_prefix}.${data.aws_region.current.name}.kms"
  vpc_endpoint_type = "Interface"
}
