#!/bin/sh
# What a machine without root has in place of systemd, sudo and cloud-init; which of them, its name
# says: `init`, `systemctl` or `sudo`. All that is otherwise than with the real ones:
# - sudo changes nobody: all of the machine's own files are the login user's, /usr is nobody's. That
#   something wants sudo, or is refused it, does not show here.
# - systemctl knows timers, with OnCalendar= or OnActiveSec= and OnUnitActiveSec=, to the second, and
#   the ExecStart= of their services, one at a time; of other units that sshd is reloaded.
# - Before it is off or reboots, every process is told to end (SIGTERM) and has a second to do so;
#   no service is ended before another.
# - cloud-init runs bootcmd before sshd at each boot, and runcmd beside it at the first one. Keys are
#   there before (cloud-config.ts).
set -u
units=/etc/systemd/system
wanted=$units/timers.target.wants
timers=/run/timers
cloud=/var/lib/cloud
rebooting=133 # what systemd-nspawn says, too

setting() { sed -n "s/^$2=//p" "$units/$1"; }

# Each armed timer is a file that says when it goes off, in seconds since the epoch.
go_off_at() {
  echo "$2" >"$timers/$1.new"
  mv "$timers/$1.new" "$timers/$1"
}

arm() {
  calendar=$(setting "$1" OnCalendar)
  if [ -n "$calendar" ]; then
    go_off_at "$1" "$(date -d "$calendar" +%s)"
  else
    delay=$(setting "$1" OnActiveSec)
    go_off_at "$1" $(($(date +%s) + ${delay%s}))
  fi
}

run_timers() {
  for timer in "$timers"/*.timer; do
    [ -e "$timer" ] || continue
    name=${timer##*/}
    [ "$(date +%s)" -ge "$(cat "$timer")" ] || continue
    again=$(setting "$name" OnUnitActiveSec)
    if [ -n "$again" ]; then go_off_at "$name" $(($(date +%s) + ${again%s})); else rm "$timer"; fi
    # shellcheck disable=SC2046 # A unit's command is words already.
    set -- $(setting "${name%.timer}.service" ExecStart)
    # By its name alone: this machine may have no /bin/systemctl to put another in place of.
    program=${1##*/}
    shift
    command "$program" "$@"
  done
}

go_down() {
  kill -TERM -1
  sleep 1
  exit "$1"
}

init() {
  trap 'echo Powering off.; go_down 0' USR2
  trap 'echo Rebooting.; go_down "$rebooting"' TERM
  mkdir -p "$timers" /run/sshd
  sh "$cloud/bootcmd"
  for timer in "$wanted"/*.timer; do
    if [ -e "$timer" ] && [ ! -e "$timers/${timer##*/}" ]; then arm "${timer##*/}"; fi
  done
  /usr/sbin/sshd -D -e &
  echo $! >/run/sshd.pid
  if [ ! -e "$cloud/booted" ]; then
    : >"$cloud/booted"
    {
      sh "$cloud/runcmd"
      echo '-----BEGIN SSH HOST KEY KEYS-----'
      cat /etc/ssh/ssh_host_*_key.pub
      echo '-----END SSH HOST KEY KEYS-----'
    } &
  fi
  while :; do
    run_timers
    sleep 0.5
  done
}

systemctl() {
  property='' words=''
  while [ $# -gt 0 ]; do
    case $1 in
      -p) shift && property=$1 ;;
      -*) ;;
      *) words="$words $1" ;;
    esac
    shift
  done
  # shellcheck disable=SC2086 # Names of units are words.
  set -- $words
  verb=$1
  shift
  case "$verb $property ${1-}" in
    'daemon-reload  ') ;;
    'enable  '*.timer)
      mkdir -p "$wanted"
      for unit in "$@"; do ln -sf "../$unit" "$wanted/$unit"; done
      ;;
    'restart  '*.timer) for unit in "$@"; do arm "$unit"; done ;;
    'is-active  '*.timer) [ -e "$timers/$1" ] ;;
    'show NextElapseUSecRealtime '*.timer)
      date -u -d "@$(cat "$timers/$1")" '+%a %Y-%m-%d %H:%M:%S UTC'
      ;;
    'cat  '*.timer) cat "$units/$1" ;;
    'reload  ssh.service') kill -HUP "$(cat /run/sshd.pid)" ;;
    'poweroff  ') kill -USR2 1 ;;
    'reboot  ') kill -TERM 1 ;;
    *)
      echo "systemctl: this machine has no systemd, and nothing in its place for: $verb $words" >&2
      exit 1
      ;;
  esac
}

sudo() {
  while [ "${1#-}" != "$1" ]; do shift; done
  exec "$@"
}

"${0##*/}" "$@"
