import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Files share a process and what it has loaded: none changes what another sees, and loading everything anew for each cost half of the run.
    isolate: false,
  },
})
