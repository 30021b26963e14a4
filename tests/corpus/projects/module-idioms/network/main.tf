variable "azs" {
  type = list(string)
}

variable "cidr" {
  type = string
}

variable "database_subnets" {
  type    = list(string)
  default = []
}

variable "enable_nat_gateway" {
  type    = bool
  default = true
}

variable "one_nat_gateway_per_az" {
  type    = bool
  default = false
}

variable "private_subnet_names" {
  type    = list(string)
  default = []
}

variable "private_subnet_suffix" {
  type    = string
  default = "private"
}

variable "private_subnets" {
  type    = list(string)
  default = []
}

variable "public_subnets" {
  type    = list(string)
  default = []
}

variable "single_nat_gateway" {
  type    = bool
  default = false
}

locals {
  len_public_subnets  = max(length(var.public_subnets), length(var.database_subnets))
  len_private_subnets = max(length(var.private_subnets))
  max_subnet_length   = max(local.len_private_subnets, local.len_public_subnets, length(var.database_subnets))
  nat_gateway_count   = var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.max_subnet_length
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_subnet" "private" {
  count = local.len_private_subnets > 0 ? local.len_private_subnets : 0

  availability_zone    = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  cidr_block           = element(concat(var.private_subnets, [""]), count.index)
  vpc_id               = aws_vpc.this.id

  tags = merge(
    {
      Name = try(
        var.private_subnet_names[count.index],
        format("net-${var.private_subnet_suffix}-%s", element(var.azs, count.index))
      )
    },
    lookup({ "us-east-1b" = { Zone = "second" } }, element(var.azs, count.index), {}),
  )
}

resource "aws_subnet" "public" {
  count = length(var.public_subnets) > 0 && (!var.one_nat_gateway_per_az || length(var.public_subnets) >= length(var.azs)) ? length(var.public_subnets) : 0

  availability_zone = element(var.azs, count.index)
  cidr_block        = element(concat(var.public_subnets, [""]), count.index)
  vpc_id            = aws_vpc.this.id
}

resource "aws_nat_gateway" "nat" {
  count = var.enable_nat_gateway ? local.nat_gateway_count : 0

  connectivity_type = "private"
  subnet_id         = element(aws_subnet.public[*].id, count.index)
  tags = {
    Name = format("net-%s", element(var.azs, var.single_nat_gateway ? 0 : count.index))
  }
}

resource "aws_route_table" "private" {
  count = local.max_subnet_length > 0 ? local.nat_gateway_count : 0

  vpc_id = aws_vpc.this.id
  tags   = { Name = var.single_nat_gateway ? "net-${var.private_subnet_suffix}" : format("net-%s", element(var.azs, count.index)) }
}

resource "aws_route_table_association" "private" {
  count = local.len_private_subnets

  subnet_id      = element(aws_subnet.private[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, var.single_nat_gateway ? 0 : count.index)
}

output "plan" {
  value = {
    blocks = compact(aws_subnet.private[*].cidr_block)
    zones  = distinct(concat(aws_subnet.private[*].availability_zone, aws_subnet.public[*].availability_zone))
    names  = { for subnet in aws_subnet.private : subnet.cidr_block => subnet.tags["Name"]... }
    nat    = length(aws_nat_gateway.nat)
  }
}
