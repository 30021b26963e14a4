output "documents" {
  value = {
    conditions = data.aws_iam_policy_document.conditions.json
    defaults   = data.aws_iam_policy_document.defaults.minified_json
    merging    = jsondecode(data.aws_iam_policy_document.merging.json)
  }
}
