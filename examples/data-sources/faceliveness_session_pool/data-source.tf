data "faceliveness_session_pool" "kiosk" {
  name = "kiosk-${terraform.workspace}"
  size = 3
}

output "session_ids" {
  value     = data.faceliveness_session_pool.kiosk.session_ids
  sensitive = true
}
