"""A Deep Q-Network learns a small running game, with nothing but Python's standard library.

It runs in a page, too. Change the numbers below and train again.
"""

import csv
import json
import random
from pathlib import Path

JELLY_REWARD = 1.0
CRASH_REWARD = -2.0
JUMP_REWARD = 0.0
DOUBLE_Q = False
UPDATES = 5000
SEED = 2

# --- The game: the course is text, one letter a cell; the runner moves one cell a tick. -------

EMPTY, LOW_WALL, HIGH_WALL, GROUND_JELLY, AIR_JELLY = CELLS = ".nuo^"
NOTHING, SLIDE, JUMP = ACTIONS = range(3)
LENGTH, SIGHT = 120, 8
START = (0, 0)  # place and posture: ticks still in the air (+) or sliding (-), 0 is free to act
TICKS = {NOTHING: 0, SLIDE: -2, JUMP: 3}
POSTURES = (-1, 0, 1, 2)


def make_course(rng):
    """Walls 2 to 5 cells apart, and jellies on the ground or in the air between them.

    Never two gaps of 2 in a row: so every course can be run to its end.
    """
    cells = [EMPTY] * LENGTH
    wall = gap = 5
    while wall < LENGTH - 2:
        cells[wall] = rng.choice((LOW_WALL, HIGH_WALL))
        gap = rng.randint(3 if gap == 2 else 2, 5)
        wall += gap
    for place in range(2, LENGTH):
        if cells[place] == EMPTY and rng.random() < 0.5:
            cells[place] = rng.choice((GROUND_JELLY, AIR_JELLY))
    return "".join(cells)


def step(course, place, posture, action):
    """One tick: the new place and posture, whether a jelly was eaten, whether a wall was hit."""
    if posture == 0:
        posture = TICKS[action]
    flying, sliding = posture > 0, posture < 0
    thing = course[place + 1]
    eaten = thing == (AIR_JELLY if flying else GROUND_JELLY)
    crashed = (thing == LOW_WALL and not flying) or (thing == HIGH_WALL and not sliding)
    return place + 1, posture - flying + sliding, eaten, crashed


def optimum(course):
    """The most jellies that anybody can eat, by dynamic programming from the end backwards."""
    best = dict.fromkeys(POSTURES, 0)
    for place in reversed(range(len(course) - 1)):
        ways = {p: [step(course, place, p, action) for action in ACTIONS] for p in POSTURES}
        best = {
            p: max(0 if crashed else eaten + best[after] for _, after, eaten, crashed in ways[p])
            for p in POSTURES
        }
    return best[0]


def view(course, place, posture):
    """What the player sees: the numbers of the inputs that are 1. All others are 0."""
    ahead = enumerate(course[place + 1 : place + 1 + SIGHT])
    seen = [4 * distance + CELLS.index(cell) - 1 for distance, cell in ahead if cell != EMPTY]
    return seen if posture == 0 else [*seen, 4 * SIGHT + {-1: 0, 1: 1, 2: 2}[posture]]


def play(course, choose):
    """Run a course to its end or to a crash: jellies eaten, whether the end was reached, actions."""
    place, posture = START
    jellies, taken = 0, []
    while place < len(course) - 1:
        taken.append(choose(course, place, posture))
        place, posture, eaten, crashed = step(course, place, posture, taken[-1])
        if crashed:
            return jellies, False, taken
        jellies += eaten
    return jellies, True, taken


def reflex(course, place, posture):
    """The player to beat: acts when a wall is in the very next cell."""
    return {LOW_WALL: JUMP, HIGH_WALL: SLIDE}.get(course[place + 1], NOTHING)


# --- The network: inputs -> hidden units (ReLU) -> Q, the points to come after each action. ---

INPUTS, HIDDEN = 4 * SIGHT + 3, 16


def random_network(rng):
    """A row of `first` belongs to an input, a row of `last` to an action."""
    return {
        "first": [[rng.uniform(-0.3, 0.3) for _ in range(HIDDEN)] for _ in range(INPUTS)],
        "bias": [0.0] * HIDDEN,
        "last": [[rng.uniform(-0.2, 0.2) for _ in range(HIDDEN)] for _ in ACTIONS],
        "base": [0.0] * len(ACTIONS),
    }


def q_values(net, seen):
    """Q of each action, and the hidden units it is made of."""
    hidden = net["bias"]
    for i in seen:  # inputs are 0 or 1, so a product with them is a sum over the ones
        hidden = [h + w for h, w in zip(hidden, net["first"][i])]
    hidden = [h if h > 0 else 0 for h in hidden]
    values = net["base"][:]
    for action, row in enumerate(net["last"]):
        for h, w in zip(hidden, row):  # not sum(): since Python 3.12 it rounds in another way
            values[action] += h * w
    return values, hidden


def best_action(values):
    return values.index(max(values))


def greedy(net):
    """The player that takes the action with the largest Q."""
    return lambda *state: best_action(q_values(net, view(*state))[0])


def nudge(net, seen, action, target, rate):
    """One step of gradient descent that moves Q(seen, action) towards its target."""
    values, hidden = q_values(net, seen)
    push = rate * max(-1.0, min(1.0, target - values[action]))  # limited, so that luck cannot tear
    row = net["last"][action]
    back = [push * w if h > 0 else 0.0 for h, w in zip(hidden, row)]
    net["last"][action] = [w + push * h for w, h in zip(row, hidden)]
    net["base"][action] += push
    net["bias"] = [b + d for b, d in zip(net["bias"], back)]
    for i in seen:
        net["first"][i] = [w + d for w, d in zip(net["first"][i], back)]


