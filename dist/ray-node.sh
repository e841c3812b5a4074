# Starts Ray on a node, as a process of the job:
# ray-node.sh RUN_DIR ID PYTHON RAY_DIR ADDRESS HEAD PORT VERSION [OPTION]...
# The node whose address is HEAD is the head.
set -u
run=$1 id=$2 python=$3 dir=$4 address=$5 head=$6 port=$7 version=$8
shift 8
log=$run/ray.log
fail() { tail -n 20 "$log" >&2; printf '%s\n' "$1" >&2; exit 1; }
# shellcheck disable=SC1091
. "$run/environment.sh"
export RAY_USAGE_STATS_ENABLED=0 FLAMBE_ACTION_ID="$id" PATH="$run/venv/bin:$PATH"
# Ray lets everybody into its folder; this one it does not make.
mkdir -m 700 "$dir" 2>/dev/null || { [ ! -L "$dir" ] && [ "$(stat -c %u "$dir")" = "$(id -u)" ]; } || fail "$dir is somebody else's"
# After a lost connection this is run again, while the first is still at work. Nodes may have the
# folder in common.
exec 9>"$run/ray-$address.lock"
flock 9
if [ -e "$run/ray-$address.started" ]; then exit 0; fi

# Who is not the head reads its packages while it waits for that one. Redis of Ray 0.7 listens before
# the head has written there where it is, and what joins then fails.
start='
import socket, sys, time
from ray.scripts.scripts import main
address, head, port, version = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
def listens():
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((head, port)) == 0
def is_ready():
    if not listens(): return False
    if not version.startswith(("0.6.", "0.7.")): return True
    import redis
    try: return redis.StrictRedis(host=head, port=port).exists("temp_dir")
    except redis.RedisError: return False
if address == head:
    if listens(): sys.exit("something else listens on %s:%s" % (head, port))
else:
    until = time.time() + 60
    while not is_ready():
        if time.time() > until:
            sys.exit("The head of Ray at %s:%s does not answer: does the network between the nodes let it through?" % (head, port))
        time.sleep(0.1)
sys.argv[0:5] = ["ray", "start", "--node-ip-address=" + address]
sys.exit(main())'
cd "$run" || exit 1
if [ "$address" = "$head" ]; then
  case $version in
    0.*) set -- --redis-port="$port" "$@" ;;
    *)
      # Among the ports that workers have by default it does not take its own (Ray, Configuring Ray, Ports).
      [ "$port" -lt 10002 ] || set -- --min-worker-port=20002 --max-worker-port=29999 "$@"
      set -- --port="$port" --include-dashboard=false --disable-usage-stats "$@"
      ;;
  esac
  set -- --head --temp-dir="$dir/s" "$@"
else
  case $version in
    0.[67].*) set -- --redis-address="$head:$port" "$@" ;;
    0.*) set -- --address="$head:$port" "$@" ;;
    *) set -- --address="$head:$port" --disable-usage-stats "$@" ;;
  esac
fi
setsid "$python" -Wignore -c "$start" "$address" "$head" "$port" "$version" "$@" \
  >"$log" 2>&1 </dev/null 9>&- || fail 'ray start failed'
: >"$run/ray-$address.started"
