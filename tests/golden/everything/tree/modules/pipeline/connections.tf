# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

# A new connection is pending until someone completes its handshake in the console.
resource "aws_codestarconnections_connection" "github" {
  name          = "${var.name}-github"
  provider_type = "GitHub"
}

resource "aws_codestarconnections_connection" "gitlab" {
  name          = "${var.name}-gitlab"
  provider_type = "GitLab"
}
