# Lets a machine stay for longer: later-deadline.sh DEADLINE, as systemd.time(7) writes it.
set -eu
sudo -n sh -ec '
  timer=flambe-action-deadline.timer
  file=/etc/systemd/system/$timer
  while IFS= read -r line; do
    case $line in OnCalendar=*) line="OnCalendar=$1" ;; esac
    printf "%s\n" "$line"
  done <"$file" >"$file.new"
  mv "$file.new" "$file"
  systemctl daemon-reload
  systemctl restart "$timer"' - "$1"
