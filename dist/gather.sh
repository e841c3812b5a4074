# Brings to the orchestrator what trials have written on factories, where that is newer: flambé does
# so between stages, not while one runs or when a trial fails: gather.sh RUN_DIR OUTPUT SECONDS FACTORY...
# `failed=FACTORY CODE WORDS` for each of which not all has come.
run=$1 output=$2 seconds=$3
shift 3
parts=$run/gathering
mkdir -p "$parts"
# One whose connection was lost or given up is still at work: it must not put an older file in place of
# a newer one.
at_work() {
  # shellcheck disable=SC2013 # words, not lines
  for pid in $(cat "$parts.pids" 2>/dev/null); do
    case $(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") in *"$output"*) echo "$pid" ;; esac
  done
}
# shellcheck disable=SC2046
kill $(at_work) 2>/dev/null
for _ in 1 2 3 4 5; do [ -z "$(at_work)" ] || sleep 1; done
for factory in "$@"; do
  # Not a process of the job, with which its factory would end it. What is half there is no result.
  timeout "$seconds" rsync -rltu --timeout=30 --exclude=/_resources/ --temp-dir="$parts" \
    -e "ssh -F \"$run/ssh/config\"" \
    --rsync-path="exec env FLAMBE_ACTION_ID= FLAMBE_ACTION_NODE=$FLAMBE_ACTION_NODE rsync" \
    "$factory:$output/" "$output/" 2>"$parts.$factory" &
  pids="${pids-} $!"
  under_way="${under_way-} $!:$factory"
done
printf '%s\n' "${pids-}" >"$parts.pids"
for each in ${under_way-}; do
  factory=${each#*:}
  wait "${each%%:*}"
  code=$?
  # 24: a file was gone before it could be brought.
  case $code in
    0 | 24) ;;
    *) printf 'failed=%s %s %s\n' "$factory" "$code" "$(head -n 1 "$parts.$factory")" ;;
  esac
  rm -f "$parts.$factory"
done
