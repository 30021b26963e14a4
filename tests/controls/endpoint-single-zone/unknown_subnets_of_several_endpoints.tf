variable "subnet_ids" {
  type = list(string)
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id            = "vpc-0a1b2c3d"
  service_name      = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type = "Interface"
  subnet_ids        = var.subnet_ids # expect: unknown
}

resource "aws_vpc_endpoint" "kms" {
  vpc_id            = "vpc-0a1b2c3d"
  service_name      = "com.amazonaws.eu-west-1.kms"
  vpc_endpoint_type = "Interface"
  subnet_ids        = var.subnet_ids # the same reason is told of once
}
