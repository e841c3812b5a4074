# Waits until these nodes are in the Ray cluster: ray-count.sh RUN_DIR PYTHON VERSION HEAD:PORT ADDRESS...
# `missing=ADDRESS` for each that is not within a minute.
set -u
run=$1 python=$2
shift 2
# shellcheck disable=SC1091
. "$run/environment.sh"
export RAY_USAGE_STATS_ENABLED=0
exec "$python" -Wignore -c '
import sys, time, logging
import ray
version, head, wanted = sys.argv[1], sys.argv[2], set(sys.argv[3:])
if version.startswith(("0.6.", "0.7.")):
    # What ray.init does, too, which takes a second for what is a driver alone.
    ray.state.state._initialize_global_state(head)
else: ray.init(address=head, logging_level=logging.ERROR)
deadline = time.time() + 60
while True:
    alive = {node["NodeManagerAddress"] for node in ray.nodes() if node["Alive"]}
    if wanted <= alive or time.time() > deadline: break
    time.sleep(0.2)
for address in sorted(wanted - alive): print("missing=" + address)
' "$@"
