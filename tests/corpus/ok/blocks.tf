#= b {x=1}
b { x = 1 }

#= b {}
b {}

#= b {x=[1]}
b { x = [
1
] }

#= b 'a\n${x}' {}
b "a\n$${x}" {}

#= b 'for' 'in' {}
b for in {}

#= for1=1
for1 = 1
#= in2=2
in2=2
#= null3=3
null3=3

#= in {}
in {}
#= true {}
true {}

#= resource 'aws_s3_bucket' 'this' {for_each=(toset (. var names)); bucket=(. each key); lifecycle {prevent_destroy=true}}
resource "aws_s3_bucket" "this" {
  for_each = toset(var.names)

  bucket = each.key

  lifecycle {
    prevent_destroy = true
  }
}
