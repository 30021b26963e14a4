"""What a user of a rendered stack needs to test it: Terratest verbs, recording and replay."""
