#!/usr/bin/env bash
# BM25 in PostgreSQL beside Lucene's, synthetic chunks: bench/bm25.sh [chunks] [chunks a write] [topics|flat] [folder] [steps]
# Starts a PostgreSQL of its own (deploy/postgres.sh); needs no network once dependencies are there.
# folder: keeps both indexes, so that "... folder fill" and later "... folder ask" are two commands.
# steps: any of fill, ask, settle (merge as at rest), writers (others write while one asks), replace (one chunk of twenty), by commas.
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
java_bench -Xmx4g --add-modules jdk.incubator.vector \
  dev.loquat.bench.StoreBench "${1:-50000}" "${2:-256}" "${3:-flat}" "${4:-}" \
  "${5:-fill,ask,settle,ask,writers,replace,ask}"
