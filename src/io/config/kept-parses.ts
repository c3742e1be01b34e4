import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { threadId } from 'node:worker_threads'
import yamlPackage from 'yaml/package.json' with { type: 'json' }

/** What YAML texts say, as plain data. */
export interface KeptParses {
  /** What the text says, in an object that holds it; undefined when it has not been kept. */
  of(text: string): { readonly value: unknown } | undefined
  /** Keeps what a text without mistakes says. */
  keep(text: string, value: unknown): void
}

/** Smaller texts cost no more to parse than to look up, once a parser is at work. */
const leastCharacters = 500
/** Each version of a lexicon that somebody saves is one. */
const mostKept = 200

/**
 * What YAML texts say, as plain data, and what the bundle's lexicon looks like as YAML, kept beside the packages like compiled code (`scripts/node-24.mjs`): to parse the shipped languages and
 * lexicon takes 0.3 s in a process that has just started, to read them from here some thousandths. A text is known by its hash, so that nothing
 * here is ever old. Where the folder cannot be written, texts are parsed each time.
 */
export const sharedParses: KeptParses = parsesIn(fileURLToPath(new URL('../../../node_modules/.cache/parsed', import.meta.url)))

/** Keeps parses in a folder, which is made when there is something to keep. */
export function parsesIn(folder: string): KeptParses {
  return {
    of: (text) => {
      if (text.length < leastCharacters) return undefined
      try {
        return { value: deserialize(readFileSync(join(folder, nameOf(text)))) }
      } catch {
        return undefined
      }
    },
    keep: (text, value) => {
      if (text.length < leastCharacters) return
      const bytes = serialize(value)
      // Aliases can make much of little.
      if (bytes.length > 4 * text.length) return
      const path = join(folder, nameOf(text))
      const unfinished = `${path}.${process.pid}-${threadId}`
      try {
        mkdirSync(folder, { recursive: true })
        dropOldest(folder)
        writeFileSync(unfinished, bytes, { mode: 0o600 })
        renameSync(unfinished, path)
      } catch {
        rmSync(unfinished, { force: true })
      }
    },
  }
}

function nameOf(text: string): string {
  return createHash('sha256').update(`yaml ${yamlPackage.version}\n`).update(text).digest('hex')
}

function dropOldest(folder: string): void {
  const paths = readdirSync(folder).map((name) => join(folder, name))
  if (paths.length < mostKept) return
  const aged = paths.map((path) => ({ path, at: statSync(path).mtimeMs })).toSorted((a, b) => a.at - b.at)
  for (const { path } of aged.slice(0, paths.length - mostKept / 2)) rmSync(path, { force: true })
}
