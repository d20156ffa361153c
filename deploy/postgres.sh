#!/usr/bin/env bash
# A private PostgreSQL with pgvector: own data, own port, an unprivileged owner; no Docker, no service of the machine.
#
#   deploy/postgres.sh start  --data DIR [--port N] [--ephemeral]   start (install and create what is missing), print the URL
#   deploy/postgres.sh url    --data DIR [--jdbc] [--app]           print the URL of the running cluster; --app: of a role that owns nothing
#   deploy/postgres.sh stop   --data DIR                            stop it; the data stays
#   deploy/postgres.sh install                                      only see to it that server and pgvector are there
#
# Safe to run twice and side by side (a lock on DIR). The network is used only when server or pgvector is missing.
# --ephemeral: no fsync, for tests whose data may be lost. The URL goes to stdout, everything else to stderr.
set -euo pipefail

say() { echo "postgres.sh: $*" >&2; }
die() { say "$*"; exit 1; }

command=${1:-}; [ $# -gt 0 ] && shift
data='' port='' ephemeral=no jdbc=no user=loquat secret=password
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    --port) port=${2:?--port needs a number}; shift 2 ;;
    --ephemeral) ephemeral=yes; shift ;;
    --jdbc) jdbc=yes; shift ;;
    --app) user=loquat_app secret=app-password; shift ;;
    *) die "unknown argument: $1" ;;
  esac
done

# ---------------------------------------------------------------- installation

