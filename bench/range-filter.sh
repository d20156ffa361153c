#!/usr/bin/env bash
# Keyword search with a range filter, compared and by index, and the cost to a write: bench/range-filter.sh [documents]
# Starts a PostgreSQL of its own (deploy/postgres.sh); needs no network once dependencies are there.
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
java_bench -Xmx4g \
  dev.loquat.bench.RangeFilterBench "${1:-50000}"
