# On a machine that was just made: waits until its first boot is over, sees that it will end by
# itself, and makes its permanent host key, which it does not show yet, if it has none: permanent-key.sh DEADLINE SECONDS
# DEADLINE in seconds since the epoch. Says `key=TYPE BASE64`.
set -eu
deadline=$1 seconds=$2
dir=/var/lib/flambe-action
until [ -e "$dir/ready" ]; do
  [ "$seconds" -gt 0 ] || { echo "its first boot is not over: $(cloud-init status 2>&1 | head -n 1)" >&2; exit 1; }
  seconds=$((seconds - 1))
  sleep 1
done
for timer in deadline guard; do
  systemctl is-active --quiet "flambe-action-$timer.timer" || {
    echo "its timer flambe-action-$timer is not armed" >&2
    exit 1
  }
done
# Empty of a time that is over; `date -d ""` is today at 0:00.
next=$(systemctl show -p NextElapseUSecRealtime --value flambe-action-deadline.timer)
[ -n "$next" ] || { echo "its deadline is over: it would not end by itself" >&2; exit 1; }
armed=$(date -d "$next" +%s)
[ "$armed" -le $((deadline + 1)) ] || { echo "it would end at $armed, not at $deadline" >&2; exit 1; }
key=$dir/host_key
sudo -n sh -ec '[ -e "$1.pub" ] || { rm -f "$1"; ssh-keygen -q -t ed25519 -N "" -C "" -f "$1"; }' - "$key"
printf 'key=%s\n' "$(cat "$key.pub")"
