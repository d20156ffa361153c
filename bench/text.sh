#!/usr/bin/env bash
# The text room: bench/text.sh linear | footprint. Each fails where a bar is missed; see docs/benchmarks/text.md.
# Compiles the tests first (mvn -q test-compile); needs no network once that has been done.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
case ${1:-} in
  linear) class=TextLinearTime ;;
  footprint) class=TextFootprint ;;
  *) echo "use: bench/text.sh linear | footprint" >&2; exit 2 ;;
esac
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
exec "$JAVA_HOME/bin/java" -Xmx3g -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" "dev.loquat.bench.$class"
