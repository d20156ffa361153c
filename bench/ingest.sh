#!/usr/bin/env bash
# Ingest against the raw speed of the embedding models, and without them: bench/ingest.sh [folder of *.md] [rounds] [rounds without embedding]
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
java_bench -Xmx2g --sun-misc-unsafe-memory-access=allow \
  dev.loquat.ingest.IngestBench "${1:-docs/guide}" "${2:-5}" "${3:-5}"
