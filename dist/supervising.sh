# Succeeds while the job has its supervisor: supervising.sh RUN_DIR
# After a restart of the host its number may be another process's.
pid=$(cat "$1/job/supervisor" 2>/dev/null) || exit 1
case $(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") in
  *" $1/bin/supervise.sh "*) ;;
  *) exit 1 ;;
esac 2>/dev/null
