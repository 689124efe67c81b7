data "faceliveness_session" "smoke_test" {
  name = "smoke-test-${terraform.workspace}"
}

data "faceliveness_session_results" "smoke_test" {
  session_id = data.faceliveness_session.smoke_test.session_id
}

output "status" {
  value = data.faceliveness_session_results.smoke_test.status
}

output "feedback" {
  value = data.faceliveness_session_results.smoke_test.feedback[*].code
}
