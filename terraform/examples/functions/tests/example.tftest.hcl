run "plans_every_function" {
  command = plan

  assert {
    condition     = length(output.functions) == length(output.routes) && contains(keys(output.functions), "tokenize")
    error_message = "functions: ${jsonencode(keys(output.functions))}"
  }

  assert {
    condition     = output.functions["retrieve"].memory == 2048 && output.functions["retrieve"].secrets["DATABASE_URL"] == var.database_secret
    error_message = "retrieve: ${jsonencode(output.functions["retrieve"])}"
  }
}
