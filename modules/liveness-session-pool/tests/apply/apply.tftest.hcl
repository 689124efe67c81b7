# Creates everything in the account and region of the environment, and destroys it at the end.

provider "aws" {}

provider "faceliveness" {}

variables {
  name                                   = "liveness-session-pool-test"
  force_destroy                          = true
  encryption_key_deletion_window_in_days = 7
}

run "create" {
  variables {
    size = 2
  }

  assert {
    condition     = length(distinct(output.session_ids)) == 2
    error_message = "The pool must have two different sessions."
  }
  assert {
    condition     = alltrue([for token in output.client_request_tokens : can(regex("^[0-9a-f]{64}$", token))])
    error_message = "The tokens must be SHA-256 hashes."
  }
  assert {
    condition     = startswith(output.bucket, "liveness-")
    error_message = "The name of the bucket must be generated."
  }
  assert {
    condition     = output.kms_key_arn == aws_kms_key.this.arn
    error_message = "The output kms_key_arn must be the ARN of the created key."
  }
}

run "plan_changes_of_bucket_and_key" {
  command = plan

  variables {
    size                 = 2
    image_retention_days = 7
    tags                 = { changed = "yes" }
  }

  assert {
    condition     = output.session_ids == run.create.session_ids
    error_message = "A second plan must return the same sessions, whatever changes in the bucket and the key."
  }
}

run "grow" {
  variables {
    size = 3
  }

  assert {
    condition     = slice(output.session_ids, 0, 2) == run.create.session_ids && length(distinct(output.session_ids)) == 3
    error_message = "The larger pool must keep its sessions and have one more."
  }
}
