"""Counts primes on all factories at the same time: fan_out.py RESULTS."""

import json
import os
import shlex
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

LIMIT = 20_000


def count_primes(low, high):
    """How many there are from `low` up to, and without, `high`."""
    return sum(
        all(number % divisor for divisor in range(2, int(number**0.5) + 1))
        for number in range(max(low, 2), high)
    )


def ask(address, low, high):
    """Runs this file on a factory: the workdir lies at the same path on every node."""
    command = f'cd {shlex.quote(os.getcwd())} && python3 fan_out.py --share {low} {high}'
    ssh = ['ssh', '-F', os.environ['FLAMBE_SSH_CONFIG'], address, command]
    return json.loads(subprocess.run(ssh, stdout=subprocess.PIPE, check=True).stdout)


def fan_out(results):
    factories = os.environ['FLAMBE_FACTORY_IPS'].split(',')
    bounds = [LIMIT * i // len(factories) for i in range(len(factories) + 1)]
    with ThreadPoolExecutor(len(factories)) as pool:
        shares = list(pool.map(ask, factories, bounds[:-1], bounds[1:]))
    for share in shares:
        print(f"{share['host']}: {share['primes']} primes", flush=True)
    total = sum(share['primes'] for share in shares)
    print(f'{total} primes below {LIMIT}', flush=True)
    with open(os.path.join(results, 'primes.json'), 'w') as file:
        json.dump({'total': total, 'shares': shares}, file)


if sys.argv[1] == '--share':
    low, high = map(int, sys.argv[2:])
    print(json.dumps({'host': socket.gethostname(), 'primes': count_primes(low, high)}))
else:
    fan_out(sys.argv[1])
