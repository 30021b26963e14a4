resource "aws_vpc" "delivery" {
  cidr_block           = local.settings.network.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_default_security_group" "delivery" {
  vpc_id = aws_vpc.delivery.id
}

resource "aws_subnet" "endpoints" {
  for_each          = { for index, zone in local.settings.network.zones : zone => index }
  vpc_id            = aws_vpc.delivery.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.delivery.cidr_block, 4, each.value)
}

resource "aws_route_table" "endpoints" {
  vpc_id = aws_vpc.delivery.id
  route {
    cidr_block         = "10.200.0.0/16"
    transit_gateway_id = "tgw-0a1b2c3d4e5f60718"
  }
}

resource "aws_route_table_association" "endpoints" {
  for_each       = aws_subnet.endpoints
  subnet_id      = each.value.id
  route_table_id = aws_route_table.endpoints.id
}

resource "aws_security_group" "endpoints" {
  name        = "${local.app}-endpoints"
  description = "Who reaches the endpoints"
  vpc_id      = aws_vpc.delivery.id

  ingress = [for cidr in local.settings.network.clients : {
    description      = "clients"
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    cidr_blocks      = [cidr]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
  egress = []
}

resource "aws_vpc_endpoint" "these" {
  for_each            = local.settings.endpoints
  vpc_id              = aws_vpc.delivery.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.endpoints : subnet.id]
  security_group_ids  = [aws_security_group.endpoints.id]
}

resource "aws_vpc_endpoint_policy" "these" {
  for_each        = { for name, actions in local.settings.endpoints : name => actions if length(actions) > 0 }
  vpc_endpoint_id = aws_vpc_endpoint.these[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = each.value
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = local.account } }
    }]
  })
}

resource "aws_flow_log" "delivery" {
  vpc_id          = aws_vpc.delivery.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.these["flow"].arn
  iam_role_arn    = aws_iam_role.these["flow"].arn
}
