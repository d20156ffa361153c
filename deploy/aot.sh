#!/usr/bin/env bash
# Builds the service that starts fast on a JVM: an aot-jar and the cache of a training run (JEP 514, JEP 515).
#
#   deploy/aot.sh          build into target/aot, train, and print the command that starts it
#   deploy/aot.sh command  only print that command
#
# The cache belongs to this JDK build, these flags and these very jar files: do not copy them without keeping their times.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/toolchain.sh
find_jdk

app=$PWD/target/aot/quarkus-app
cache=$PWD/target/aot/loquat.aot
# C1 alone and the serial collector: for functions that live for seconds. A cache serves only the collector it was trained with.
flags="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
command="$JAVA_HOME/bin/java -XX:AOTCache=$cache $flags -jar $app/quarkus-run.jar"
if [ "${1:-}" = command ]; then
  echo "$command"
  exit 0
fi

find_maven
mvn -B -ntp -q package -DskipTests -Dspotless.check.skip -Dquarkus.package.jar.type=aot-jar -DbuildDirectory=target/aot

port=${LOQUAT_TRAINING_PORT:-18099}
rm -f "$cache"
# shellcheck disable=SC2086
"$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$cache" $flags -Dquarkus.http.port="$port" -jar "$app/quarkus-run.jar" >target/aot/training.log 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
ask() { curl -fs -o /dev/null -H 'Content-Type: application/json' "http://localhost:$port$1" -d "$2"; }
until curl -fs -o /dev/null "http://localhost:$port/q/health/ready"; do
  kill -0 $server 2>/dev/null || { cat target/aot/training.log >&2; exit 1; }
  sleep 0.2
done
for text in '苹果发布了新款iPhone' 'Loquat answers questions from your own documents.' '東京で新しい製品が発表された。'; do
  ask /tokenize "{\"text\":\"$text\"}"
  ask /guard "{\"text\":\"$text\"}"
  ask /score "{\"question\":\"$text\",\"answer\":\"$text\",\"context\":[\"$text\"]}"
done
ask /render '{"prompt":"expert","sample":true}'
for question in 'Loquat 如何融合关键词检索和向量检索?' 'How does Loquat fuse keyword search and vector search?'; do
  ask /retrieve "{\"query\":\"$question\"}"
  ask /v1/chat/completions "{\"model\":\"extractive\",\"messages\":[{\"role\":\"user\",\"content\":\"$question\"}]}"
  ask /v1/chat/completions "{\"model\":\"extractive\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"$question\"}]}"
done
kill -TERM $server
wait $server || true
trap - EXIT
[ -s "$cache" ] || { echo "the training run wrote no cache; see target/aot/training.log" >&2; exit 1; }
echo "$command"
