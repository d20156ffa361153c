#!/usr/bin/env bash
# The embedding models in the process: memory over the model file, and time of a short query beside LangChain4j's own class.
# bench/embed.sh [zh|en]; compiles the tests first (mvn -q test-compile).
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
for who in ours langchain4j; do
  java_bench -Xmx512m \
    dev.loquat.bench.EmbedBench "$who" "${1:-en}"
done
