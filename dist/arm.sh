# What ends a machine by itself, first thing at its first boot, and again after each reboot; root:
# arm.sh DEADLINE TICK, with DEADLINE as systemd.time(7) writes it and TICK in seconds.
# guard.sh and settings lie in /var/lib/flambe-action.
set -eu
deadline=$1 tick=$2
dir=/var/lib/flambe-action
units=/etc/systemd/system
[ -e "$dir/lease" ] || : >"$dir/lease"
# Renewed by the login user, who does not exist yet.
chmod 666 "$dir/lease"

cat >"$units/flambe-action-deadline.service" <<UNIT
[Unit]
Description=End this machine at its deadline
DefaultDependencies=no
[Service]
Type=oneshot
ExecStart=/bin/systemctl --force poweroff
UNIT
cat >"$units/flambe-action-deadline.timer" <<UNIT
[Unit]
Description=Deadline of this machine
[Timer]
OnCalendar=$deadline
AccuracySec=1s
Persistent=true
[Install]
WantedBy=timers.target
UNIT
cat >"$units/flambe-action-guard.service" <<UNIT
[Unit]
Description=End this machine when nobody needs it any more
[Service]
Type=oneshot
ExecStart=/bin/sh $dir/guard.sh
UNIT
cat >"$units/flambe-action-guard.timer" <<UNIT
[Unit]
Description=Look whether this machine is needed
[Timer]
OnActiveSec=${tick}s
OnUnitActiveSec=${tick}s
AccuracySec=1s
[Install]
WantedBy=timers.target
UNIT
systemctl daemon-reload
systemctl enable flambe-action-deadline.timer flambe-action-guard.timer
# cloud-init runs before timers.target: to wait for it here would be to wait for ourselves.
systemctl restart --no-block flambe-action-deadline.timer flambe-action-guard.timer
