# Creates everything in the account and the region of the environment, and destroys it at the end.

provider "aws" {}

provider "faceliveness" {}

variables {
  name                        = "liveness-session-pool-test"
  force_destroy               = true
  key_deletion_window_in_days = 7
}

run "create" {
  variables {
    size = 2
  }

  assert {
    condition     = length(distinct(output.session_ids)) == 2
    error_message = "There are to be two different sessions."
  }
  assert {
    condition     = alltrue([for token in output.client_request_tokens : can(regex("^[0-9a-f]{64}$", token))])
    error_message = "The tokens are to be hashes."
  }
  assert {
    condition     = startswith(output.bucket, "liveness-liveness-session-pool-test-")
    error_message = "The bucket is to be named after the pool."
  }
  assert {
    condition     = output.kms_key_arn == aws_kms_key.this.arn
    error_message = "The key is to be the one that was made."
  }
}

run "plan_again" {
  command = plan

  variables {
    size = 2
  }

  assert {
    condition     = output.session_ids == run.create.session_ids
    error_message = "The sessions are to stay."
  }
}

run "grow" {
  variables {
    size = 3
  }

  assert {
    condition     = slice(output.session_ids, 0, 2) == run.create.session_ids && length(distinct(output.session_ids)) == 3
    error_message = "The pool is to have one more session, and to keep those it has."
  }
}
