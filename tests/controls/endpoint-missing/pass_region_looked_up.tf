provider "aws" {
  region = "eu-west-1"
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

data "aws_region" "current" {
}

resource "aws_vpc_endpoint" "this" {
  for_each          = toset(["codepipeline", "kms"])
  vpc_id            = "vpc-1"
  service_name      = "com.amazonaws.${data.aws_region.current.region}.${each.key}"
  vpc_endpoint_type = "Interface"
}
