"""Distributions as a family: how one turns into another, with exact sums and no random numbers."""

import csv
import math
from itertools import accumulate
from pathlib import Path

MEAN = 3
TRIALS = (5, 10, 30, 100, 1000)
MEANS = (1, 4, 16, 64, 256)
DICE = (1, 2, 4, 8, 16)


def binomial(n, p):
    """Chances of 0 to n successes in n trials."""
    return [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]


def poisson(mean, count):
    """Chances of 0 to count - 1 events, by logarithms: factorials alone would be too large."""
    return [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count)]


def normal_below(x, mean, spread):
    """Chance that a normal value lies below x."""
    return (1 + math.erf((x - mean) / (spread * math.sqrt(2)))) / 2


def sum_of(first, second):
    """Chances of the sum of two independent numbers: every pair, multiplied."""
    chances = [0.0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            chances[i + j] += a * b
    return chances


def total_variation(first, second):
    """How much chance must be moved to make one out of the other: 0 the same, 1 apart."""
    size = max(len(first), len(second))
    a, b = (chances + [0.0] * (size - len(chances)) for chances in (first, second))
    return math.fsum(abs(x - y) for x, y in zip(a, b)) / 2


def gap_to_normal(chances, first=0):
    """Largest distance to the normal of the same mean and spread, over 'at most k' for all k."""
    numbers = range(first, first + len(chances))
    mean = math.fsum(k * c for k, c in zip(numbers, chances))
    spread = math.sqrt(math.fsum((k - mean) ** 2 * c for k, c in zip(numbers, chances)))
    below = accumulate(chances)
    # Halves: a whole number stands for the bar from half below it to half above it.
    return max(abs(b - normal_below(k + 0.5, mean, spread)) for k, b in zip(numbers, below))


def gap_to_exponential(n):
    """Geometric waiting time with chance 1/n a trial, in units of n, against the exponential."""
    p = 1 / n
    return max(abs((1 - p) ** k - math.exp(-k / n)) for k in range(10 * n))


def dice(n):
    """Chances of the sum of n dice, from n upwards."""
    chances = die = [1 / 6] * 6
    for _ in range(n - 1):
        chances = sum_of(chances, die)
    return chances


def table(title, column, rows):
    print(f"\n{title}\n{column:>12}   distance")
    for value, distance in rows:
        print(f"{value:12}   {distance:.6f}")


def main():
    print("The distance between a distribution and the one it turns into")
    rare = [(n, total_variation(binomial(n, MEAN / n), poisson(MEAN, 60))) for n in TRIALS]
    table(f"Binomial -> Poisson: more trials, {MEAN} successes on average", "trials", rare)
    many = [(m, gap_to_normal(poisson(m, 3 * m + 30))) for m in MEANS]
    table("Poisson -> normal: more events on average", "events", many)
    waiting = [(n, gap_to_exponential(n)) for n in TRIALS]
    table("Geometric -> exponential: smaller chance, more often tried", "1 in", waiting)
    sums = [(n, gap_to_normal(dice(n), n)) for n in DICE]
    table("Dice -> normal: the sum of more dice (central limit theorem)", "dice", sums)

    together = sum_of(poisson(2, 60), poisson(3, 60))
    apart = total_variation(together, poisson(5, len(together)))
    coins = total_variation(sum_of(binomial(4, 0.3), binomial(6, 0.3)), binomial(10, 0.3))
    print("\nWithin the family, exactly (distance to twelve digits):")
    print(f"Poisson of 2 + Poisson of 3 to Poisson of 5: {apart:.12f}")
    print(f"4 trials + 6 trials to 10 trials: {coins:.12f}")
    print(f"\nBinomial to Poisson, 1000 trials: {rare[-1][1]:.6f}")
    print(f"Four times the events bring the normal {many[-2][1] / many[-1][1]:.2f} times nearer")

    with Path("binomial.csv").open("w", newline="") as out:
        limits = poisson(MEAN, 11)
        rows = [
            (k, *(f"{binomial(n, MEAN / n)[k]:.6f}" for n in (10, 30, 100)), f"{limits[k]:.6f}")
            for k in range(11)
        ]
        csv.writer(out).writerows([("k", "n10", "n30", "n100", "poisson"), *rows])


if __name__ == "__main__":
    main()
