# Sourced by every script of e2e/cluster: where things are, and how they speak.
# shellcheck shell=bash disable=SC2034
set -euo pipefail
umask 022

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# What is made once and kept: Kubernetes' programs and the unpacked packages.
cache=${SETKEEPER_KUBERNETES:-${XDG_CACHE_HOME:-$HOME/.cache}/setkeeper/kubernetes}
# The cluster itself. Inside of the node, $state/var is /var and $state/run is /run/cluster.
state=${SETKEEPER_CLUSTER:-${XDG_STATE_HOME:-$HOME/.local/state}/setkeeper/cluster}
# The API server's port on this machine's 127.0.0.1.
api_port=${SETKEEPER_CLUSTER_PORT:-16443}
# The cgroup of all pods, below each of cgroup_roots: ours alone, for the machine may have another kubelet's.
cgroup=setkeeper-e2e-$api_port

kubernetes=1.20.2
bin=$cache/$kubernetes/bin
tools=$cache/tools
log=$state/var/log

# The files in etc/, services/ and addons/ have these, too.
node='node-1'
node_ip=10.244.0.1

# Plugins of kubectl are where its caller has them.
callers_path=$PATH
# Debian's own: /usr/bin/python3 has the package python3-dnslib, another python3 in the PATH has not.
PATH=$bin:$tools/usr/bin:$tools/usr/sbin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

exec 3>&2
say() { printf 'cluster: %s\n' "$*" >&3; }
fail() { say "$*"; exit 1; }
# What the user or the machine has to change, and how.
refuse() { say "$*"; exit 2; }
# What no argument changes: containers, or their network, can't be had on this machine as it is.
unable() { say "$*, $else_where"; exit 3; }
else_where='or use a cluster that you have: -Dkubeconfig=FILE (docs/e2e.md)'

# A script that ends, however it ends, removes its temporary folders, says which step failed, and does what `at_end` says.
temporary=()
running=
at_end=true
leave() {
  local code=$?
  $at_end || true
  [ ${#temporary[@]} -eq 0 ] || rm -rf "${temporary[@]}"
  if [ "$code" -ne 0 ] && [ -n "$running" ]; then
    tail -n 15 "$log/cluster.log" >&3
    say "failed: $running (exit code $code); all of it is in $log/cluster.log"
  fi
}
trap leave EXIT

# Only one up or down at a time; a script that these start has the lock already.
alone() {
  [ -z "${SETKEEPER_CLUSTER_LOCKED:-}" ] || return 0
  mkdir -p "$(dirname "$state")"
  exec 8>"$state.lock"
  flock --nonblock 8 || refuse 'another e2e/cluster is at work: wait until it has ended'
  export SETKEEPER_CLUSTER_LOCKED=yes
}

# step WHAT COMMAND...: one line with the time it took; the command's output goes to the log. Not after `if` or before `||`:
# there, bash goes on after a command that fails.
step() {
  local start=${EPOCHREALTIME/./} tenths
  running=$1
  shift
  mkdir -p "$log"
  printf '\n=== %s: %s\n' "$(date -u +%FT%TZ)" "$running" >>"$log/cluster.log"
  "$@" >>"$log/cluster.log" 2>&1
  tenths=$(((${EPOCHREALTIME/./} - start) / 100000))
  say "$(printf '%4d.%d s  %s' $((tenths / 10)) $((tenths % 10)) "$running")"
  running=
}

# await SECONDS WHAT COMMAND...: until the command succeeds; the node must live meanwhile.
await() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    holder >/dev/null || fail "the node ended while it was to bring up: $what. See $log"
    [ "$SECONDS" -lt "$end" ] || fail "not in time: $what. See $log"
    sleep 0.2
  done
}

# The process that holds the node's namespaces, as seen from outside; when it ends, so does everything in them.
holder() {
  local pid
  pid=$(cat "$state/run/holder" 2>/dev/null) || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "/node/init $state " || return 1
  printf '%s\n' "$pid"
}

# The node's process 1, as seen from outside.
init() {
  local parent child
  parent=$(holder) || return 1
  read -r child _ <"/proc/$parent/task/$parent/children" || true
  [ -n "${child:-}" ] || return 1
  printf '%s\n' "$child"
}

# Where the machine has its cgroups: one tree, or one for each controller.
cgroup_roots() {
  local root=/sys/fs/cgroup controller
  if [ -e $root/cgroup.controllers ]; then
    echo $root
    return
  fi
  for controller in blkio cpu cpuacct cpuset devices freezer hugetlb memory pids systemd unified; do
    [ ! -d "$root/$controller" ] || echo "$root/$controller"
  done
}

# inside COMMAND...: in the node, with its files, processes and network.
inside() {
  local pid
  pid=$(init) || refuse "the cluster is down: run e2e/cluster up"
  nsenter --target "$pid" --mount --net --pid --wd=/ -- "$@"
}

# What runs in the node finds the same programs as here, under the node's own paths.
ctr() { inside /run/cluster/tools/usr/bin/ctr --namespace k8s.io "$@"; }
