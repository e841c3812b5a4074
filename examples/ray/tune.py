"""A search with Ray Tune on all nodes of the run: tune.py RESULTS."""

import json
import os
import socket
import sys
import time

import ray
from ray import tune


def objective(config):
    """Largest at 3."""
    time.sleep(0.5)
    return {'score': -((config['x'] - 3) ** 2), 'host': socket.gethostname()}


ray.init(address=os.environ['RAY_ADDRESS'])
tuner = tune.Tuner(
    objective,
    param_space={'x': tune.grid_search([0, 1, 2, 3, 4, 5])},
    tune_config=tune.TuneConfig(metric='score', mode='max'),
    run_config=tune.RunConfig(storage_path=os.path.abspath(sys.argv[1]), verbose=1),
)
grid = tuner.fit()
best = grid.get_best_result()
nodes = sorted({result.metrics['node_ip'] for result in grid})
with open(os.path.join(sys.argv[1], 'best.json'), 'w') as file:
    json.dump({'x': best.config['x'], 'score': best.metrics['score'], 'nodes': nodes}, file)
print('best x:', best.config['x'], 'found on', len(nodes), 'nodes', flush=True)
