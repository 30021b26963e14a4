# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "artifact_bucket" {
  description = "The name of the artifact bucket."
  value       = module.bucket.name
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