def changed(net, change):
    """A copy of the network with every weight changed."""
    return {
        name: [[change(w) for w in p] if isinstance(p, list) else change(p) for p in part]
        for name, part in net.items()
    }


# --- Training ---------------------------------------------------------------------------------

DISCOUNT, RATE, BATCH, TICKS_PER_UPDATE, COPY_EVERY, MEMORY = 0.93, 0.04, 16, 4, 100, 10_000


def explore(net, rng, chance):
    """Play for ever, now and then at random; each tick is given out as one experience."""
    while True:
        course, (place, posture) = make_course(rng), START
        crashed = False
        while not crashed and place < LENGTH - 1:
            seen, was_free = view(course, place, posture), posture == 0
            act_at_random = rng.random() < chance()
            action = rng.choice(ACTIONS) if act_at_random else best_action(q_values(net, seen)[0])
            place, posture, eaten, crashed = step(course, place, posture, action)
            reward = JELLY_REWARD * eaten + CRASH_REWARD * crashed
            reward += JUMP_REWARD * (was_free and action == JUMP)
            over = crashed or place == LENGTH - 1
            yield seen, action, reward, None if over else view(course, place, posture)


def target_of(net, frozen, reward, after):
    """What Q should have been: the reward, and the best that the frozen copy expects from there."""
    if after is None:
        return reward
    expected = q_values(frozen, after)[0]
    # Double Q-learning lets the learning network choose, and the frozen one only judge.
    choice = best_action(q_values(net, after)[0] if DOUBLE_Q else expected)
    return reward + DISCOUNT * expected[choice]


def train(rng, report):
    """Learn from random pieces of memory; the network so far is reported ten times."""
    net = random_network(rng)
    frozen, memory, progress = changed(net, float), [], 0.0
    experience = explore(net, rng, lambda: max(0.05, 1 - 2 * progress))
    for update in range(1, UPDATES + 1):
        progress = update / UPDATES
        memory += [next(experience) for _ in range(TICKS_PER_UPDATE)]
        del memory[:-MEMORY]
        for _ in range(BATCH):
            seen, action, reward, after = rng.choice(memory)
            target = target_of(net, frozen, reward, after)
            nudge(net, seen, action, target, RATE * (1 - progress))
        if update % COPY_EVERY == 0:
            frozen = changed(net, float)
        if update * 10 % UPDATES < 10:
            report(update, net)
    return net


# --- Examination ------------------------------------------------------------------------------


def main():
    exam = random.Random(2016)
    courses = [make_course(exam) for _ in range(30)]
    possible = sum(map(optimum, courses)) / len(courses)
    curve = []

    def grade(name, choose):
        runs = [play(course, choose) for course in courses]
        jellies = sum(eaten for eaten, _, _ in runs) / len(runs)
        print(f"{name:26}{jellies:8.1f}{sum(end for _, end, _ in runs) / len(runs):16.0%}")
        return jellies

    def report(update, net):
        jellies = grade(f"DQN, {update} updates", greedy(net))
        curve.append((update, f"{jellies:.2f}", f"{simple:.2f}", f"{possible:.2f}"))

    print(f"{len(courses)} courses of {LENGTH} cells that training never sees\n")
    print("player                     jellies   reaches the end")
    grade("random", lambda *_: exam.choice(ACTIONS))
    simple = grade("reflex (acts at the wall)", reflex)
    net = train(random.Random(SEED), report)
    # Whole hundredths: short to print, and any computer calculates exactly the same with them.
    player = changed(net, lambda weight: round(100 * weight))
    player["base"] = [round(100 * 100 * value) for value in net["base"]]  # as last times first
    trained = grade("DQN, weights rounded", greedy(player))
    print(f"{'best possible':26}{possible:8.1f}{1:16.0%}\n")
    print(f"DQN eats {trained:.1f} jellies a course")
    print(f"DQN eats {trained / simple:.2f} times as many as the reflex")
    print(f"DQN eats {trained / possible:.1%} of what is possible\n")

    with Path("curve.csv").open("w", newline="") as table:
        csv.writer(table).writerows([("updates", "dqn", "reflex", "possible"), *curve])
    best = [optimum(course) for course in courses[:6]]
    runs = ["".join(map(str, play(course, greedy(player))[2])) for course in courses[:6]]
    show(courses[0], runs[0])
    record = {"courses": courses[:6], "best": best, "actions": runs, "sight": SIGHT, **player}
    print("\nThe trained player, for the game on this page:")
    print(json.dumps(record, separators=(",", ":")))


def show(course, actions):
    """A course in rows, with J where the player jumps and S where it slides."""
    postures, (place, posture) = "", START
    for action in map(int, actions):
        place, after, *_ = step(course, place, posture, action)
        postures += " SJ"[action] if posture == 0 else "-"
        posture = after
    print("The first course (n low wall, u high wall, o ^ jellies); below it J jumps, S slides")
    for start in range(0, LENGTH, 60):
        print(course[start : start + 60])
        print(postures[start : start + 60].rstrip())


if __name__ == "__main__":
    main()
