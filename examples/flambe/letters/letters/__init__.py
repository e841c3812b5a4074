"""An extension of flambé: a model that learns which letter follows which."""

import torch
from flambe.compile import Component

alphabet = 'abcdefghijklmnopqrstuvwxyz '


def letters_of(text):
    """Numbers of its letters; what is no letter is a space."""
    known = {letter: number for number, letter in enumerate(alphabet)}
    return torch.tensor([known.get(letter, known[' ']) for letter in text.lower()])


class LetterModel(Component):
    """Learns on the first four fifths of the corpus; its metric is how well it knows the rest.

    Parameters
    ----------
    corpus: str
        Path of a text, a resource of the Experiment
    rate: float
        Of learning
    steps: int
        Each of 3000 updates; flambé reports and keeps the model after every one
    before: LetterModel, optional
        Goes on from what this one has learned
    """

    def __init__(self, corpus: str, rate: float = 1.0, steps: int = 2, before=None) -> None:
        super().__init__()
        with open(corpus) as file:
            letters = letters_of(file.read())
        split = len(letters) * 4 // 5
        self.known, self.unknown = letters[:split], letters[split:]
        self.rate = rate
        self.steps = steps
        self.before = before
        self.step = 0
        self.weights = torch.zeros(len(alphabet), len(alphabet))
        self.register_attrs('step', 'weights')

    def loss(self, letters, weights):
        return torch.nn.functional.cross_entropy(weights[letters[:-1]], letters[1:])

    def run(self) -> bool:
        if self.step == 0 and self.before is not None:
            self.weights = self.before.weights
        weights = self.weights.clone().requires_grad_()
        for _ in range(3000):
            gradient, = torch.autograd.grad(self.loss(self.known, weights), weights)
            weights.data -= self.rate * gradient
        self.weights = weights.detach()
        self.step += 1
        return self.step < self.steps

    def metric(self) -> float:
        return -self.loss(self.unknown, self.weights).item()
