# Takes everything of a run away from a node; what is not there is no failure:
# release.sh RUN_DIR MEMORY_DIR ID KEEP
# With KEEP=yes the folder stays for a look, without secrets and without the cluster's key.
# `end_processes` and `edit_authorized_keys` stand before it.
set -u
failed=
run=$1 memory=$2 id=$3 keep=$4
rm -rf "$memory" "$run/secrets"
if [ -e "$run/job/supervisor" ]; then
  supervisor=$(cat "$run/job/supervisor")
  case $(tr '\0' '\n' <"/proc/$supervisor/environ" 2>/dev/null) in
    *"FLAMBE_ACTION_NODE=$id"*)
      kill -TERM "$supervisor" 2>/dev/null
      for _ in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 "$supervisor" 2>/dev/null || break
        sleep 0.3
      done
      ;;
  esac
fi
end_processes "FLAMBE_ACTION_ID=$id" "FLAMBE_ACTION_NODE=$id"
rm -rf "$memory" "$run/secrets"

edit_authorized_keys "$id" || failed=yes

rm -rf "$run/ssh"
if [ "$keep" != yes ]; then
  rm -rf "$run"
  rmdir "$HOME/.flambe-action" 2>/dev/null
  [ ! -e "$run" ] || { echo "$run could not be removed" >&2; exit 1; }
fi
[ ! -e "$memory" ] || { echo "$memory could not be removed" >&2; exit 1; }
[ -z "$failed" ]
