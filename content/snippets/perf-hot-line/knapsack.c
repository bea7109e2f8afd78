/* Pack a bag: each kind of thing has a weight and a value, and may be taken any number of times.
   What is the greatest value that a bag of a given size can carry? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KINDS = 900, BAG = 14000 };

struct kind { int weight, value; };

/* Made-up things, the same ones at every run. */
static void make(struct kind *kinds) {
    unsigned state = 2016;
    for (int i = 0; i < KINDS; i++) {
        state = state * 1103515245u + 12345u;
        kinds[i].weight = 20 + state / 65536 % 400;
        kinds[i].value = kinds[i].weight * 10 + state / 4096 % 100;
    }
}

/* Two loops, one inside the other: is this where the time goes? */
static void sort_by_weight(struct kind *kinds) {
    for (int i = 0; i < KINDS; i++)
        for (int j = i + 1; j < KINDS; j++)
            if (kinds[j].weight < kinds[i].weight) {
                struct kind other = kinds[i];
                kinds[i] = kinds[j];
                kinds[j] = other;
            }
}

/* For each kind and each size of bag: try to take it 0, 1, 2, 3 … times. */
static void pack_slow(const struct kind *kinds, int *best) {
    static int before[BAG + 1];
    for (int i = 0; i < KINDS; i++) {
        memcpy(before, best, sizeof before);
        for (int size = 0; size <= BAG; size++)
            for (int n = 1; n * kinds[i].weight <= size; n++) {
                int value = before[size - n * kinds[i].weight] + n * kinds[i].value;
                if (value > best[size])
                    best[size] = value;
            }
    }
}

/* Taking it n times is taking it once more than n - 1 times, and that is already known. */
static void pack_fast(const struct kind *kinds, int *best) {
    for (int i = 0; i < KINDS; i++)
        for (int size = kinds[i].weight; size <= BAG; size++) {
            int value = best[size - kinds[i].weight] + kinds[i].value;
            if (value > best[size])
                best[size] = value;
        }
}

int main(int argc, char **argv) {
    static struct kind kinds[KINDS];
    static int best[BAG + 1];
    make(kinds);
    sort_by_weight(kinds);
    if (argc > 1 && strcmp(argv[1], "fast") == 0)
        pack_fast(kinds, best);
    else
        pack_slow(kinds, best);
    printf("%d\n", best[BAG]);
    return EXIT_SUCCESS;
}
