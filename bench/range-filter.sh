#!/usr/bin/env bash
# Keyword search with a range filter, compared and by index, and the cost to a write: bench/range-filter.sh [documents]
# Starts a PostgreSQL of its own (deploy/postgres.sh); needs no network once dependencies are there.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
exec "$JAVA_HOME/bin/java" -Xmx4g --enable-native-access=ALL-UNNAMED \
  -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
  dev.loquat.bench.RangeFilterBench "${1:-50000}"
