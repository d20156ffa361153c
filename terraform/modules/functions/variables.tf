variable "declarations" {
  description = "Folder that holds <name>/function.yaml for each function. The repository's own functions if left out."
  type        = string
  default     = null

  validation {
    condition     = var.declarations == null || try(length(fileset(var.declarations, "*/function.yaml")) > 0, false)
    error_message = "declarations must be a folder with at least one <name>/function.yaml, not \"${coalesce(var.declarations, "null")}\"."
  }
}

variable "only" {
  description = "Names of the functions to deploy; all that are declared if empty."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.only : can(regex("^[a-z][a-z0-9-]*$", name))])
    error_message = "only must hold names of functions (small letters, digits, hyphens), not ${jsonencode(var.only)}."
  }
}

variable "environment" {
  description = "Environment variables that every function gets; they win over a declaration's own. Secrets go into secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.environment) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", key))])
    error_message = "environment must have names of environment variables as keys, not ${jsonencode(keys(var.environment))}."
  }

  validation {
    condition     = !contains(keys(var.environment), "QUARKUS_FUNQY_EXPORT")
    error_message = "environment must leave QUARKUS_FUNQY_EXPORT alone: each function's declaration sets it."
  }
}

variable "secrets" {
  description = "Where each secret is kept: name of the environment variable => reference that the deployment resolves (an ARN, a key of a Kubernetes secret), never the secret itself. A function gets those that it declares."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for reference in values(var.secrets) : reference != ""])
    error_message = "secrets must have a reference for each name, and none is empty: ${jsonencode(keys(var.secrets))}."
  }

  validation {
    condition     = alltrue([for reference in values(var.secrets) : !can(regex("://[^/]*:[^/]*@", reference))])
    error_message = "secrets must hold references, but one holds an address with a password in it."
  }
}

variable "overrides" {
  description = "What a deployment sets differently, by name of function: memory in MiB, timeout in seconds, further environment variables."
  type = map(object({
    memory      = optional(number)
    timeout     = optional(number)
    environment = optional(map(string), {})
  }))
  default = {}

  validation {
    condition     = alltrue([for o in values(var.overrides) : try(o.memory >= 128 && o.memory <= 10240 && floor(o.memory) == o.memory, o.memory == null)])
    error_message = "overrides: memory must be a whole number of MiB from 128 to 10240."
  }

  validation {
    condition     = alltrue([for o in values(var.overrides) : try(o.timeout >= 1 && o.timeout <= 900 && floor(o.timeout) == o.timeout, o.timeout == null)])
    error_message = "overrides: timeout must be a whole number of seconds from 1 to 900."
  }

  validation {
    condition     = alltrue([for o in values(var.overrides) : !contains(keys(o.environment), "QUARKUS_FUNQY_EXPORT")])
    error_message = "overrides: environment must leave QUARKUS_FUNQY_EXPORT alone: each function's declaration sets it."
  }
}
