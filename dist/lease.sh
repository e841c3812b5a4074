# Says that the runner of a machine that was made for it is still there: lease.sh SPOT
# With SPOT=yes shows when AWS takes the machine back, if it has said so (Amazon EC2 User Guide,
# "Spot Instance interruption notices"). Where cloud-init is, Python is; without
# it nobody is told, and the loss is seen from outside.
: >/var/lib/flambe-action/lease
[ "$1" = yes ] || exit 0
exec python3 - 2>/dev/null <<'PYTHON'
from urllib.request import Request, urlopen
metadata = "http://169.254.169.254/latest/"
lifetime = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
request = Request(metadata + "api/token", method="PUT", headers=lifetime)
token = {"X-aws-ec2-metadata-token": urlopen(request, timeout=2).read().decode()}
notice = metadata + "meta-data/spot/instance-action"
print(urlopen(Request(notice, headers=token), timeout=2).read().decode())
PYTHON
