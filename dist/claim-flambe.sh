# Takes a cluster that flambé itself has started for one run: claim-flambe.sh ID SECONDS
# Until its tags say whose it is nothing else does, and not for longer than SECONDS. Says `busy`, or
# `claimed`.
set -eu
id=$1 seconds=$2
claim=$HOME/.flambe-action/claim
mkdir -p "$HOME/.flambe-action"
exec 9>>"$claim"
flock -w 10 9
owner=$(cat "$claim")
age=$(($(date +%s) - $(stat -c %Y "$claim")))
if [ -n "$owner" ] && [ "$owner" != "$id" ] && [ "$age" -lt "$seconds" ]; then
  echo busy
  exit 0
fi
# Somebody's experiment, or the Ray of one.
for process in /proc/[0-9]*; do
  case $(tr '\0' ' ' <"$process/cmdline") in
    *flambe.runner.run* | *raylet*) echo busy && exit 0 ;;
  esac
done 2>/dev/null
printf '%s\n' "$id" >"$claim"
echo claimed
