# Makes this run's folders on a node: settle.sh RUN_DIR MEMORY_DIR ID ROLE
# On the orchestrator it also makes the cluster's own key, and prints the public half.
set -eu
umask 077
run=$1 memory=$2 id=$3 role=$4

# In a folder that everybody may write to, somebody else could have made it first.
ours() {
  mkdir "$1" 2>/dev/null || {
    [ -d "$1" ] && [ ! -L "$1" ] && [ "$(stat -c %u "$1")" = "$(id -u)" ]
  } || { echo "$1 is there and belongs to somebody else" >&2; exit 1; }
}

mkdir -p "$(dirname "$run")"
ours "$run"
mkdir -p "$run/bin" "$run/ssh" "$run/runnable" "$run/workdir" "$run/results" "$run/job"
if [ -d /dev/shm ] && [ -w /dev/shm ] && [ "$(stat -f -c %T /dev/shm)" = tmpfs ]; then
  ours "$memory"
  [ -e "$run/secrets" ] || ln -s "$memory" "$run/secrets" 2>/dev/null || [ -e "$run/secrets" ]
else
  mkdir -p "$run/secrets"
fi
if [ "$role" = orchestrator ]; then
  key=$run/ssh/id_ed25519
  [ -f "$key.pub" ] || { rm -f "$key"; ssh-keygen -q -t ed25519 -N '' -C "flambe-action:$id" -f "$key"; }
  cat "$key.pub"
fi
