import { join } from 'node:path'
import { shortHash } from '../core/short-hash.ts'
import { readPlainFile } from '../io/plain-file.ts'
import { isReportFile, type BundleVersions } from './layout.ts'
import { openBundle } from './open.ts'
import { replay } from './replay.ts'

export interface Verification {
  readonly same: boolean
  /** Files of the report that were made again and compared byte by byte. */
  readonly compared: readonly string[]
  readonly pages: number
  /** What is not as it was, or did not come out as it was, each in one line. */
  readonly mistakes: readonly string[]
  /** What is no mistake and should be known, each in one line: files beside the report that are no part of it. */
  readonly notes: readonly string[]
  /** Versions that are not those the report was made with, each in one line. They are a mistake only where something came out otherwise. */
  readonly versions: readonly string[]
}

/**
 * Makes the report of a folder again from its bundle and compares every byte. The folder may have been moved, and its maker's store is not
 * asked. Throws `no-bundle` where there is nothing to verify, and the reason of `signal`.
 */
export async function verifyReport(folder: string, signal: AbortSignal): Promise<Verification> {
  const { manifest, mistakes, left, inputs } = await openBundle(folder)
  const notes = left.map((name) => `${name} was left there by a computer and is no part of the report`)
  const named = Object.keys(manifest.files).filter(isReportFile)
  if (!inputs) return { same: false, compared: [], pages: 0, mistakes: [...mistakes, 'Nothing could be run again'], notes, versions: [] }
  const again = await replay(folder, inputs, signal)
  signal.throwIfAborted()
  const versions = versionLines(inputs.versions, again.versions)
  const pages = inputs.pages.length
  if (again.kind === 'failed') {
    return { same: false, compared: [], pages, mistakes: [...mistakes, `The run could not be repeated: ${again.reason}`], notes, versions }
  }
  // A manifest that leaves a file out does not keep it from being compared.
  const reportFiles = [...new Set([...named, ...[...again.files.keys()].filter(isReportFile)])].toSorted()
  const all = [...mistakes, ...(await differences(folder, { names: reportFiles, named: new Set(named), made: again.files }))]
  return { same: all.length === 0, compared: reportFiles, pages, mistakes: all, notes, versions }
}

interface ToCompare {
  readonly names: readonly string[]
  /** By the manifest; that one of these is missing has been told. */
  readonly named: ReadonlySet<string>
  readonly made: ReadonlyMap<string, string | Uint8Array>
}

async function differences(folder: string, { names, named, made }: ToCompare): Promise<readonly string[]> {
  const lines: string[] = []
  for (const name of names) {
    const there = await readPlainFile(join(folder, name)).catch(() => undefined)
    const content = made.get(name)
    if (there === undefined) {
      if (!named.has(name)) lines.push(`${name} comes out too, and is not in the folder`)
    } else if (content === undefined) lines.push(`${name} did not come out again`)
    else if (!there.equals(Buffer.from(content))) lines.push(`${name} comes out otherwise, ${whereOf(there.toString('utf8'), content)}`)
  }
  return lines
}

/** The first line that differs. */
function whereOf(there: string, made: string | Uint8Array): string {
  const again = Buffer.from(made).toString('utf8').split('\n')
  const first = there.split('\n').findIndex((line, index) => line !== again[index])
  return first === -1 ? `at its end: ${again.length} lines, and not fewer` : `first in line ${first + 1}`
}

function versionLines(made: BundleVersions, here: BundleVersions): readonly string[] {
  const named = [
    ['Frameshift', made.frameshift, here.frameshift],
    ['Node', made.node, here.node],
    ['ICU', made.icu, here.icu],
  ] as const
  const lines = named.flatMap(([name, then, now]) => (then === now ? [] : [`${name} ${then} made the report, ${now} runs here`]))
  const [then, now] = [made.hashes['code'] ?? 'none', here.hashes['code'] ?? 'none']
  if (then === now) return lines
  return [...lines, `Other code of Frameshift made the report (SHA-256 ${shortHash(then)}) than runs here (${shortHash(now)})`]
}
