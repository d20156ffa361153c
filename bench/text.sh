#!/usr/bin/env bash
# The text room: bench/text.sh linear | footprint. Each fails where a bar is missed; see docs/benchmarks/text.md.
# Compiles the tests first (mvn -q test-compile); needs no network once that has been done.
set -euo pipefail
case ${1:-} in
  linear) class=TextLinearTime ;;
  footprint) class=TextFootprint ;;
  *) echo "use: bench/text.sh linear | footprint" >&2; exit 2 ;;
esac
. "$(dirname "$0")/classpath.sh"
java_bench -Xmx3g "dev.loquat.bench.$class"
