# Made from the construct LivenessSessionPool by `npm run generate:module`. Do not edit.

variable "name" {
  description = "The name that the sessions' tokens are derived from, together with the region and all that is sent to the service. Another name gives other sessions."
  type        = string
  nullable    = false

  validation {
    condition     = var.name != ""
    error_message = "The name must not be empty: the tokens of the sessions are derived from it."
  }
}

variable "size" {
  description = "How many sessions the pool has, 0 to 100,000. A pool that grows keeps the sessions it has, one that shrinks keeps the rest."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.size >= 0 && var.size <= 100000 && floor(var.size) == var.size
    error_message = "The size of a pool is a whole number from 0 to 100000."
  }
}

variable "keepers" {
  description = "Arbitrary values that give other sessions when they change, such as the version of what is tested with them."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "managed" {
  description = "Whether the sessions are a resource, `faceliveness_session_pool`, which keeps them in the state: a plan creates nothing, an apply creates the sessions, and replaces expired, finished and missing ones. It waits until the bucket and the key are protected. Otherwise the sessions are a data source, which creates them when it is read, in a plan too once the bucket and the key exist."
  type        = bool
  default     = false
  nullable    = false
}

variable "on_unusable" {
  description = "What to do about sessions that cannot be used any more. All but `ignore` ask the service for the status of each session at every plan. `replace` needs `managed`; `warn` and `error` exclude it. One of `ignore`, `report`, `warn`, `error`, `replace`. Default: `ignore`, and with `managed` `replace`."
  type        = string
  default     = null

  validation {
    condition     = var.on_unusable == null ? true : contains(["ignore", "report", "warn", "error", "replace"], var.on_unusable)
    error_message = "The reaction to unusable sessions is one of ignore, report, warn, error, replace."
  }
}

variable "audit_images_limit" {
  description = "How many images the service keeps of each session for audits, besides the reference image: 0 to 4, as far as it can. A limit of the service. Default: the service's, which is 0."
  type        = number
  default     = null

  validation {
    condition     = var.audit_images_limit == null ? true : var.audit_images_limit >= 0 && var.audit_images_limit <= 4 && floor(var.audit_images_limit) == var.audit_images_limit
    error_message = "The limit of audit images is a whole number from 0 to 4."
  }
}

variable "challenge_preferences" {
  description = "The challenges, most preferred first. The `type` of each is one of `FaceMovementAndLightChallenge`, `FaceMovementChallenge`. `versions` is the range of versions that the client can play, both ends included; a version is three numbers from 0 to 999, without leading zeros, with dots between them. Default: the service's choice, which is to move the face and then to see flashes of light."
  type = list(object({
    type = string
    versions = optional(object({
      minimum = optional(string)
      maximum = optional(string)
    }))
  }))
  default = null

  validation {
    condition     = var.challenge_preferences == null ? true : alltrue([for preference in var.challenge_preferences : contains(["FaceMovementAndLightChallenge", "FaceMovementChallenge"], preference.type)])
    error_message = "A challenge type is one of FaceMovementAndLightChallenge, FaceMovementChallenge."
  }

  validation {
    condition     = var.challenge_preferences == null ? true : alltrue([for versions in var.challenge_preferences[*].versions : try(versions.minimum, null) == null || can(regex("^(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})$", versions.minimum))])
    error_message = "A minimum version is three numbers from 0 to 999, without leading zeros, with dots between them."
  }

  validation {
    condition     = var.challenge_preferences == null ? true : alltrue([for versions in var.challenge_preferences[*].versions : try(versions.maximum, null) == null || can(regex("^(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})$", versions.maximum))])
    error_message = "A maximum version is three numbers from 0 to 999, without leading zeros, with dots between them."
  }
}

variable "bucket_name" {
  description = "The name of the bucket: 3 to 63 lower-case letters, digits, dots and hyphens, by the rules of S3. Names are unique in all of AWS. To import an existing bucket into the state, give its name: Terraform would replace the bucket otherwise. Default: a unique name that the AWS provider generates from `bucket_name_prefix`."
  type        = string
  default     = null

  validation {
    condition     = var.bucket_name == null ? true : can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "A bucket name is 3 to 63 lower-case letters, digits, dots and hyphens, of which the first and the last are a letter or a digit."
  }

  validation {
    condition     = var.bucket_name == null ? true : !strcontains(var.bucket_name, "..") && !can(regex("^[0-9]+([.][0-9]+){3}$", var.bucket_name))
    error_message = "A bucket name has no two adjacent dots and does not look like an IP address."
  }

  validation {
    condition     = var.bucket_name == null ? true : !anytrue([for part in ["xn--", "sthree-", "amzn-s3-demo-"] : startswith(var.bucket_name, part)])
    error_message = "S3 reserves bucket names that start with xn--, sthree-, amzn-s3-demo-."
  }

  validation {
    condition     = var.bucket_name == null ? true : !anytrue([for part in ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"] : endswith(var.bucket_name, part)])
    error_message = "S3 reserves bucket names that end with -s3alias, --ol-s3, .mrap, --x-s3, --table-s3."
  }
}

variable "bucket_name_prefix" {
  description = "The start of the generated name: at most 37 lower-case letters, digits, dots and hyphens, to which the AWS provider adds 26 characters. Another prefix replaces the bucket, so the default does not depend on where the bucket is declared. It has no effect with `bucket_name`."
  type        = string
  default     = "liveness-"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{0,36}$", var.bucket_name_prefix)) && !strcontains(var.bucket_name_prefix, "..")
    error_message = "The start of a bucket name is 1 to 37 lower-case letters, digits, dots and hyphens, of which the first is a letter or a digit, without two adjacent dots."
  }

  validation {
    condition     = !anytrue([for part in ["xn--", "sthree-", "amzn-s3-demo-"] : startswith(var.bucket_name_prefix, part)])
    error_message = "S3 reserves bucket names that start with xn--, sthree-, amzn-s3-demo-."
  }
}

variable "bucket_policy_statements" {
  description = "Statements that are added to the policy of the bucket, which denies requests without TLS. A bucket has one policy only. Each is an object with the elements of AWS's JSON policy language, such as `{ Effect = \"Deny\", Principal = \"*\", Action = \"s3:*\", Resource = \"arn:aws:s3:::NAME/*\", Condition = { NumericLessThan = { \"s3:TlsVersion\" = \"1.3\" } } }`. They can refer to the output `bucket`."
  type        = any
  default     = []
  nullable    = false

  validation {
    condition     = try(alltrue([for statement in var.bucket_policy_statements : length(setsubtract(keys(statement), ["Sid", "Effect", "Principal", "Action", "Resource", "NotPrincipal", "NotAction", "NotResource", "Condition"])) == 0]), false)
    error_message = "A statement is an object with the elements Sid, Effect, Principal, Action, Resource, NotPrincipal, NotAction, NotResource, Condition."
  }

  validation {
    condition     = try(alltrue([for statement in var.bucket_policy_statements : contains(["Allow", "Deny"], statement.Effect)]), false)
    error_message = "The Effect of a statement is Allow or Deny."
  }

  validation {
    condition     = try(alltrue([for statement in var.bucket_policy_statements : alltrue([for name in ["Principal", "Action", "Resource"] : can(statement[name]) != can(statement["Not${name}"])])]), false)
    error_message = "A statement has one of Principal and NotPrincipal, one of Action and NotAction, one of Resource and NotResource."
  }

  validation {
    condition     = try(alltrue([for statement in var.bucket_policy_statements : !contains(["DenyWithoutTls"], try(statement.Sid, ""))]), false)
    error_message = "The policy has a statement with the Sid DenyWithoutTls already."
  }
}

variable "image_prefix" {
  description = "What the keys of the pool's images in the bucket start with, whole: end it with a slash. At most 950 characters without whitespace; a limit of the service. Default: `liveness/<name>/`, with a hyphen for every run of characters in the name other than letters, digits, dots, hyphens, underscores and slashes."
  type        = string
  default     = null

  validation {
    condition     = var.image_prefix == null ? true : length(var.image_prefix) <= 950 && can(regex("^\\S*$", var.image_prefix))
    error_message = "A key prefix is at most 950 characters without whitespace."
  }
}

variable "image_retention_days" {
  description = "After how many days everything in the bucket is deleted: 1 to 36500. Incomplete uploads are deleted after one day, and so are old versions. Images of faces are biometric data, which must not stay longer than they are needed, so there is always a limit."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.image_retention_days >= 1 && var.image_retention_days <= 36500 && floor(var.image_retention_days) == var.image_retention_days
    error_message = "The retention of images in days is a whole number from 1 to 36500."
  }
}

variable "versioning" {
  description = "Whether the bucket keeps overwritten and deleted objects as old versions, for one day."
  type        = bool
  default     = false
  nullable    = false
}

variable "server_access_logs_bucket_name" {
  description = "The name of a bucket that S3 writes access logs to. It must be in the same region and account, without encryption with a KMS key, and allow `logging.s3.amazonaws.com` to write. Default: no access logs."
  type        = string
  default     = null
}

variable "server_access_logs_prefix" {
  description = "Object key prefix of access logs. It has no effect without `server_access_logs_bucket_name`. Default: the name of the bucket and a slash."
  type        = string
  default     = null
}

variable "force_destroy" {
  description = "Whether destroying the bucket deletes the images that are still in it. It must be applied before the bucket is destroyed. Otherwise the guard of the bucket refuses, and nothing that protects the images is destroyed."
  type        = bool
  default     = false
  nullable    = false
}

variable "encryption_key_description" {
  description = "The description of the key in the console of KMS."
  type        = string
  default     = "Face Liveness images"
  nullable    = false
}

variable "alias" {
  description = "An alias, with or without the `alias/` that AWS puts first: at most 256 characters in all, of letters, digits, slashes, underscores and hyphens, and not starting with `alias/aws/`; limits of KMS. An account has one namespace for these in each region. Default: none."
  type        = string
  default     = null

  validation {
    condition     = var.alias == null ? true : can(regex("^[A-Za-z0-9/_-]+$", trimprefix(var.alias, "alias/")))
    error_message = "An alias consists of letters, digits, slashes, underscores and hyphens."
  }

  validation {
    condition     = var.alias == null ? true : length("alias/${trimprefix(var.alias, "alias/")}") <= 256
    error_message = "An alias has at most 256 characters, alias/ included."
  }

  validation {
    condition     = var.alias == null ? true : !startswith(trimprefix(var.alias, "alias/"), "aws/")
    error_message = "AWS reserves aliases that start with alias/aws/."
  }
}

variable "encryption_key_administrators" {
  description = "ARNs of the IAM roles and users that administer the key and cannot use it. The policy of the key names them besides the account."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.encryption_key_administrators : can(regex("^arn:aws[a-z-]*:iam::\\d{12}:(root|(role|user)\\/[!-~]+)$", arn))])
    error_message = "A key administrator is the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/security."
  }
}

