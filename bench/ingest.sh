#!/usr/bin/env bash
# Ingest against the raw speed of the embedding models, and without them: bench/ingest.sh [folder of *.md] [rounds] [rounds without embedding]
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
exec "$JAVA_HOME/bin/java" -Xmx2g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
  dev.loquat.ingest.IngestBench "${1:-docs/guide}" "${2:-5}" "${3:-5}"
