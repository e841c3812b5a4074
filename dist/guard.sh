# Ends this machine when nobody needs it any more; root, by a timer: guard.sh
# In /var/lib/flambe-action: settings, lease (written by the runner; `stay`: wanted without a runner).
set -u
dir=/var/lib/flambe-action
read -r lease_seconds idle_seconds idle_permille <"$dir/settings" # -1 idle seconds: never
now=$(date +%s)

end() {
  echo "flambe-action: $1" | tee /dev/console
  # Nobody's shutdown may take longer than the machine is paid for.
  systemctl --force poweroff
  exit 0
}

age() { echo $((now - $(stat -c %Y "$1"))); }

if [ "$(cat "$dir/lease")" != stay ] && [ "$(age "$dir/lease")" -ge "$lease_seconds" ]; then
  end "nobody has renewed the lease for $lease_seconds s"
fi

# Busy or idle, over windows of at least five minutes, as CloudWatch measures (flambe/cluster/aws.py).
[ "$idle_seconds" -ge 0 ] || exit 0
read -r _ user nice system idle wait irq soft steal _ </proc/stat
busy=$((user + nice + system + irq + soft + steal))
total=$((busy + idle + wait))
if [ ! -e "$dir/window" ]; then
  echo "$busy $total" >"$dir/window"
  touch "$dir/busy"
fi
[ "$(age "$dir/window")" -ge 300 ] || exit 0
read -r busy_before total_before <"$dir/window"
echo "$busy $total" >"$dir/window"
# Smaller than before: the machine was started anew.
if [ "$total" -le "$total_before" ] ||
  [ $((1000 * (busy - busy_before) / (total - total_before))) -ge "$idle_permille" ]; then
  touch "$dir/busy"
fi
[ "$(age "$dir/busy")" -lt "$idle_seconds" ] || end "it was idle for $idle_seconds s"
