resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

data "aws_vpc_endpoint_service" "codepipeline" {
  service = "codepipeline"
}

resource "aws_vpc_endpoint" "codepipeline" { # expect: fail
  vpc_id       = aws_vpc.this.id
  service_name = data.aws_vpc_endpoint_service.codepipeline.service_name
}
