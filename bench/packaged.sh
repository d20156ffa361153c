#!/usr/bin/env bash
# A packaged index of synthetic chunks, opened in a fresh process: bench/packaged.sh [chunks] [dimension] [processes]
# Compiles the tests first (mvn -q test-compile); needs no network once that has been done.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
chunks=${1:-10000} dimension=${2:-384} processes=${3:-5} file=target/bench.index
java_bench() {
  "$JAVA_HOME/bin/java" "$1" --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" \
    dev.loquat.bench.PackagedBench "${@:2}"
}
java_bench -Xmx4g write $file "$chunks" "$dimension"
for _ in $(seq "$processes"); do java_bench -Xmx256m open $file "$dimension"; done
rm $file
