resource "aws_vpc" "this" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "private" {
  for_each                = toset(var.zones)
  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = cidrsubnet(aws_vpc.this.cidr_block, 8, index(var.zones, each.key))
  map_public_ip_on_launch = false
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "endpoints" {
  name        = "${var.prefix}-endpoints"
  description = "HTTPS from the VPC to its endpoints"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each          = toset(var.client_cidrs)
  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS"
  cidr_ipv4         = each.value
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

module "endpoint" {
  source     = "./modules/endpoint"
  for_each   = var.services
  service    = "com.amazonaws.${var.region}.${each.key}"
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for s in aws_subnet.private : s.id]
  groups     = [aws_security_group.endpoints.id]
  account_id = data.aws_caller_identity.me.account_id
  open       = each.key == "codepipeline"
  actions = lookup({
    codebuild = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]
    kms       = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]
    logs      = ["logs:CreateLogStream", "logs:PutLogEvents"]
  }, each.key, [])
}

resource "aws_flow_log" "this" {
  vpc_id          = aws_vpc.this.id
  traffic_type    = var.flow_traffic
  log_destination = aws_cloudwatch_log_group.this["flow"].arn
  iam_role_arn    = module.flow_role.arn
}

module "flow_role" {
  source     = "./modules/service-role"
  name       = "${var.prefix}-flow"
  service    = "vpc-flow-logs.amazonaws.com"
  account_id = data.aws_caller_identity.me.account_id
  policy     = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          "Resource": "${aws_cloudwatch_log_group.this["flow"].arn}:*"
        },
        {
          "Effect": "Allow",
          "Action": "logs:DescribeLogGroups",
          "Resource": "*"
        }
      ]
    }
  JSON
}
