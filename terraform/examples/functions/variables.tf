variable "database_secret" {
  description = "Where the database's address is kept, as the deployment resolves it."
  type        = string
  default     = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:loquat-database"
}
