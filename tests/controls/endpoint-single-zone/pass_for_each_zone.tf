resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each          = { "eu-west-1a" = "10.0.0.0/24", "eu-west-1b" = "10.0.1.0/24" }
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value
  availability_zone = each.key
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [for subnet in aws_subnet.this : subnet.id]
}
