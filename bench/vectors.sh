#!/usr/bin/env bash
# Recall and time of the vector index in PostgreSQL, synthetic chunks: bench/vectors.sh [chunks] [dimension]
# Starts a PostgreSQL of its own (deploy/postgres.sh); needs no network once dependencies are there.
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
java_bench -Xmx4g \
  dev.loquat.bench.VectorBench "${1:-50000}" "${2:-512}"
