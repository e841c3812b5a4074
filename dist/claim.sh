# Takes a warm cluster for one run: claim.sh ID
# The lease says `stay` as long as nobody has it; from now on the machine ends when ID does not renew
# it. Says `busy`, or `claimed` and the host keys of the cluster (known_hosts by private address).
set -eu
id=$1
lease=/var/lib/flambe-action/lease
owner=$HOME/.flambe-action/owner
exec 9<"$lease"
flock -w 10 9
if [ "$(cat "$lease")" = stay ]; then
  printf '%s\n' "$id" >"$owner"
  # It may have been idle until now.
  sudo -n touch "$(dirname "$lease")/busy"
  : >"$lease"
elif [ "$(cat "$owner" 2>/dev/null)" != "$id" ]; then
  echo busy
  exit 0
fi
echo claimed
cat "$HOME/.flambe-action/known_hosts"
