#!/usr/bin/env bash
# The Postgres store with synthetic chunks: bench/store.sh [chunks] [chunks a write] [topics|flat] [dimension of vectors]
# Compiles the tests first (mvn -q test-compile); needs no network once that has been done.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
exec "$JAVA_HOME/bin/java" -Xmx4g --enable-native-access=ALL-UNNAMED \
  -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
  dev.loquat.bench.StoreBench "${1:-50000}" "${2:-500}" "${3:-flat}" "${4:-0}"
