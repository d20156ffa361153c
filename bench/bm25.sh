#!/usr/bin/env bash
# BM25 in PostgreSQL beside Lucene's, synthetic chunks: bench/bm25.sh [chunks] [chunks a write] [topics|flat] [folder] [steps]
# Starts a PostgreSQL of its own (deploy/postgres.sh); needs no network once dependencies are there.
# folder: keeps both indexes, so that "... folder fill" and later "... folder ask" are two commands.
# steps: any of fill, ask, settle (merge as at rest), writers (others write while one asks), replace (one chunk of twenty), by commas.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
exec "$JAVA_HOME/bin/java" -Xmx4g --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
  -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
  dev.loquat.bench.StoreBench "${1:-50000}" "${2:-256}" "${3:-flat}" "${4:-}" \
  "${5:-fill,ask,settle,ask,writers,replace,ask}"