# Where a server tree (…/bin/initdb) lies: our own copy first, then the newest of the machine with version 15 or above.
own_tree=${XDG_CACHE_HOME:-$HOME/.cache}/loquat/postgresql
server_bin() {
  local dir
  for dir in "$own_tree"/usr/lib/postgresql/*/bin /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin; do
    [ -x "$dir/initdb" ] || continue
    [ "$(version_of "$dir")" -ge 15 ] && echo "$(version_of "$dir") $dir"
  done | sort -s -n -r -k1,1 | head -1 | cut -d' ' -f2-
}
version_of() { "$1/postgres" --version | sed -E 's/.* ([0-9]+)(\.|devel|beta|rc| |$).*/\1/'; }
has_vector() { [ -f "$("$1/pg_config" --sharedir)/extension/vector.control" ]; }
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1; fi
}
apt_install() {
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

install_server() {
  command -v apt-get >/dev/null || die "no PostgreSQL >= 15 found, and no apt-get to install it: install PostgreSQL and pgvector, or set DATABASE_URL"
  as_root apt-get update -q >&2 || die "no PostgreSQL >= 15 found, and installing it needs root: apt-get install postgresql, or set DATABASE_URL"
  # The package must not create and start a cluster of its own.
  as_root mkdir -p /etc/postgresql-common
  [ -f /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  apt_install postgresql
}

# pgvector: the distribution's package where there is one, else built from the source package of a newer suite.
install_vector() {
  local bin=$1 version package
  version=$(version_of "$bin"); package=postgresql-$version-pgvector
  if command -v apt-get >/dev/null && [[ $bin == /usr/lib/postgresql/* ]] && apt-cache show "$package" >/dev/null 2>&1; then
    apt_install "$package" && return
  fi
  command -v apt-get >/dev/null || die "pgvector is missing for $bin: install it, or set DATABASE_URL"
  for tool in make gcc; do
    command -v $tool >/dev/null || { as_root apt-get update -q >&2 && apt_install make gcc libc6-dev; } || die "building pgvector needs $tool"
  done
  build_vector "$bin" "$version"
}

build_vector() {
  local bin=$1 version=$2 apt uri suite
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT # this runs in ensure_installed's subshell
  mkdir -p "$work"/{lists/partial,cache/archives/partial,src,dev}
  uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | head -1)
  apt=(-q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists"
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root -o APT::Get::List-Cleanup=0)
  for suite in trixie forky sid; do
    say "fetching pgvector's source from ${uri:=http://deb.debian.org/debian} ($suite)"
    echo "deb-src $uri $suite main" >"$work/sources.list"
    apt-get "${apt[@]}" update >&2 && (cd "$work/src" && apt-get "${apt[@]}" source --download-only pgvector >&2) && break
    say "not to be had from $suite"
  done
  (cd "$work/src" && tar xf pgvector_*.orig.tar.*) || die "no source of pgvector found at $uri"
  # The server's headers, unpacked beside: the package itself would bring LLVM and clang along.
  (cd "$work/dev" && { apt-get -q -o APT::Sandbox::User=root download "postgresql-server-dev-$version" >&2 \
    || { as_root apt-get update -q >&2 && apt-get -q -o APT::Sandbox::User=root download "postgresql-server-dev-$version" >&2; }; } \
    && dpkg-deb -x postgresql-server-dev-*.deb .) || die "no headers: postgresql-server-dev-$version"
  if [ -d /usr/include/postgresql ]; then cp -rn /usr/include/postgresql/. "$work/dev/usr/include/postgresql/"; fi
  mkdir -p "$work/dev$bin" && cp "$bin/pg_config" "$work/dev$bin/" && cp -r "$bin/../lib/pgxs" "$work/dev$bin/../lib/"
  say "building pgvector for PostgreSQL $version"
  (cd "$work"/src/pgvector-*/ && make -s -j"$(nproc)" OPTFLAGS="" with_llvm=no PG_CONFIG="$work/dev$bin/pg_config" >&2) || die "pgvector does not build"
  place_vector "$bin" "$version" "$work"/src/pgvector-*/
}

place_vector() {
  local bin=$1 version=$2 source=$3 lib share
  if ! as_root true; then
    say "not root: a copy of the server in $own_tree takes pgvector"
    mkdir -p "$own_tree/usr/lib/postgresql" "$own_tree/usr/share/postgresql"
    cp -a "/usr/lib/postgresql/$version" "$own_tree/usr/lib/postgresql/"
    cp -aL "/usr/share/postgresql/$version" "$own_tree/usr/share/postgresql/"
    bin=$own_tree/usr/lib/postgresql/$version/bin
  fi
  lib=$("$bin/pg_config" --pkglibdir); share=$("$bin/pg_config" --sharedir)/extension
  run() { if [ -w "$share" ]; then "$@"; else as_root "$@"; fi; }
  run install -m 755 "$source/vector.so" "$lib/vector.so"
  run install -m 644 "$source"/sql/vector--*.sql "$share/"
  run install -m 644 "$source/vector.control" "$share/vector.control" # last: its presence means complete
  say "pgvector $(sed -n "s/default_version = '\(.*\)'/\1/p" "$share/vector.control") installed"
}

ensure_installed() {
  local bin
  (
    flock 8
    bin=$(server_bin)
    [ -n "$bin" ] || { install_server; bin=$(server_bin); }
    [ -n "$bin" ] || die "PostgreSQL >= 15 could not be installed"
    has_vector "$bin" || install_vector "$bin"
  ) 8>"${TMPDIR:-/tmp}/loquat-postgres-install-$(id -u).lock" || exit 1
  bin=$(server_bin)
  has_vector "$bin" || die "pgvector is still missing for $bin"
  echo "$bin"
}

# ---------------------------------------------------------------- the cluster

# PostgreSQL refuses root: then the user postgres (or loquat) owns the cluster.
owner() {
  [ "$(id -u)" = 0 ] || { id -un; return; }
  for name in postgres loquat; do id "$name" >/dev/null 2>&1 && { echo $name; return; }; done
  useradd --system --no-create-home --shell /usr/sbin/nologin loquat && echo loquat
}
as_owner() {
  if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"); else "$@"; fi
}

# The cluster lies in DIR/cluster; where its owner cannot reach DIR (a home of mode 700), below /var/lib/loquat instead.
locate_cluster() {
  if [ -f "$data/cluster.path" ]; then cluster=$(cat "$data/cluster.path"); return; fi
  cluster=$data/cluster
  if [ "$(id -u)" = 0 ]; then
    mkdir -p "$cluster" && chown "$owner" "$cluster"
    if ! as_owner test -w "$cluster"; then
      rmdir "$cluster"
      cluster=/var/lib/loquat/$(printf %s "$data" | sha256sum | cut -c1-16)
      mkdir -p "$cluster" && chown "$owner" "$cluster"
    fi
  else
    mkdir -p "$cluster"
  fi
  chmod 700 "$cluster"
  echo "$cluster" >"$data/cluster.path"
}
running() { as_owner "$bin/pg_ctl" -D "$cluster" status >/dev/null 2>&1; }
port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() {
  local candidate
  for _ in $(seq 50); do
    candidate=$((20000 + RANDOM % 12000))
    port_free $candidate && { echo $candidate; return; }
  done
  die "no free port between 20000 and 32000 found"
}
url() {
  local password; password=$(cat "$data/$secret")
  if [ $jdbc = yes ]; then echo "jdbc:postgresql://127.0.0.1:$(cat "$data/port")/loquat?user=$user&password=$password"
  else echo "postgresql://$user:$password@127.0.0.1:$(cat "$data/port")/loquat"; fi
}

create_cluster() {
  say "creating a cluster in $cluster"
  (umask 077; od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$data/password")
  local handover # initdb opens the file as the cluster's owner, who may not read DIR
  handover=$(mktemp) && cp "$data/password" "$handover" && if [ "$(id -u)" = 0 ]; then chown "$owner" "$handover"; fi
  as_owner "$bin/initdb" -D "$cluster" -U loquat --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --pwfile="$handover" \
    >"$data/initdb.log" 2>&1 || { rm -f "$handover"; cat "$data/initdb.log" >&2; die "initdb failed"; }
  rm -f "$handover"
  as_owner tee -a "$cluster/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
jit = off
shared_buffers = 128MB
max_wal_size = 2GB
max_connections = 100
log_line_prefix = '%m [%p] '
include_if_exists = 'loquat.conf'
CONF
}

start_cluster() {
  local wanted=$port
  [ -f "$cluster/PG_VERSION" ] || create_cluster
  [ -n "$wanted" ] || wanted=$(cat "$data/port" 2>/dev/null || true)
  if [ -z "$wanted" ] || { [ -z "$port" ] && ! port_free "$wanted"; }; then wanted=$(free_port); fi
  port_free "$wanted" || die "port $wanted is taken"
  {
    echo "port = $wanted"
    if [ $ephemeral = yes ]; then printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'; fi
  } | as_owner tee "$cluster/loquat.conf" >/dev/null
  # Own session, no inherited lock or pipes: whoever called this may end without taking the server along.
  as_owner setsid "$bin/pg_ctl" -D "$cluster" -w -t 60 -l "$cluster/server.log" start >/dev/null 2>&1 </dev/null 9>&- \
    || { as_owner tail -20 "$cluster/server.log" >&2; die "the server does not start"; }
  echo "$wanted" >"$data/port"
  PGPASSWORD=$(cat "$data/password") "$bin/psql" -q -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$wanted" -U loquat -d postgres >/dev/null 2>"$data/createdb.log" <<'SQL' || { cat "$data/createdb.log" >&2; die "the database could not be created"; }
SELECT 'CREATE DATABASE loquat' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'loquat') \gexec
\connect loquat
CREATE EXTENSION IF NOT EXISTS vector;
SQL
  say "PostgreSQL $(version_of "$bin") on port $wanted, data in $cluster"
}

# The role that a service works as: the owner's rights are for migrations, and row-level security does not hold for the owner.
create_app_role() {
  [ ! -f "$data/app-password" ] || return 0
  local password; password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  PGPASSWORD=$(cat "$data/password") "$bin/psql" -q -X -v ON_ERROR_STOP=1 -v password="$password" -h 127.0.0.1 -p "$(cat "$data/port")" -U loquat -d loquat \
    >/dev/null 2>"$data/createrole.log" <<'SQL' || { cat "$data/createrole.log" >&2; die "the application's role could not be created"; }
SELECT 'CREATE ROLE loquat_app LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'loquat_app') \gexec
ALTER ROLE loquat_app PASSWORD :'password';
SQL
  (umask 077; printf %s "$password" >"$data/app-password")
}

# ---------------------------------------------------------------- commands

need_data() { [ -n "$data" ] || die "$command needs --data DIR"; mkdir -p "$data"; data=$(cd "$data" && pwd); }
case $command in
  install) ensure_installed >/dev/null ;;
  start)
    need_data
    bin=$(ensure_installed); owner=$(owner)
    exec 9>"$data/lock"; flock 9
    locate_cluster
    running || start_cluster
    create_app_role
    if [ -n "$port" ] && [ "$port" != "$(cat "$data/port")" ]; then die "it runs already, on port $(cat "$data/port")"; fi
    url
    ;;
  stop)
    need_data
    bin=$(server_bin); owner=$(owner)
    exec 9>"$data/lock"; flock 9
    [ -f "$data/cluster.path" ] || { say "nothing in $data"; exit 0; }
    locate_cluster
    if running; then as_owner "$bin/pg_ctl" -D "$cluster" -m fast -w -t 60 stop >/dev/null && say "stopped"; else say "not running"; fi
    ;;
  url)
    need_data
    bin=$(server_bin); owner=$(owner)
    [ -f "$data/cluster.path" ] && locate_cluster && running || die "not running: $data"
    url
    ;;
  *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
