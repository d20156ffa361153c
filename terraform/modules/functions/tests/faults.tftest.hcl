# Each fault stops the plan and is told in words.

run "refuses_an_unknown_name_in_only" {
  command = plan
  variables {
    only = ["tokenise"]
  }
  expect_failures = [output.functions]
}

run "refuses_an_override_of_nothing" {
  command = plan
  variables {
    only      = ["score"]
    overrides = { scores = { memory = 256 } }
  }
  expect_failures = [output.functions]
}

run "refuses_a_missing_required_secret" {
  command = plan
  variables {
    only = ["ingest"]
  }
  expect_failures = [output.functions]
}

run "names_every_slip_of_a_declaration" {
  command = plan
  variables {
    declarations = "tests/fixtures/slips"
  }
  expect_failures = [output.functions]

  assert {
    condition = toset(local.faults) == toset([
      "alpha/function.yaml: has the unknown key memry",
      "alpha/function.yaml: name must be alpha, as its folder, not \"beta\"",
      "alpha/function.yaml: description is missing",
      "alpha/function.yaml: memory must be a whole number of MiB from 128 to 10240",
      "alpha/function.yaml: timeout must be a whole number of seconds from 1 to 900",
      "alpha/function.yaml: triggers.http.path must begin with a slash, not \"alpha\"",
      "alpha/function.yaml: triggers.cloudevent.answer is missing",
      "alpha/function.yaml: environment must set QUARKUS_FUNQY_EXPORT to alpha",
      "alpha/function.yaml: secrets.DATABASE_URL must be required or optional, not perhaps",
      "empty/function.yaml: name must be empty, as its folder, not \"\"",
      "empty/function.yaml: description is missing",
      "empty/function.yaml: memory must be a whole number of MiB from 128 to 10240",
      "empty/function.yaml: timeout must be a whole number of seconds from 1 to 900",
      "empty/function.yaml: triggers.http.path must begin with a slash, not \"\"",
      "empty/function.yaml: triggers.cloudevent.type is missing",
      "empty/function.yaml: triggers.cloudevent.answer is missing",
      "empty/function.yaml: environment must set QUARKUS_FUNQY_EXPORT to empty",
    ])
    error_message = "faults: ${jsonencode(local.faults)}"
  }
}

run "refuses_two_functions_with_the_same_triggers" {
  command = plan
  variables {
    declarations = "tests/fixtures/twins"
  }
  expect_failures = [output.functions]

  assert {
    condition = local.faults == [
      "left and right have the same triggers.http.path /same",
      "left and right have the same triggers.cloudevent.type dev.loquat.same",
    ]
    error_message = "faults: ${jsonencode(local.faults)}"
  }
}

run "refuses_a_folder_without_declarations" {
  command = plan
  variables {
    declarations = "tests/nowhere"
  }
  expect_failures = [var.declarations]
}

run "refuses_memory_that_is_no_size" {
  command = plan
  variables {
    only      = ["score"]
    overrides = { score = { memory = 64 } }
  }
  expect_failures = [var.overrides]
}

run "refuses_a_timeout_beyond_fifteen_minutes" {
  command = plan
  variables {
    only      = ["score"]
    overrides = { score = { timeout = 901 } }
  }
  expect_failures = [var.overrides]
}

run "refuses_to_rename_the_exported_function" {
  command = plan
  variables {
    only        = ["score"]
    environment = { QUARKUS_FUNQY_EXPORT = "guard" }
  }
  expect_failures = [var.environment]
}

run "refuses_names_that_no_shell_takes" {
  command = plan
  variables {
    only        = ["score"]
    environment = { "log level" = "WARN" }
  }
  expect_failures = [var.environment]
}

run "refuses_a_password_where_a_reference_belongs" {
  command = plan
  variables {
    only    = ["ingest"]
    secrets = { DATABASE_URL = "postgresql://loquat:hunter2@db.example.com/loquat" }
  }
  expect_failures = [var.secrets]
}
