output "bucket_policy" {
  description = "The policy of the artifact bucket."
  value       = module.store.policy
}

output "connection_arn" {
  description = "The connection that waits for its handshake."
  value       = aws_codestarconnections_connection.this.arn
}

output "key_arns" {
  description = "The artifact keys of both regions."
  value       = [module.store.key_arn, module.store_ireland.key_arn]
}

output "site_prefix" {
  description = "Text that looks like a template, and is none."
  value       = "$${literal} %%{literal} \"quoted\" \\ and\na new line"
}
