# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "alias" {
  description = "The alias of the key."
  value       = aws_kms_alias.this.name
}

output "key_arn" {
  description = "The ARN of the key."
  value       = aws_kms_key.this.arn
}
