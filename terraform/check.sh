#!/usr/bin/env bash
# Checks the Terraform code as CI does: format, validity, tests. Needs no provider and no network.
set -euo pipefail
cd "$(dirname "$0")"
if ! command -v terraform >/dev/null; then
  echo "terraform/check.sh: skipped, terraform is not installed"
  exit 0
fi
terraform fmt -check -recursive -diff .
for folder in modules/* examples/*; do
  echo "== terraform/$folder"
  (
    cd "$folder"
    terraform init -backend=false -input=false >/dev/null
    terraform validate
    terraform test
  )
done
