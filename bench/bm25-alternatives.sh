#!/usr/bin/env bash
# Hundreds of segments, and sparsevec instead of postings: bench/bm25-alternatives.sh [chunks] [chunks a write]
# Starts a PostgreSQL of its own (deploy/postgres.sh); needs no network once dependencies are there.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
exec "$JAVA_HOME/bin/java" -Xmx4g --enable-native-access=ALL-UNNAMED \
  -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
  dev.loquat.bench.Bm25Alternatives "${1:-50000}" "${2:-256}"
