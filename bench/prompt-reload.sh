#!/usr/bin/env bash
# How fast a moved label is in force in another instance: bench/prompt-reload.sh. Needs what ./test needs.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
  -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" dev.loquat.bench.PromptReloadBench
