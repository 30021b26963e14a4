data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = var.enable_dns_support
  enable_dns_hostnames = var.enable_dns_hostnames
  tags                 = merge(var.tags, { Name = var.name })
}

resource "aws_subnet" "private" {
  for_each                = var.private_subnets
  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = var.map_public_ip_on_launch
}

resource "aws_route_table" "private" {
  for_each = var.private_subnets
  vpc_id   = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  for_each       = var.private_subnets
  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_default_security_group" "this" {
  count  = var.manage_default_security_group ? 1 : 0
  vpc_id = aws_vpc.this.id

  dynamic "ingress" {
    for_each = var.default_security_group_ingress
    content {
      self        = lookup(ingress.value, "self", null)
      cidr_blocks = compact(split(",", lookup(ingress.value, "cidr_blocks", "")))
      from_port   = lookup(ingress.value, "from_port", 0)
      to_port     = lookup(ingress.value, "to_port", 0)
      protocol    = lookup(ingress.value, "protocol", "-1")
    }
  }
}

resource "aws_security_group" "endpoints" {
  name_prefix = "${var.name}-vpce-"
  description = "Interface endpoints of ${var.name}"
  vpc_id      = aws_vpc.this.id

  dynamic "ingress" {
    for_each = var.endpoint_client_cidrs
    content {
      description = "HTTPS from ${ingress.value}"
      from_port   = 443
      to_port     = 443
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_vpc_endpoint" "this" {
  for_each = { for name, endpoint in var.endpoints : name => endpoint if lookup(endpoint, "create", true) }

  vpc_id              = aws_vpc.this.id
  service_name        = coalesce(each.value.service_name, "com.amazonaws.${data.aws_region.current.region}.${each.value.service}")
  vpc_endpoint_type   = each.value.service_type
  auto_accept         = try(each.value.auto_accept, null)
  security_group_ids  = each.value.service_type == "Interface" ? [aws_security_group.endpoints.id] : null
  subnet_ids          = each.value.service_type == "Interface" ? [for subnet in aws_subnet.private : subnet.id] : null
  route_table_ids     = each.value.service_type == "Gateway" ? [for table in aws_route_table.private : table.id] : null
  private_dns_enabled = each.value.service_type == "Interface" ? each.value.private_dns_enabled : null
  policy              = each.value.policy
  tags                = merge(var.tags, { Name = "${var.name}-${each.key}" })
}

resource "aws_flow_log" "this" {
  count                = var.enable_flow_log ? 1 : 0
  vpc_id               = aws_vpc.this.id
  traffic_type         = var.flow_log_traffic_type
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flow[0].arn
  iam_role_arn         = module.flow_role[0].arn
}

resource "aws_cloudwatch_log_group" "flow" {
  count             = var.enable_flow_log ? 1 : 0
  name              = "/aws/vpc-flow-log/${var.name}"
  retention_in_days = var.flow_log_retention
  kms_key_id        = var.flow_log_kms_key_arn
}

module "flow_role" {
  source = "../role"
  count  = var.enable_flow_log ? 1 : 0

  name     = "${var.name}-flow"
  services = ["vpc-flow-logs.amazonaws.com"]
  policies = {
    deliver = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws/vpc-flow-log/${var.name}:*"
        }, {
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*"
      }]
    })
  }
}
