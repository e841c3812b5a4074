"""What the tests' Experiments are made of: it trains nothing, and says where it ran."""

import configparser
import logging
import os
import socket
import time

from flambe.compile import Component
from flambe.runnable import ClusterRunnable, Runnable

logger = logging.getLogger(__name__)


def secret():
    """The secret as any code on any node finds it."""
    config = configparser.ConfigParser()
    config.read(os.environ['FLAMBE_SECRETS'])
    return config['SERVICE']['token']


class Trainer(Component):
    """Takes steps of more than a second: flambé's rsync tells files by size and second."""

    def __init__(self, words: str, rate: float = 1.0, steps: int = 1, before=None,
                 moves: bool = False) -> None:
        super().__init__()
        with open(words) as file:
            self.length = len(file.read().split())
        self.rate = rate
        self.steps = steps
        self.before = before
        self.step = 0
        self.moves = moves
        self.began = socket.gethostname()
        self.register_attrs('step', 'began')
        logger.info(f'{socket.gethostname()} has {len(secret())} characters of the secret')

    def run(self) -> bool:
        if self.rate < 0 and self.step > 0:
            logger.error('a rate below zero')
            raise ValueError('this rate is below zero')
        if self.moves and self.step == 1 and self.began == socket.gethostname():
            logger.info('not on this node')
            raise ValueError('it goes on elsewhere')
        time.sleep(1.2)
        self.step += 1
        return self.step < self.steps

    def metric(self) -> float:
        return abs(self.rate) * self.length * self.step


class Report(Runnable):
    """A plain Runnable."""

    def __init__(self, greeting: str = 'hello', **kwargs) -> None:
        super().__init__(**kwargs)
        self.greeting = greeting

    def run(self, **kwargs) -> None:
        token = self.config['SERVICE']['token']
        print(f'{self.greeting} from {socket.gethostname()}, secret of {len(token)}', flush=True)


class Survey(ClusterRunnable):
    """A ClusterRunnable that is no Experiment."""

    def setup(self, cluster, extensions, force, **kwargs) -> None:
        pass

    def run(self, **kwargs) -> None:
        import ray
        ray.init(redis_address=f'{self.env.orchestrator_ip}:12345')
        nodes = [node['NodeManagerAddress'] for node in ray.nodes() if node['Alive']]
        print('factories:', ' '.join(sorted(self.env.factories_ips)), flush=True)
        print('nodes:', ' '.join(sorted(nodes)), flush=True)
