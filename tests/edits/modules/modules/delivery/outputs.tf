output "pipeline_role_arn" {
  value = module.pipeline_role.arn
}
output "build_role_arn" {
  value = module.build_role.arn
}
output "pipeline_arns" {
  value = { for name, pipeline in aws_codepipeline.this : name => pipeline.arn }
}
