#!/usr/bin/env bash
# POST /retrieve under load, of a service that runs with PostgreSQL (./run --postgres):
#   bench/retrieve.sh fill DATA [copies] [url]          ingests DATA/corpus.jsonl that many times (with changing second halves)
#   bench/retrieve.sh ask  DATA [clients] [requests] [url]
# DATA: a folder with corpus.jsonl and queries.jsonl. Compiles the tests first (mvn -q test-compile).
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
what=${1:?fill or ask} data=${2:?a folder with corpus.jsonl and queries.jsonl}
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
load() { "$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" dev.loquat.bench.RetrieveLoad "$@"; }
case $what in
  fill) load fill "${4:-http://localhost:8080}" "$data" "${3:-190}" ;;
  ask) load ask "${5:-http://localhost:8080}" "$data" "${3:-8}" "${4:-2000}" ;;
  *) echo "fill or ask, not $what" >&2; exit 2 ;;
esac
