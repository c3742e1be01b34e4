import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isReportFile, type BundleVersions } from './layout.ts'
import { openBundle } from './open.ts'
import { replay } from './replay.ts'
import { shortHash } from '../core/short-hash.ts'

export interface Verification {
  readonly same: boolean
  /** Files of the report that were made again and compared byte by byte. */
  readonly compared: readonly string[]
  readonly pages: number
  /** What is not as it was, or did not come out as it was, each in one line. */
  readonly mistakes: readonly string[]
  /** Versions that are not those the report was made with, each in one line. They are a mistake only where something came out otherwise. */
  readonly versions: readonly string[]
}

/**
 * Makes the report of a folder again from its bundle and compares every byte. The folder may have been moved, and its maker's store is not
 * asked. Throws `no-bundle` where there is nothing to verify.
 */
export async function verifyReport(folder: string, signal: AbortSignal): Promise<Verification> {
  const { manifest, mistakes, inputs } = await openBundle(folder)
  const reportFiles = Object.keys(manifest.files).filter(isReportFile).toSorted()
  if (!inputs) return { same: false, compared: [], pages: 0, mistakes: [...mistakes, 'Nothing could be run again'], versions: [] }
  const again = await replay(folder, inputs, signal)
  const versions = versionLines(inputs.versions, again.versions)
  const pages = inputs.pages.length
  if (again.kind === 'failed') {
    return { same: false, compared: [], pages, mistakes: [...mistakes, `The run could not be repeated: ${again.reason}`], versions }
  }
  const all = [...mistakes, ...(await differences(folder, reportFiles, again.files))]
  return { same: all.length === 0, compared: reportFiles, pages, mistakes: all, versions }
}

async function differences(
  folder: string,
  names: readonly string[],
  made: ReadonlyMap<string, string | Uint8Array>,
): Promise<readonly string[]> {
  const lines: string[] = []
  for (const name of names) {
    const there = await readFile(join(folder, name)).catch(() => undefined)
    const content = made.get(name)
    if (there === undefined) continue
    if (content === undefined) lines.push(`${name} did not come out again`)
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
