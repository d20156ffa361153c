# Sourced by its neighbours: compiles, and java_bench [options] CLASS [arguments] runs a class of the tests.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
: "${JAVA_HOME:?set it to a JDK 25}"
mvn -B -q -o test-compile
mvn -B -q -o dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
java_bench() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
    -cp "target/test-classes:target/classes:$(cat target/classpath.txt)" "$@"
}
