# On a machine that has executed no user-data: does what that says first, and keeps the host key that it
# shows, which nobody else has: arm-by-hand.sh SCRIPT KEY
set -eu
sudo -n sh -ec '
  # The login user reads and renews what is made here.
  umask 022
  dir=/var/lib/flambe-action
  sh -c "$1"
  # The script does not wait for them: a machine that boots could not.
  systemctl start flambe-action-deadline.timer flambe-action-guard.timer
  [ -e "$dir/host_key.pub" ] || printf "%s\n" "$2" >"$dir/host_key.pub"
  touch "$dir/ready"' - "$1" "$2"
