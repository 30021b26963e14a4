# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "endpoint_ids" {
  description = "The ids of the endpoints, by service."
  value = {
    "codepipeline" = aws_vpc_endpoint.codepipeline.id
  }
}

output "subnet_ids" {
  description = "The ids of the subnets."
  value       = [for subnet in aws_subnet.this : subnet.id]
}

output "vpc_id" {
  description = "The id of the VPC."
  value       = aws_vpc.this.id
}
