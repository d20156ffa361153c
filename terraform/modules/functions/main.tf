locals {
  folder = coalesce(var.declarations, "${path.module}/../../../functions")

  # Folder name => what its function.yaml says.
  declared = {
    for file in fileset(local.folder, "*/function.yaml") :
    dirname(file) => yamldecode(file("${local.folder}/${file}"))
  }

  # Folder name => the same, typed. What is missing or of another type becomes null or empty here,
  # and is told by the faults below.
  read = {
    for folder, said in local.declared : folder => {
      name        = try(tostring(said.name), "")
      description = try(tostring(said.description), "")
      memory      = try(tonumber(said.memory), null)
      timeout     = try(tonumber(said.timeout), null)
      triggers = {
        http = { path = try(tostring(said.triggers.http.path), "") }
        cloudevent = {
          type   = try(tostring(said.triggers.cloudevent.type), "")
          answer = try(tostring(said.triggers.cloudevent.answer), "")
        }
      }
      environment = try(tomap({ for key, value in said.environment : key => tostring(value) }), tomap({}))
      secrets     = try(tomap({ for key, value in said.secrets : key => tostring(value) }), tomap({}))
    }
  }

  # What a deployment uses: the chosen functions, with the caller's settings over the declared ones.
  functions = {
    for name, f in local.read : name => merge(f, {
      memory      = try(coalesce(var.overrides[name].memory), f.memory)
      timeout     = try(coalesce(var.overrides[name].timeout), f.timeout)
      environment = tomap(merge(f.environment, var.environment, try(var.overrides[name].environment, {})))
      secrets     = tomap({ for secret, need in f.secrets : secret => var.secrets[secret] if contains(keys(var.secrets), secret) })
    })
    if length(var.only) == 0 || contains(var.only, name)
  }
}

# Everything that is wrong with the declarations or does not fit them, in words; empty if all is well.
locals {
  known_keys = ["name", "description", "memory", "timeout", "triggers", "environment", "secrets"]

  faults = concat(local.faults_within, local.faults_between, local.faults_of_inputs)

  faults_within = flatten([
    for folder, f in local.read : [
      for fault in concat(
        [for key in try(keys(local.declared[folder]), []) : "has the unknown key ${key}" if !contains(local.known_keys, key)],
        f.name == folder ? [] : ["name must be ${folder}, as its folder, not \"${f.name}\""],
        can(regex("^[a-z][a-z0-9-]*$", folder)) ? [] : ["the folder's name must be small letters, digits and hyphens"],
        f.description != "" ? [] : ["description is missing"],
        try(f.memory >= 128 && f.memory <= 10240 && floor(f.memory) == f.memory, false) ? [] : ["memory must be a whole number of MiB from 128 to 10240"],
        try(f.timeout >= 1 && f.timeout <= 900 && floor(f.timeout) == f.timeout, false) ? [] : ["timeout must be a whole number of seconds from 1 to 900"],
        startswith(f.triggers.http.path, "/") ? [] : ["triggers.http.path must begin with a slash, not \"${f.triggers.http.path}\""],
        f.triggers.cloudevent.type != "" ? [] : ["triggers.cloudevent.type is missing"],
        f.triggers.cloudevent.answer != "" ? [] : ["triggers.cloudevent.answer is missing"],
        lookup(f.environment, "QUARKUS_FUNQY_EXPORT", "") == folder ? [] : ["environment must set QUARKUS_FUNQY_EXPORT to ${folder}"],
        [for secret, need in f.secrets : "secrets.${secret} must be required or optional, not ${need}" if !contains(["required", "optional"], need)],
      ) : "${folder}/function.yaml: ${fault}"
    ]
  ])

  faults_between = concat(
    [
      for path, folders in { for folder, f in local.read : f.triggers.http.path => folder... } :
      "${join(" and ", folders)} have the same triggers.http.path ${path}" if length(folders) > 1 && path != ""
    ],
    [
      for type, folders in { for folder, f in local.read : f.triggers.cloudevent.type => folder... } :
      "${join(" and ", folders)} have the same triggers.cloudevent.type ${type}" if length(folders) > 1 && type != ""
    ],
  )

  faults_of_inputs = concat(
    [for name in var.only : "only names ${name}, which is not declared" if !contains(keys(local.read), name)],
    [for name in keys(var.overrides) : "overrides names ${name}, which is not declared" if !contains(keys(local.read), name)],
    flatten([
      for name in keys(local.functions) : [
        for secret, need in local.read[name].secrets : "${name} needs the secret ${secret}: say in secrets where it is kept"
        if need == "required" && !contains(keys(var.secrets), secret)
      ]
    ]),
  )
}
