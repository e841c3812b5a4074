# Makes this run's folders on a node: folders.sh RUN_DIR MEMORY_DIR SECRETS_BYTES ID BEGAN
# Says `secrets=memory` or `secrets=disk`, where they will lie, then `kept=FOLDER`, the newest that an
# earlier run of this user has left for a look (`teardown: never`), if there is one.
# Where another process of this run has the folder, which began at another time, it makes nothing, and
# says `over=BEGAN` when that is over and has left it for a look, otherwise `taken=BEGAN`.
set -eu
umask 077
run=$1 memory=$2 bytes=$3 id=$4 began=$5

# In a folder that everybody may write to, somebody else could have made it first.
ours() {
  mkdir "$1" 2>/dev/null || {
    [ -d "$1" ] && [ ! -L "$1" ] && [ "$(stat -c %u "$1")" = "$(id -u)" ]
  }
}

mkdir -p "$(dirname "$run")"
# Another run that just ends may take away the folder above.
ours "$run" || { mkdir -p "$(dirname "$run")" && mkdir "$run"; }
# A link is there whole, or not: what is not this process's must not be taken for it.
[ -L "$run/began" ] || ln -s "$began" "$run/began" || [ -L "$run/began" ]
holder=$(readlink "$run/began")
if [ "$holder" != "$began" ]; then
  if [ -e "$run/ssh" ]; then state=taken; else state=over; fi
  printf '%s=%s\n' "$state" "$holder"
  exit 0
fi
mkdir -p "$run/bin" "$run/ssh" "$run/runnable" "$run/workdir" "$run/results" "$run/job" "$run/supplies"

# What was not there before is not there afterwards. flambé writes a log to its folder.
[ -e "$HOME/.flambe" ] || : >"$run/made-flambe"
if [ ! -e "$HOME/.ssh" ]; then
  echo folder >"$run/made"
elif [ ! -e "$HOME/.ssh/authorized_keys" ]; then
  echo file >"$run/made"
fi

if [ ! -e "$run/secrets" ]; then
  if [ "$(stat -f -c %T /dev/shm 2>/dev/null)" = tmpfs ] && ours "$memory" &&
    head -c "$bytes" /dev/zero >"$memory/room"; then
    ln -sn "$memory" "$run/secrets" || [ -L "$run/secrets" ]
  else
    rm -rf "$memory" || true
    mkdir -p "$run/secrets"
  fi 2>/dev/null
  rm -f "$memory/room"
fi
if [ -L "$run/secrets" ]; then echo secrets=memory; else echo secrets=disk; fi

# One that still has its keys is under way, and changes. No name of ours has a newline in it.
# shellcheck disable=SC2012
ls -dt "${run%"$id"}"*/workdir 2>/dev/null | while IFS= read -r workdir; do
  kept=${workdir%/workdir}
  if [ -O "$kept" ] && [ ! -e "$kept/ssh" ]; then
    printf 'kept=%s\n' "$kept"
    break
  fi
done
