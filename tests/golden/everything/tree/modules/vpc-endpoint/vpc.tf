# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

locals {
  subnets = { for index, zone in var.zones : zone => cidrsubnet(var.cidr_block, 2, index) }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr_block
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = {
    Name = var.name
  }
}

# Nothing uses the default security group, so it lets nothing through.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "${var.name}-unused"
  }
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  availability_zone       = each.key
  cidr_block              = each.value
  map_public_ip_on_launch = false
  vpc_id                  = aws_vpc.this.id

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

# The subnets reach the endpoints and each other: there is no way to the internet.
resource "aws_route_table" "this" {
  propagating_vgws = [aws_vpn_gateway.this.id]
  vpc_id           = aws_vpc.this.id

  tags = {
    Name = var.name
  }
}

# For on-premises clients: attach the VPN connection or the Direct Connect gateway to it.
resource "aws_vpn_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = var.name
  }
}

resource "aws_route_table_association" "this" {
  for_each = aws_subnet.this

  route_table_id = aws_route_table.this.id
  subnet_id      = each.value.id
}
