"""Trains variants of the Deep Q-Network on the running game and measures what each one brings."""

import csv
import os
import sys
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the matrices are small: more threads would only wait

try:
    import numpy as np
except ModuleNotFoundError:
    sys.exit("NumPy is not installed (pip install numpy). dqn-runner-pure works without it.")

from game import HIGH_WALL, INPUTS, JUMP, LOW_WALL, NOTHING, SLIDE, Runners, make_course, optimum
from player import DISCOUNT, RATE, Memory, Network, Variant, learn_once

RUNS, PLAYERS, BATCH, UPDATES = 3, 4, 32, 6000
COPY_EVERY, MEMORY, REPORT_EVERY = 200, 20_000, 600
JELLY_REWARD, CRASH_REWARD = 1.0, -2.0
VARIANTS = (
    Variant("DQN"),
    Variant("Double", double=True),
    Variant("Dueling (Sum)", dueling="sum"),
    Variant("Dueling (Max)", dueling="max"),
    Variant("Double and Dueling", double=True, dueling="average"),
    Variant("Prioritised", prioritised=True),
)


def examine(courses, choose):
    """Run every course once, with what was predicted and what truly came.

    `choose` gives the actions of all runners and the Q it expects of them. Returned, one number a
    course: jellies, end reached, mean predicted Q over the way, mean of the true discounted sums.
    """
    runners = Runners(courses)
    going = np.ones(len(courses), bool)
    jellies, arrived = np.zeros(len(courses)), np.zeros(len(courses), bool)
    ticks = []
    while going.any():
        actions, predicted = choose(runners)
        eaten, crashed, done = runners.step(actions)
        reward = JELLY_REWARD * eaten + CRASH_REWARD * crashed
        ticks.append((going, predicted, reward))
        jellies += eaten * going
        arrived |= going & done & ~crashed
        going = going & ~done
    true, sums = np.zeros(len(courses)), np.zeros((3, len(courses)))
    for there, predicted, reward in reversed(ticks):
        true = np.where(there, reward + DISCOUNT * true, 0)
        sums += np.where(there, [predicted, true, there], 0)
    return jellies, arrived, sums[0] / sums[2], sums[1] / sums[2]


def reflex(runners):
    """The player to beat: acts when a wall is in the very next cell. It predicts nothing."""
    things = runners.courses[runners.rows, runners.places + 1]
    actions = np.select([things == LOW_WALL, things == HIGH_WALL], [JUMP, SLIDE], NOTHING)
    return actions, np.zeros(len(things))


def grade(network, courses):
    """Examine all runs of a network at once: four rows of numbers, a column for each run."""

    def choose(runners):
        values = network.q(runners.view().reshape(RUNS, len(courses), INPUTS))
        return values.argmax(-1).ravel(), values.max(-1).ravel()

    results = examine(np.tile(courses, (RUNS, 1)), choose)
    return np.array([result.reshape(RUNS, -1).mean(axis=1) for result in results])


def train(variant, courses, rng):
    """Play and learn by turns; the grades after every REPORT_EVERY updates: (reports, 4, runs)."""
    network = Network(INPUTS, RUNS, variant.dueling, rng)
    memory = Memory(RUNS, MEMORY, INPUTS, variant.prioritised)
    runners = Runners(np.array([make_course(rng) for _ in range(RUNS * PLAYERS)]))
    shape, grades = (RUNS, PLAYERS), []
    frozen, views = network.copy(), runners.view().reshape(RUNS, PLAYERS, INPUTS)
    for update in range(1, UPDATES + 1):
        progress = update / UPDATES
        at_random = rng.random(shape) < max(0.05, 1 - 2 * progress)
        actions = np.where(at_random, rng.integers(0, 3, shape), network.q(views).argmax(-1))
        eaten, crashed, done = runners.step(actions.ravel())
        rewards = (JELLY_REWARD * eaten + CRASH_REWARD * crashed).reshape(shape)
        afters = runners.view().reshape(RUNS, PLAYERS, INPUTS)
        memory.add(views, actions, rewards, afters, done.reshape(shape))
        for row in np.flatnonzero(done):
            runners.restart(row, make_course(rng))
        views = runners.view().reshape(RUNS, PLAYERS, INPUTS)

        learn_once(network, frozen, memory, variant, BATCH, RATE * (1 - progress), rng)
        if update % COPY_EVERY == 0:
            frozen = network.copy()
        if update % REPORT_EVERY == 0:
            grades.append(grade(network, courses))
    return np.array(grades)


def write_table(name, header, rows):
    with Path(name).open("w", newline="") as table:
        csv.writer(table).writerows([header, *([f"{value:.5g}" for value in row] for row in rows)])


def main():
    exam = np.random.default_rng(2016)
    courses = np.array([make_course(exam) for _ in range(60)])
    possible = optimum(courses).mean()
    simple, arrived = (result.mean() for result in examine(courses, reflex)[:2])

    print(f"{len(courses)} courses that training never sees; each variant is trained {RUNS} times")
    print("Q is the predicted sum of points to come, 'true' the sum that then came\n")
    print(
        "player                jellies (lowest-highest)   end reached   mean Q     true    Q-true"
    )
    print(f"{'reflex':20}{simple:9.1f}{arrived:31.0%}")
    grades = {}
    for variant in VARIANTS:
        grades[variant.name] = grade_of = train(variant, courses, np.random.default_rng(1))
        jellies, ends, q, true = grade_of[-1]
        print(
            f"{variant.name:20}{jellies.mean():9.1f}   ({jellies.min():.1f}-{jellies.max():.1f})"
            f"{ends.mean():17.0%}{q.mean():9.2f}{true.mean():9.2f}{(q - true).mean():+10.2f}",
            flush=True,
        )
    print(f"{'best possible':20}{possible:9.1f}{1:31.0%}\n")
    conclude(grades, simple, possible)

    updates = np.arange(REPORT_EVERY, UPDATES + 1, REPORT_EVERY)
    curves = [grade_of[:, 0].mean(axis=1) for grade_of in grades.values()]
    fixed = np.tile([simple, possible], (len(updates), 1)).T
    header = ("updates", *grades)
    write_table("curves.csv", (*header, "reflex", "possible"), zip(updates, *curves, *fixed))
    errors = [(grade_of[:, 2] - grade_of[:, 3]).mean(axis=1) for grade_of in grades.values()]
    write_table("overestimation.csv", header, zip(updates, *errors))


def conclude(grades, simple, possible):
    """The numbers to remember, each on a line of its own."""
    late = {name: of[len(of) // 2 :].mean(axis=(0, 2)) for name, of in grades.items()}
    _, _, q, true = late["DQN"]
    _, _, double_q, double_true = late["Double"]
    final = {name: of[-1, 0].mean() for name, of in grades.items()}
    print(f"Best possible: {possible:.2f} jellies a course (dynamic programming)")
    print(f"DQN eats {final['DQN'] / simple:.2f} times as many jellies as the reflex")
    print(f"The worst variant eats {min(final.values()) / possible:.1%} of what is possible")
    print(f"The best variant eats {max(final.values()) / possible:.1%} of what is possible")
    print("Over the second half of training:")
    print(f"  mean Q of DQN is {q:.2f}")
    print(f"  mean Q of Double is {double_q:.2f}")
    print(
        f"  Q - true is {(q - true) - (double_q - double_true):.2f} lower with Double than with DQN"
    )


if __name__ == "__main__":
    main()
