/* A program with two habits to discover from outside: where it takes memory, and how it reads
   its settings. `worker settings.txt` reads byte by byte, `worker settings.txt block` at once. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096, INDEX_PAGES = 10000, RECORD_PAGES = 30000 };

/* The first touch of each fresh page is a page fault: the kernel has to hand the page out. */
static void load_index(char *memory) {
    for (long page = 0; page < INDEX_PAGES; page++)
        memory[page * PAGE] = 1;
}

static void load_records(char *memory) {
    for (long page = 0; page < RECORD_PAGES; page++)
        memory[page * PAGE] = 1;
}

static void read_settings(const char *path, size_t at_once) {
    char buffer[PAGE];
    int file = open(path, O_RDONLY);
    if (file < 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    while (read(file, buffer, at_once) > 0)
        ;
    close(file);
}

int main(int argc, char **argv) {
    size_t size = (size_t)(INDEX_PAGES + RECORD_PAGES) * PAGE;
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || argc < 2)
        return EXIT_FAILURE;
    madvise(memory, size, MADV_NOHUGEPAGE); /* small pages only, so that faults can be counted */
    read_settings(argv[1], argc > 2 ? PAGE : 1);
    load_index(memory);
    load_records(memory + (long)INDEX_PAGES * PAGE);
    return EXIT_SUCCESS;
}
