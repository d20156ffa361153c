#!/usr/bin/env bash
# Validates an object of twenty fields with Loquat, networknt and ajv, one after the other: bench/schema.sh
# Needs node and npm for ajv. Figures are CPU time of the thread ("cpu" in JMH's table).
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -ntp -q -Pjmh test-compile exec:exec \
  -Djmh.args="SchemaBenchmark.*(IsValid|Validate) -prof dev.loquat.prompt.CpuTime -wi 6 -w 2 -i 7 -r 1"
mkdir -p target/ajv
[ -d target/ajv/node_modules/ajv ] || npm install --silent --no-audit --no-fund --prefix target/ajv ajv@8.17.1
node bench/ajv.mjs "$PWD/target/ajv"
