# All declared functions, with more memory for retrieval than its declaration asks for.
# A deployment goes on with for_each over the output: one aws_lambda_function, one Knative service
# or one container for each.
module "functions" {
  source = "../../modules/functions"

  environment = { QUARKUS_LOG_LEVEL = "INFO" }
  secrets     = { DATABASE_URL = var.database_secret }
  overrides   = { retrieve = { memory = 2048 } }
}
