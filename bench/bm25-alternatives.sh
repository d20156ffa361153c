#!/usr/bin/env bash
# Hundreds of segments, and sparsevec instead of postings: bench/bm25-alternatives.sh [chunks] [chunks a write]
# Starts a PostgreSQL of its own (deploy/postgres.sh); needs no network once dependencies are there.
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
java_bench -Xmx4g \
  dev.loquat.bench.Bm25Alternatives "${1:-50000}" "${2:-256}"
