"""The running game for many runners at once: arrays with one row a runner."""

import numpy as np

EMPTY, LOW_WALL, HIGH_WALL, GROUND_JELLY, AIR_JELLY = range(5)
NOTHING, SLIDE, JUMP = range(3)
LENGTH, SIGHT = 120, 8
TICKS = np.array([0, -2, 3])  # an action's ticks: in the air above 0, sliding below
POSTURES = (-1, 0, 1, 2)
INPUTS = 4 * SIGHT + 3


def make_course(rng):
    """Walls 2 to 5 cells apart, and jellies on the ground or in the air between them.

    Never two gaps of 2 in a row: so every course can be run to its end.
    """
    gaps = rng.integers(2, 6, LENGTH)
    gaps[1:][(gaps[1:] == 2) & (gaps[:-1] == 2)] = 3
    walls = 3 + np.cumsum(gaps)
    walls = walls[walls < LENGTH - 2]
    course = rng.integers(GROUND_JELLY, AIR_JELLY + 1, LENGTH) * (rng.random(LENGTH) < 0.5)
    course[:2] = EMPTY
    course[walls] = rng.integers(LOW_WALL, HIGH_WALL + 1, len(walls))
    return course


def move(things, postures, actions):
    """One tick into the cells `things`: postures after it, jellies eaten (0 or 1), who crashed."""
    postures = np.where(postures == 0, TICKS[actions], postures)
    flying, sliding = postures > 0, postures < 0
    eaten = (things == np.where(flying, AIR_JELLY, GROUND_JELLY)).astype(int)
    crashed = ((things == LOW_WALL) & ~flying) | ((things == HIGH_WALL) & ~sliding)
    return postures - np.sign(postures), eaten, crashed


class Runners:
    """Where the runners are: each on a course of its own, all moved one cell at every tick."""

    def __init__(self, courses):
        self.courses = np.pad(courses, ((0, 0), (0, SIGHT)))  # nothing behind the end
        self.rows = np.arange(len(courses))
        self.places = np.zeros(len(courses), int)
        self.postures = np.zeros(len(courses), int)

    def view(self):
        """What each runner sees, as ones and zeros: four kinds of thing in each cell, posture."""
        ahead = self.places[:, None] + 1 + np.arange(SIGHT)
        cells = np.eye(5)[self.courses[self.rows[:, None], ahead]][:, :, 1:]
        busy = self.postures[:, None] == np.array([-1, 1, 2])
        return np.concatenate([cells.reshape(len(self.rows), -1), busy], axis=1)

    def step(self, actions):
        """Move everybody: jellies eaten, who crashed, who is done (crashed or at the end)."""
        self.places += 1
        things = self.courses[self.rows, self.places]
        self.postures, eaten, crashed = move(things, self.postures, actions)
        return eaten, crashed, crashed | (self.places == LENGTH - 1)

    def restart(self, row, course):
        self.courses[row, :LENGTH] = course
        self.places[row] = self.postures[row] = 0


def optimum(courses):
    """The most jellies that can be eaten on each course, by dynamic programming from its end."""
    best = {posture: np.zeros(len(courses), int) for posture in POSTURES}
    for things in courses.T[:0:-1]:
        now = {}
        for posture in POSTURES:
            ways = []
            for action in (NOTHING, SLIDE, JUMP):
                after, eaten, crashed = move(things, np.full(len(things), posture), action)
                ways.append(np.where(crashed, 0, eaten + best[after[0]]))
            now[posture] = np.max(ways, axis=0)
        best = now
    return best[0]
