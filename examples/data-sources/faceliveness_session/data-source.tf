data "faceliveness_session" "smoke_test" {
  name = "smoke-test-${terraform.workspace}"
}

output "session_id" {
  value     = data.faceliveness_session.smoke_test.session_id
  sensitive = true
}
