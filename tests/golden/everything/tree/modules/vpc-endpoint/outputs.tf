# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "endpoint_ids" {
  description = "The ids of the endpoints, by service."
  value = {
    "codebuild"                = aws_vpc_endpoint.codebuild.id
    "codecommit"               = aws_vpc_endpoint.codecommit.id
    "codepipeline"             = aws_vpc_endpoint.codepipeline.id
    "codestar-connections.api" = aws_vpc_endpoint.codestar_connections_api.id
    "ecr.api"                  = aws_vpc_endpoint.ecr_api.id
    "ecr.dkr"                  = aws_vpc_endpoint.ecr_dkr.id
    "events"                   = aws_vpc_endpoint.events.id
    "kms"                      = aws_vpc_endpoint.kms.id
    "logs"                     = aws_vpc_endpoint.logs.id
    "s3"                       = aws_vpc_endpoint.s3.id
    "sts"                      = aws_vpc_endpoint.sts.id
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
