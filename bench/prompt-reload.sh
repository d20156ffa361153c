#!/usr/bin/env bash
# How fast a moved label is in force in another instance: bench/prompt-reload.sh. Needs what ./test needs.
set -euo pipefail
. "$(dirname "$0")/classpath.sh"
java_bench dev.loquat.bench.PromptReloadBench
