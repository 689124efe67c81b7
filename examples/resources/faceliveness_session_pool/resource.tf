resource "faceliveness_session_pool" "kiosk" {
  # Pools with equal inputs share their sessions, so the workspace is part of the name.
  name       = "kiosk-${terraform.workspace}"
  size       = 3
  kms_key_id = "alias/liveness"

  settings {
    audit_images_limit = 2
    output_config {
      s3_bucket     = "example-face-liveness-images"
      s3_key_prefix = "liveness/kiosk/"
    }
  }
}

output "session_ids" {
  value     = faceliveness_session_pool.kiosk.session_ids
  sensitive = true
}
