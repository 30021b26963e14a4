variable "service" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "groups" { type = list(string) }
variable "actions" { type = list(string) }
variable "account_id" { type = string }
variable "open" {
  type    = bool
  default = false
}

resource "aws_vpc_endpoint" "this" {
  vpc_id              = var.vpc_id
  service_name        = var.service
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = var.groups
}

resource "aws_vpc_endpoint_policy" "this" {
  count           = var.open ? 0 : 1
  vpc_endpoint_id = aws_vpc_endpoint.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = var.actions
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = var.account_id } }
    }]
  })
}

output "id" { value = aws_vpc_endpoint.this.id }
