"""Sigmoid against ReLU: what is left of the gradient after many layers, and what it costs."""

import csv
import math
import random
from itertools import pairwise
from pathlib import Path

SEED = 2010
LAYERS = 10
WIDTH = 16
EPOCHS = 40
RATE = 0.05
SPREAD_SIGMOID = 1.0
SPREAD_RELU = 2.0


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))


def relu(x):
    return x if x > 0.0 else 0.0


# An activation, its slope in terms of its own output, and the variance of the first weights
# times the number of inputs: 2 for ReLU makes up for the half of all sums that it sets to 0.
ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda out: out * (1 - out), SPREAD_SIGMOID),
    "ReLU": (relu, lambda out: 1.0 if out > 0 else 0.0, SPREAD_RELU),
}


def dot(row, column):
    return math.fsum(map(float.__mul__, row, column))


def new_layers(sizes, variance, rng):
    """One (weights, bias) a layer; a row of weights belongs to an output."""
    return [
        ([[rng.gauss(0, math.sqrt(variance / n)) for _ in range(n)] for _ in range(m)], [0.0] * m)
        for n, m in pairwise(sizes)
    ]


def forward(layers, activation, inputs):
    """Outputs of every layer, the inputs first. The last layer is linear."""
    outputs = [inputs]
    for depth, (weights, bias) in enumerate(layers, start=1):
        sums = [dot(row, outputs[-1]) + b for row, b in zip(weights, bias)]
        outputs.append(sums if depth == len(layers) else [activation(x) for x in sums])
    return outputs


def backward(layers, slope_of, outputs, slope):
    """Slopes of the loss at the sums of every layer, by the chain rule, from last to first."""
    slopes = [slope]
    for (weights, _), out in zip(reversed(layers[1:]), reversed(outputs[1:-1])):
        back = [dot(column, slopes[0]) for column in zip(*weights)]
        slopes.insert(0, [b * slope_of(o) for b, o in zip(back, out)])
    return slopes


def gradient_sizes(name, rng):
    """Mean size of the gradient at each layer of a fresh deep network, over 50 random inputs."""
    activation, slope_of, variance = ACTIVATIONS[name]
    layers = new_layers([WIDTH] * (LAYERS + 1), variance, rng)
    sizes = [0.0] * LAYERS
    for _ in range(50):
        outputs = forward(layers, activation, [rng.gauss(0, 1) for _ in range(WIDTH)])
        slopes = backward(layers, slope_of, outputs, [1.0] * WIDTH)
        for depth, slope in enumerate(slopes):
            sizes[depth] += math.fsum(map(abs, slope)) / WIDTH / 50
    return sizes


def rings(count, rng):
    """Points on an inner ring (label 0) and an outer one (label 1)."""
    points = []
    for i in range(count):
        angle, radius = rng.uniform(0, 2 * math.pi), 1 + i % 2 + rng.gauss(0, 0.15)
        points.append(([radius * math.cos(angle), radius * math.sin(angle)], i % 2))
    return points


def train(name, rng, points):
    """Plain stochastic gradient descent on four hidden layers: the mean loss of each epoch."""
    activation, slope_of, variance = ACTIVATIONS[name]
    layers, losses = new_layers([2, 8, 8, 8, 8, 1], variance, rng), []
    for _ in range(EPOCHS):
        loss = 0.0
        for inputs, label in points:
            outputs = forward(layers, activation, inputs)
            chance = sigmoid(outputs[-1][0])
            loss -= math.log(max(chance if label else 1 - chance, 1e-12)) / len(points)
            slopes = backward(layers, slope_of, outputs, [chance - label])
            for (weights, bias), slope, before in zip(layers, slopes, outputs):
                for row, s in zip(weights, slope):
                    row[:] = [w - RATE * s * x for w, x in zip(row, before)]
                bias[:] = [b - RATE * s for b, s in zip(bias, slope)]
        losses.append(loss)
    return losses


def write_table(name, header, rows):
    with Path(name).open("w", newline="") as table:
        csv.writer(table).writerows([header, *rows])


def main():
    s, r = (gradient_sizes(name, random.Random(SEED)) for name in ACTIVATIONS)
    print(f"Mean size of the gradient in a network of {LAYERS} layers, before any training\n")
    print("layer      sigmoid       ReLU")
    for depth, (a, b) in enumerate(zip(s, r), start=1):
        print(f"{depth:5}{a:13.3e}{b:11.3f}")
    print(f"\nOf the gradient at the last layer, the first layer gets {s[0] / s[-1]:.1e} (sigmoid)")
    print(f"Of the gradient at the last layer, the first layer gets {r[0] / r[-1]:.2g} (ReLU)")
    print(f"ReLU keeps {r[0] / r[-1] / (s[0] / s[-1]):.2e} times more\n")

    points = rings(120, random.Random(SEED))
    a, b = (train(name, random.Random(SEED), points) for name in ACTIVATIONS)
    print("Telling two rings apart with four hidden layers: mean loss (0.693 is guessing)\n")
    print("epoch   sigmoid    ReLU")
    for epoch in sorted({1, 2, 5, 10, 20, EPOCHS}):
        print(f"{epoch:5}{a[epoch - 1]:10.3f}{b[epoch - 1]:8.3f}")
    print(f"\nLoss with sigmoid at the end: {a[-1]:.3f}")
    print(f"Loss with ReLU at the end: {b[-1]:.3f}")

    sizes = [(i + 1, f"{x:.4e}", f"{y:.4e}") for i, (x, y) in enumerate(zip(s, r))]
    write_table("gradients.csv", ("layer", "sigmoid", "relu"), sizes)
    losses = [(i + 1, f"{x:.4f}", f"{y:.4f}") for i, (x, y) in enumerate(zip(a, b))]
    write_table("losses.csv", ("epoch", "sigmoid", "relu"), losses)


if __name__ == "__main__":
    main()
