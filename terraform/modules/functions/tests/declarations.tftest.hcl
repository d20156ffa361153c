# The map that deployments use, as the repository's own declarations make it.

variables {
  secrets = { DATABASE_URL = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:loquat" }
}

run "maps_every_declared_function" {
  command = plan

  assert {
    condition     = keys(output.functions) == ["compact", "guard", "ingest", "reembed", "render", "retrieve", "score", "tokenize", "tune"]
    error_message = "functions: ${jsonencode(keys(output.functions))}"
  }

  assert {
    condition = jsonencode(output.functions["tokenize"]) == jsonencode({
      name        = "tokenize"
      description = "Words, part-of-speech tags, entities and sentences of one text or of many, in Chinese, English and Japanese."
      memory      = 512
      timeout     = 10
      triggers = {
        http       = { path = "/tokenize" }
        cloudevent = { type = "dev.loquat.tokenize", answer = "dev.loquat.tokenize.done" }
      }
      environment = {
        JAVA_TOOL_OPTIONS    = "--add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
        QUARKUS_FUNQY_EXPORT = "tokenize"
      }
      secrets = {}
    })
    error_message = "tokenize: ${jsonencode(output.functions["tokenize"])}"
  }

  assert {
    condition     = alltrue([for name, f in output.functions : f.environment["QUARKUS_FUNQY_EXPORT"] == name])
    error_message = "a function exports another: ${jsonencode(output.functions)}"
  }

  assert {
    condition = output.routes == {
      "/compact"  = "compact", "/guard" = "guard", "/ingest" = "ingest", "/reembed" = "reembed", "/render" = "render"
      "/retrieve" = "retrieve", "/score" = "score", "/tokenize" = "tokenize", "/tune" = "tune"
    }
    error_message = "routes: ${jsonencode(output.routes)}"
  }

  assert {
    condition     = alltrue([for type, name in output.event_types : type == "dev.loquat.${name}"]) && length(output.event_types) == 9
    error_message = "event_types: ${jsonencode(output.event_types)}"
  }
}

run "gives_a_secret_only_to_those_that_declare_it" {
  command = plan

  assert {
    condition     = [for name, f in output.functions : name if length(f.secrets) > 0] == ["compact", "ingest", "reembed", "retrieve", "tune"]
    error_message = "with secrets: ${jsonencode([for name, f in output.functions : name if length(f.secrets) > 0])}"
  }

  assert {
    condition     = output.functions["ingest"].secrets["DATABASE_URL"] == var.secrets["DATABASE_URL"]
    error_message = "ingest: ${jsonencode(output.functions["ingest"].secrets)}"
  }
}

run "leaves_an_optional_secret_out" {
  command = plan

  variables {
    only    = ["retrieve"]
    secrets = {}
  }

  assert {
    condition     = keys(output.functions) == ["retrieve"] && length(output.functions["retrieve"].secrets) == 0
    error_message = jsonencode(output.functions)
  }
}

run "lets_a_deployment_override" {
  command = plan

  variables {
    only        = ["retrieve", "score"]
    environment = { LOG_LEVEL = "WARN", REGION = "eu" }
    overrides = {
      retrieve = { memory = 2048, environment = { REGION = "us" } }
      score    = { timeout = 5 }
    }
  }

  assert {
    condition     = output.functions["retrieve"].memory == 2048 && output.functions["retrieve"].timeout == 30
    error_message = "retrieve: ${jsonencode(output.functions["retrieve"])}"
  }

  assert {
    condition     = { for key, value in output.functions["retrieve"].environment : key => value if key != "JAVA_TOOL_OPTIONS" } == { LOG_LEVEL = "WARN", REGION = "us", QUARKUS_FUNQY_EXPORT = "retrieve" }
    error_message = "retrieve: ${jsonencode(output.functions["retrieve"].environment)}"
  }

  assert {
    condition     = output.functions["score"].memory == 512 && output.functions["score"].timeout == 5 && output.functions["score"].environment["REGION"] == "eu"
    error_message = "score: ${jsonencode(output.functions["score"])}"
  }
}
