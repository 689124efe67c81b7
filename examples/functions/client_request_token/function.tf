output "token" {
  value = provider::faceliveness::client_request_token("kiosk", 0, "us-east-1", null, null)
}