variable "encryption_key_policy_statements" {
  description = "Statements that are added to the policy of the key. In a key policy, the resource `*` is the key. Each is an object with the elements of AWS's JSON policy language, such as `{ Effect = \"Allow\", Principal = { AWS = \"arn:aws:iam::111122223333:role/audit\" }, Action = \"kms:Decrypt\", Resource = \"*\" }`."
  type        = any
  default     = []
  nullable    = false

  validation {
    condition     = try(alltrue([for statement in var.encryption_key_policy_statements : length(setsubtract(keys(statement), ["Sid", "Effect", "Principal", "Action", "Resource", "NotPrincipal", "NotAction", "NotResource", "Condition"])) == 0]), false)
    error_message = "A statement is an object with the elements Sid, Effect, Principal, Action, Resource, NotPrincipal, NotAction, NotResource, Condition."
  }

  validation {
    condition     = try(alltrue([for statement in var.encryption_key_policy_statements : contains(["Allow", "Deny"], statement.Effect)]), false)
    error_message = "The Effect of a statement is Allow or Deny."
  }

  validation {
    condition     = try(alltrue([for statement in var.encryption_key_policy_statements : alltrue([for name in ["Principal", "Action", "Resource"] : can(statement[name]) != can(statement["Not${name}"])])]), false)
    error_message = "A statement has one of Principal and NotPrincipal, one of Action and NotAction, one of Resource and NotResource."
  }

  validation {
    condition     = try(alltrue([for statement in var.encryption_key_policy_statements : !contains(["AllowAccount", "AllowAdministrators"], try(statement.Sid, ""))]), false)
    error_message = "The policy has a statement with the Sid AllowAccount, and one with AllowAdministrators already."
  }
}

variable "encryption_key_deletion_window_in_days" {
  description = "The days between the destruction of the key and its deletion, in which it can be restored: 7 to 30; a limit of KMS. With the key, everything that is encrypted with it is lost."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.encryption_key_deletion_window_in_days >= 7 && var.encryption_key_deletion_window_in_days <= 30 && floor(var.encryption_key_deletion_window_in_days) == var.encryption_key_deletion_window_in_days
    error_message = "The waiting period in days is a whole number from 7 to 30."
  }
}

variable "tags" {
  description = "Tags, besides the AWS provider's default tags: at most 50; a limit of AWS."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 50
    error_message = "A resource has at most 50 tags."
  }

  validation {
    condition     = alltrue([for key, text in var.tags : key != "" && length(key) <= 128 && length(text) <= 256])
    error_message = "A tag key has 1 to 128 characters, and a tag value at most 256."
  }

  validation {
    condition     = !anytrue([for key in keys(var.tags) : startswith(lower(key), "aws:")])
    error_message = "AWS reserves tag keys that start with aws:."
  }
}
