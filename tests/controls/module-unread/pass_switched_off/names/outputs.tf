output "artifacts" {
  value = "release-artifacts"
}
