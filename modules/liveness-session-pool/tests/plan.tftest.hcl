# Plans that ask nobody: the credentials are none, and the sessions are read once the bucket is there.

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

provider "faceliveness" {
  region     = "us-east-1"
  access_key = "none"
  secret_key = "none"
}

run "a_name_is_enough" {
  command = plan

  variables {
    name = "kiosk"
  }

  assert {
    condition     = data.faceliveness_session_pool.this.name == "kiosk" && data.faceliveness_session_pool.this.size == 1
    error_message = "There is to be one session, named after the pool."
  }
  assert {
    condition     = data.faceliveness_session_pool.this.on_unusable == "ignore"
    error_message = "Nothing is to be done about sessions that can't be used any more."
  }
  assert {
    condition = (
      data.faceliveness_session_pool.this.settings.audit_images_limit == null &&
      data.faceliveness_session_pool.this.settings.challenge_preferences == null &&
      length(data.faceliveness_session_pool.this.keepers) == 0
    )
    error_message = "What is not said is to be left to the service."
  }
  assert {
    condition     = output.key_prefix == "liveness/kiosk/"
    error_message = "The images are to be in the folder of the pool, not in ${output.key_prefix}."
  }
  assert {
    condition = (
      data.faceliveness_session_pool.this.settings.output_config.s3_key_prefix == output.key_prefix &&
      aws_s3_bucket_lifecycle_configuration.this.rule[0].filter[0].prefix == output.key_prefix
    )
    error_message = "The images are to be written where they are deleted."
  }
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days == 30
    error_message = "The images are to be deleted after 30 days."
  }
  assert {
    condition     = aws_s3_bucket.this.bucket_prefix == "liveness-kiosk-" && !aws_s3_bucket.this.force_destroy
    error_message = "The bucket is to be named after the pool, and kept while there is something in it."
  }
  assert {
    condition = (
      aws_s3_bucket_public_access_block.this.block_public_acls &&
      aws_s3_bucket_public_access_block.this.block_public_policy &&
      aws_s3_bucket_public_access_block.this.ignore_public_acls &&
      aws_s3_bucket_public_access_block.this.restrict_public_buckets
    )
    error_message = "The bucket is to be private."
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "The bucket is to encrypt."
  }
  assert {
    condition = (
      aws_kms_key.this.enable_key_rotation &&
      aws_kms_key.this.deletion_window_in_days == 30 &&
      aws_kms_key.this.description == "Face Liveness images of kiosk"
    )
    error_message = "The key is to rotate, to wait for 30 days when it is destroyed, and to say what it is for."
  }
  assert {
    condition = (
      length(aws_kms_alias.this) == 0 &&
      length(aws_s3_bucket_versioning.this) == 0 &&
      length(aws_s3_bucket_logging.this) == 0 &&
      length(data.aws_iam_policy_document.key) == 0
    )
    error_message = "There is to be no alias, no old version, no access log and no policy of the key's own."
  }
}

run "a_name_of_any_characters_makes_names_that_aws_takes" {
  command = plan

  variables {
    name = "Kiosk \"A\" / große Halle, Nord & Süd, 2. Stock"
  }

  assert {
    condition     = output.key_prefix == "liveness/Kiosk-A-/-gro-e-Halle-Nord-S-d-2.-Stock/"
    error_message = "Got ${output.key_prefix}."
  }
  assert {
    condition     = aws_s3_bucket.this.bucket_prefix == "liveness-kiosk-a-gro-e-halle-nord-s-"
    error_message = "Got ${aws_s3_bucket.this.bucket_prefix}."
  }
}

run "every_variable_has_its_effect" {
  command = plan

  override_data {
    target = data.aws_caller_identity.current
    values = { account_id = "111122223333" }
  }

  variables {
    name               = "kiosk"
    size               = 3
    keepers            = { release = "42" }
    on_unusable        = "rotate"
    audit_images_limit = 4
    challenge_preferences = [
      { type = "FaceMovementChallenge", versions = { minimum = "1.0.0", maximum = "2.0.0" } },
      { type = "FaceMovementAndLightChallenge" },
    ]
    bucket_name                    = "faces-of-visitors"
    key_prefix                     = ""
    image_retention_days           = 7
    versioning                     = true
    server_access_logs_bucket_name = "logs"
    server_access_logs_prefix      = "faces/"
    force_destroy                  = true
    key_description                = "Faces of visitors"
    key_alias                      = "alias/faces"
    key_administrators             = ["arn:aws:iam::111122223333:role/security"]
    key_deletion_window_in_days    = 7
    tags                           = { "cost:center" = "7" }
  }

  assert {
    condition = (
      data.faceliveness_session_pool.this.size == 3 &&
      data.faceliveness_session_pool.this.keepers == tomap({ release = "42" }) &&
      data.faceliveness_session_pool.this.on_unusable == "rotate"
    )
    error_message = "The pool is not as it was ordered."
  }
  assert {
    condition = (
      data.faceliveness_session_pool.this.settings.audit_images_limit == 4 &&
      data.faceliveness_session_pool.this.settings.challenge_preferences[0].versions.maximum == "2.0.0" &&
      data.faceliveness_session_pool.this.settings.challenge_preferences[1].versions == null
    )
    error_message = "The settings of the sessions are not as they were ordered."
  }
  assert {
    condition     = output.key_prefix == "" && data.faceliveness_session_pool.this.settings.output_config.s3_key_prefix == ""
    error_message = "An empty prefix is one, too."
  }
  assert {
    condition = (
      aws_s3_bucket.this.bucket == "faces-of-visitors" &&
      aws_s3_bucket.this.force_destroy &&
      aws_s3_bucket.this.tags == tomap({ "cost:center" = "7" }) &&
      aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days == 7
    )
    error_message = "The bucket is not as it was ordered."
  }
  assert {
    condition     = aws_s3_bucket_versioning.this[0].versioning_configuration[0].status == "Enabled"
    error_message = "The bucket is to keep old versions."
  }
  assert {
    condition = (
      aws_s3_bucket_logging.this[0].target_bucket == "logs" && aws_s3_bucket_logging.this[0].target_prefix == "faces/"
    )
    error_message = "The access logs are to go where they were sent."
  }
  assert {
    condition = (
      aws_kms_key.this.description == "Faces of visitors" &&
      aws_kms_key.this.deletion_window_in_days == 7 &&
      aws_kms_key.this.tags == tomap({ "cost:center" = "7" }) &&
      aws_kms_alias.this[0].name == "alias/faces"
    )
    error_message = "The key is not as it was ordered."
  }
  assert {
    condition = [for statement in data.aws_iam_policy_document.key[0].statement : one(statement.principals).identifiers] == [
      toset(["arn:aws:iam::111122223333:root"]),
      toset(["arn:aws:iam::111122223333:role/security"]),
    ]
    error_message = "The account and the administrators are to have the key."
  }
}
