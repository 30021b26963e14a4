output "text" { value = file("${path.module}/parts/text.txt") }
output "exists" { value = [fileexists("parts/text.txt"), fileexists("parts/none.txt")] }
output "set" { value = fileset(path.module, "parts/*") }
output "deep" { value = fileset("parts", "**/*.{txt,tftpl}") }
output "question" { value = fileset("parts", "tex?.[a-z]xt") }
output "hashes" {
  value = [
    filemd5("parts/text.txt"), filesha1("parts/text.txt"), filesha256("parts/text.txt"), filesha512("parts/text.txt"),
    filebase64sha256("parts/text.txt"), filebase64sha512("parts/text.txt"), filebase64("parts/text.txt"),
  ]
}
output "template" { value = templatefile("parts/greeting.tftpl", { name = "you", items = ["a", "b"], on = true }) }
output "whole" { value = templatefile("parts/whole.tftpl", { value = [1, "a"] }) }
output "refused" { value = [try(file("parts/none.txt"), "none"), try(templatefile("parts/greeting.tftpl", {}), "none")] }
output "decoded" { value = jsondecode(file("parts/data.json")) }
output "yaml" { value = yamldecode(file("${path.root}/parts/data.yaml")) }
output "csv" { value = csvdecode(file("parts/data.csv")) }
