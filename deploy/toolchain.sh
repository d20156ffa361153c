# Sourced by ./run and ./test: finds JDK 25 and Maven, says how to get them otherwise.

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
    [ -x "$home/bin/javac" ] || continue
    case $("$home/bin/javac" -version 2>&1) in
      "javac 25"*) export JAVA_HOME=$home; return 0 ;;
    esac
  done
  cat >&2 <<'TEXT'
Loquat needs a JDK 25, and none was found in JAVA_HOME or /usr/lib/jvm. To get one:
  Debian 13 / Ubuntu: sudo apt-get install openjdk-25-jdk-headless
  any Linux or Mac:   https://adoptium.net/temurin/releases/?version=25 (unpack it, then: export JAVA_HOME=that folder)
TEXT
  return 1
}

find_maven() {
  command -v mvn >/dev/null && return 0
  if command -v apt-get >/dev/null; then
    echo "Maven is missing: installing it" >&2
    local sudo=''
    [ "$(id -u)" = 0 ] || sudo='sudo -n'
    if $sudo apt-get update -q >/dev/null && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends maven >/dev/null; then
      return 0
    fi
  fi
  echo "Loquat builds with Maven 3.8 or newer, which is missing and could not be installed here. See https://maven.apache.org/install.html" >&2
  return 1
}
