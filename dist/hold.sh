# Keeps the secrets of a node as long as the job needs them, and no longer:
# hold.sh RUN_DIR MEMORY_DIR ID ROLE SECONDS START_SECONDS
# A process of the user must stay: logind removes a user's memory-backed files at the last logout.
# ROLE is the name of the node. As `watch` it only waits on the orchestrator, for a factory, and says
# `here`, then `over`. A factory that was answered has the file job/answered-NAME; why it was not stands
# in job/hold-NAME.log (nodes may have the folder in common).
set -u
run=$1 memory=$2 id=$3 role=$4 seconds=$5 start=$6
job=$run/job
now() { date +%s; }
end=$(($(now) + seconds))
begun_by=$(($(now) + start))

job_is_over() {
  [ -d "$job" ] || return 0
  [ ! -e "$job/exit" ] || return 0
  if [ -e "$job/supervisor" ]; then
    ! sh "$run/bin/supervising.sh" "$run"
  else
    [ "$(now)" -ge "$begun_by" ]
  fi
}

if [ "$role" = orchestrator ] || [ "$role" = watch ]; then
  [ "$role" = orchestrator ] || echo here
  until job_is_over || [ "$(now)" -ge "$end" ]; do sleep 1; done
  [ "$role" = orchestrator ] || { echo over; exit 0; }
else
  silent_since=
  while [ -d "$run" ] && [ "$(now)" -lt "$end" ]; do
    asked=$(now)
    # On a disk that is full by then nothing could be asked.
    if [ -e "$job/answered-$role" ]; then log=/dev/null; else log=$job/hold-$role.log; fi
    said=$(timeout "$((end - asked))" ssh -F "$run/ssh/config" orchestrator \
      "exec env FLAMBE_ACTION_ID= sh '$run/bin/hold.sh' '$run' '$memory' '$id' watch $seconds $start" \
      2>>"$log" | { read -r _ && true >"$job/answered-$role"; cat; })
    [ "$said" != over ] || break
    # A session that was there for a while counts as an answer.
    if [ -z "$silent_since" ] || [ $(($(now) - asked)) -gt 30 ]; then silent_since=$(now); fi
    [ $(($(now) - silent_since)) -lt 60 ] || break
    sleep 2
  done
fi
sh "$run/bin/end-processes.sh" "FLAMBE_ACTION_ID=$id" 2>/dev/null
rm -rf "$memory" "$run/secrets"
