resource "terraform_data" "a" {
  count = 1
  provisioner "local-exec" {
    when = destroy
    on_failure = continue
    command = "echo ${self.id} ${count.index}"
  }
  connection {
    host = self.id
  }
  lifecycle {
    ignore_changes = [input]
    postcondition {
      condition = self.id != ""
      error_message = "x ${self.id}"
    }
    precondition {
      condition = count.index == 0
      error_message = "x"
    }
  }
}
