"""A script that knows nothing of flambé: the most frequent letters of its own text."""

import argparse
import collections
import socket

parser = argparse.ArgumentParser()
parser.add_argument('--most', type=int, default=1)
most = parser.parse_args().most

with open(__file__) as file:
    letters = collections.Counter(letter for letter in file.read() if letter.isalpha())
for letter, times in letters.most_common(most):
    print(f'{socket.gethostname()}: {letter} {times} times', flush=True)
