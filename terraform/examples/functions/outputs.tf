output "functions" {
  description = "What to deploy, by name."
  value       = module.functions.functions
}

output "routes" {
  description = "HTTP path => name of the function, for a gateway in front."
  value       = module.functions.routes
}
