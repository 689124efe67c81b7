# Sessions that are stored in no plan and in no state. Needs Terraform 1.10 or later.
ephemeral "faceliveness_session_pool" "load_test" {
  name = "load-test-${terraform.workspace}"
  size = 10
}
