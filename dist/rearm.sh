# On a machine that is taken from an earlier run: what ends it when it is not needed counts anew
# (src/providers/aws/guard.sh): rearm.sh SETTINGS
set -eu
sudo -n sh -ec '
  cd /var/lib/flambe-action
  : >lease
  rm -f window
  touch busy
  printf "%s\n" "$1" >settings.new
  mv settings.new settings' - "$1"
