import { stringify } from 'yaml'
import type { Settings } from '../config/settings.ts'

export interface MeasuringWith {
  readonly settings: Settings
  /** Word lists, by their path in a configuration folder. */
  readonly dataFiles: ReadonlyMap<string, string>
  readonly versions: unknown
}

/** What a process measures with, as files of a bundle. How to reach the person who runs it is left out: it bears on nothing. */
export function bundledFiles({ settings, dataFiles, versions }: MeasuringWith): ReadonlyMap<string, string> {
  const { contact: _contact, sentiment, ...others } = settings
  const rest = { ...others, sentiment: { ...sentiment, openai: { ...sentiment.openai, allowPrivate: [] } } }
  return new Map([
    ['bundle/versions.json', `${JSON.stringify(versions, undefined, 2)}\n`],
    ['bundle/config/settings.yaml', stringify(rest)],
    ...[...dataFiles].map(([name, text]): [string, string] => [`bundle/config/${name}`, text]),
  ])
}
