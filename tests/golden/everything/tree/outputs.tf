# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "approver_policy_arn" {
  description = "The ARN of the policy to attach to those who approve."
  value       = module.pipeline.approver_policy_arn
}

output "artifact_bucket" {
  description = "The name of the artifact bucket."
  value       = module.bucket.name
}

output "connection_arns" {
  description = "The ARNs of the connections, by Git host. Each is pending until someone opens it under Developer Tools, Settings, Connections in the console and completes the handshake; until then the pipeline cannot read its source."
  value       = module.pipeline.connection_arns
}

output "endpoint_ids" {
  description = "The ids of the VPC endpoints, by service."
  value       = module.vpc_endpoint.endpoint_ids
}

output "kms_key_arn" {
  description = "The ARN of the artifact key."
  value       = module.kms.key_arn
}

output "pipeline_arn" {
  description = "The ARN of the pipeline."
  value       = module.pipeline.arn
}

output "trail_arn" {
  description = "The ARN of the trail."
  value       = module.trail.trail_arn
}
