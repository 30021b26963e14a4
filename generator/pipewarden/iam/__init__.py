"""The policy language: one model for every way to write a policy, and decisions about all requests.

What others use:

* `names.Names(stack, account=…, region=…, partition=…)`: what symbols stand for; make one a stack.
* `read.policy(value, kind, names)`: the policy of an evaluator's value; `kind` is `"identity"`, `"resource"` (bucket,
  key, topic, endpoint), `"trust"`, or None to tell it from the elements. Look at `policy.invalid` first: it lists what
  AWS would refuse.
* `model.empty()`: the policy where none is attached.
* `questions`: the named questions of the catalogue, `plaintext_denied(policy, bucket_arn, names=names)` and so on.
  Each returns `prove.Proved`, `prove.Counterexample` or `prove.Undecided`. A counterexample whose `assuming` is not
  empty means *unknown*.
* `diff.diff(new, base)`, `evaluate.evaluate(policy, request)`, `request.Request`.

An ARN to ask about is the resource's attribute as the stack has it: `Symbol("aws_s3_bucket.this", ("arn",))`.
"""
