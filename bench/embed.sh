#!/usr/bin/env bash
# The embedding models in the process: memory over the model file, and time of a short query beside LangChain4j's own class.
# bench/embed.sh [zh|en]; compiles the tests first (mvn -q test-compile).
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
for who in ours langchain4j; do
  "$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
    dev.loquat.bench.EmbedBench "$who" "${1:-en}"
done
