output "functions" {
  description = "What to deploy, by name: name, description, memory (MiB), timeout (s), triggers (http.path, cloudevent.type, cloudevent.answer), environment (complete but for secrets), secrets (environment variable => reference)."
  value       = local.functions

  precondition {
    condition     = length(local.faults) == 0
    error_message = join("\n", local.faults)
  }
}

output "routes" {
  description = "HTTP path => name of the function that answers there."
  value       = { for path, names in { for name, f in local.functions : f.triggers.http.path => name... } : path => names[0] }
}

output "event_types" {
  description = "CloudEvent type => name of the function that takes it."
  value       = { for type, names in { for name, f in local.functions : f.triggers.cloudevent.type => name... } : type => names[0] }
}
