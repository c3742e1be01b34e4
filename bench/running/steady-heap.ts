/**
 * Flags of Node for processes that work for weeks: `npm run work`, and what `docker-compose.yml` starts. V8 otherwise lets the garbage of a first hour
 * grow to four times what is alive before it looks at the old part of the heap, and the young part to 134 MB.
 */
export const steadyHeap: readonly string[] = ['--max-semi-space-size=16', '--heap-growing-percent=40']

/** Of the image: glibc otherwise gives each of V8's threads a heap of its own, and what lies free in one is of no use to the others. */
export const steadyEnvironment: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '2' }
