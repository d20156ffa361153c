#!/usr/bin/env bash
# POST /retrieve under load, of a service that runs with PostgreSQL (./run --postgres):
#   bench/retrieve.sh fill DATA [passages] [JDBC URL of the owner]    documents mixed from DATA/corpus.jsonl, into the collection "load"
#   bench/retrieve.sh ask  DATA [clients] [requests] [hybrid|bm25|vector] [seconds to warm up] [url]
# DATA: a folder with corpus.jsonl and queries.jsonl. Compiles the tests first (mvn -q test-compile). Filling takes some
# minutes, of which most make the vector index; POST /compact afterwards, as a service does by itself behind writes.
set -euo pipefail
what=${1:?fill or ask} data=${2:?a folder with corpus.jsonl and queries.jsonl}
. "$(dirname "$0")/classpath.sh"
bench() {
  java_bench -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow "dev.loquat.bench.$1" "${@:2}"
}
case $what in
  fill) bench RetrieveFill "${4:-$(deploy/postgres.sh url --data .loquat/postgres --jdbc)}" "$data" load "${3:-50000}" ;;
  ask) bench RetrieveLoad "${7:-http://localhost:8080}" "$data" load "${3:-8}" "${4:-2000}" "${6:-60}" "${5:-hybrid}" ;;
  *) echo "fill or ask, not $what" >&2; exit 2 ;;
esac
