import { basename } from 'node:path'

const names: ReadonlySet<string> = new Set(['.ds_store', 'desktop.ini', 'thumbs.db'])

/**
 * Whether a file is one that computers leave in folders that somebody opens: how the icons lie, small pictures. Nobody put it there, and nothing of
 * Frameshift reads it. Other systems write other cases.
 */
export function isLeftBySystem(path: string): boolean {
  return names.has(basename(path).toLowerCase())
}
