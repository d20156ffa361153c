#!/usr/bin/env bash
# A packaged index of synthetic chunks, opened in a fresh process: bench/packaged.sh [chunks] [dimension] [processes]
# Compiles the tests first (mvn -q test-compile); needs no network once that has been done.
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
chunks=${1:-10000} dimension=${2:-384} processes=${3:-5} file=target/bench.index
bench=dev.loquat.bench.PackagedBench
java_bench -Xmx4g $bench write $file "$chunks" "$dimension"
for _ in $(seq "$processes"); do java_bench -Xmx256m $bench open $file "$dimension"; done
rm $file
