"""Deep Q-Networks in NumPy: plain, Double, Dueling, with prioritised replay, or all together.

Axis 0 of every array is the run: several runs with different seeds are trained side by side.
"""

from dataclasses import dataclass

import numpy as np

HIDDEN, ACTIONS, RATE, DISCOUNT = 64, 3, 0.003, 0.93


@dataclass(frozen=True)
class Variant:
    """Which of the techniques are used. `dueling` names the way V and A are joined."""

    name: str
    double: bool = False
    dueling: str = ""  # "", "sum", "max" or "average"
    prioritised: bool = False


class Network:
    """Inputs -> hidden units (ReLU) -> Q of each action; by way of V and A if it is dueling."""

    def __init__(self, inputs, runs, dueling, rng):
        outputs = ACTIONS + bool(dueling)
        self.dueling = dueling
        self.weights = [
            rng.normal(0, np.sqrt(2 / inputs), (runs, inputs, HIDDEN)),
            np.zeros((runs, 1, HIDDEN)),
            rng.normal(0, np.sqrt(1 / HIDDEN), (runs, HIDDEN, outputs)),
            np.zeros((runs, 1, outputs)),
        ]
        self.means = [np.zeros_like(w) for w in self.weights]
        self.squares = [np.zeros_like(w) for w in self.weights]
        self.steps = 0

    def copy(self):
        """The weights as they are now, for the frozen network."""
        return [w.copy() for w in self.weights]

    def q(self, views, weights=None):
        """Q of each action in each view: (runs, views, inputs) -> (runs, views, actions)."""
        first, bias, last, base = weights or self.weights
        out = np.maximum(views @ first + bias, 0) @ last + base
        return out if not self.dueling else out[..., :1] + self._centred(out[..., 1:])

    def _centred(self, advantages):
        """The advantages less what the way of joining takes off."""
        if self.dueling == "sum":
            return advantages
        middle = np.max if self.dueling == "max" else np.mean
        return advantages - middle(advantages, axis=-1, keepdims=True)

    def _through_join(self, out, slope):
        """Slopes of the outputs from slopes of Q: the way back through V and A."""
        if not self.dueling:
            return slope
        total = slope.sum(axis=-1, keepdims=True)
        if self.dueling == "max":
            taken = total * np.eye(ACTIONS)[out[..., 1:].argmax(axis=-1)]
        else:
            taken = total / ACTIONS if self.dueling == "average" else 0
        return np.concatenate([total, slope - taken], axis=-1)

    def learn(self, views, slope, rate):
        """One step of Adam against the slope of the loss with respect to Q."""
        first, bias, last, base = self.weights
        hidden = np.maximum(views @ first + bias, 0)
        slope = self._through_join(hidden @ last + base, slope)
        back = (slope @ last.transpose(0, 2, 1)) * (hidden > 0)
        slopes = [
            views.transpose(0, 2, 1) @ back,
            back.sum(axis=1, keepdims=True),
            hidden.transpose(0, 2, 1) @ slope,
            slope.sum(axis=1, keepdims=True),
        ]
        self.steps += 1
        rate *= np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        for weight, mean, square, gradient in zip(self.weights, self.means, self.squares, slopes):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            weight -= rate * mean / (np.sqrt(square) + 1e-8)


class Memory:
    """The last experiences of every run, drawn evenly or by how surprising they were."""

    def __init__(self, runs, size, inputs, prioritised):
        self.views = np.zeros((runs, size, inputs), np.uint8)
        self.afters = np.zeros((runs, size, inputs), np.uint8)
        self.actions = np.zeros((runs, size), int)
        self.rewards = np.zeros((runs, size))
        self.over = np.zeros((runs, size), bool)
        self.priorities = np.zeros((runs, size))
        self.prioritised, self.size, self.filled = prioritised, size, 0

    def add(self, views, actions, rewards, afters, over):
        """Keep one experience of each player: arrays (runs, players, ...)."""
        slots = (self.filled + np.arange(views.shape[1])) % self.size
        self.views[:, slots], self.afters[:, slots] = views, afters
        self.actions[:, slots], self.rewards[:, slots], self.over[:, slots] = actions, rewards, over
        self.priorities[:, slots] = max(1.0, self.priorities.max())  # new ones are seen soon
        self.filled += views.shape[1]

    def draw(self, count, rng):
        """Slots to learn from, (runs, count), and the weight of each in the loss."""
        there, runs = min(self.filled, self.size), len(self.views)
        if not self.prioritised:
            return rng.integers(0, there, (runs, count)), np.ones((runs, count))
        heights = np.cumsum(self.priorities[:, :there] ** 0.6, axis=1)
        marks = rng.random((runs, count)) * heights[:, -1:]
        slots = np.array([np.searchsorted(h, m) for h, m in zip(heights, marks)])
        chance = np.take_along_axis(self.priorities, slots, 1) ** 0.6 / heights[:, -1:]
        weights = (there * chance) ** -0.5  # what is drawn more often counts less each time
        return slots, weights / weights.max(axis=1, keepdims=True)


def learn_once(network, frozen, memory, variant, batch, rate, rng):
    """Draw experiences, calculate their targets with the frozen weights, and learn from them."""
    slots, weights = memory.draw(batch, rng)
    rows = np.arange(len(slots))[:, None]
    views, afters = (
        memory.views[rows, slots].astype(float),
        memory.afters[rows, slots].astype(float),
    )
    expected = network.q(afters, frozen)
    # DQN lets one network choose and judge; Double Q-learning lets the learning one choose.
    chooser = network.q(afters) if variant.double else expected
    best = np.take_along_axis(expected, chooser.argmax(-1)[..., None], -1)[..., 0]
    targets = memory.rewards[rows, slots] + DISCOUNT * best * ~memory.over[rows, slots]

    chosen = np.eye(ACTIONS)[memory.actions[rows, slots]]
    errors = (network.q(views) * chosen).sum(-1) - targets
    memory.priorities[rows, slots] = np.abs(errors) + 0.01
    network.learn(views, (weights * errors)[..., None] * chosen / batch, rate)
