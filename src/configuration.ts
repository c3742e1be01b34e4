import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAfinnScorer } from './core/sentiment/afinn.ts'
import type { SentimentScorer } from './core/sentiment/scorer.ts'
import { createTargetScorer, type TargetScorer } from './core/sentiment/target.ts'
import { createValenceScorer } from './core/sentiment/valence.ts'
import type { ValenceLists } from './core/sentiment/valence-list.ts'
import type { LanguageData } from './core/voice/language-data.ts'
import { readLanguages } from './io/config/languages.ts'
import { readSettings, type Settings } from './io/config/settings.ts'
import { readTargetModels } from './io/config/target-models.ts'
import { readValenceLists } from './io/config/valence-lists.ts'

/** Where configuration is looked up. */
export interface ConfigurationPlaces {
  readonly cwd: string
  /** Looked up in place of the working folder's configuration and what is shipped, in this order. */
  readonly configFolders?: readonly string[]
}

/**
 * What people may edit and the models that come with the version, each read when it is first asked for, and once. A filter needs no more than
 * this: it starts without a store and without stages. Every part throws `PipelineError` for what is wrong with its files.
 */
export interface Configuration {
  /** The working folder's first, then what is shipped. */
  readonly folders: readonly string[]
  /** Trained models are code that nobody wrote: they come with the version, and no configuration has to hold them. */
  readonly modelFolders: readonly string[]
  settings(): Promise<Settings>
  languages(): Promise<ReadonlyMap<string, LanguageData>>
  valence(): Promise<ValenceLists>
  /** The one of the scorers that says how sure it is. */
  target(): Promise<TargetScorer>
  scorers(): Promise<readonly SentimentScorer[]>
}

export function configurationIn({ cwd, configFolders }: ConfigurationPlaces): Configuration {
  const folders = configFolders ?? [...new Set([resolve(cwd, 'config'), shippedConfig])]
  const modelFolders = [...new Set([...folders, shippedConfig])]
  const settings = once(() => readSettings(folders))
  const languages = once(() => readLanguages(folders))
  const valence = once(() => readValenceLists(folders))
  const target = once(async () => {
    const lists = await valence()
    return createTargetScorer(await readTargetModels(modelFolders), lists)
  })
  const scorers = once(async () => [createAfinnScorer(), createValenceScorer(await valence()), await target()])
  return { folders, modelFolders, settings, languages, valence, target, scorers }
}

const shippedConfig = fileURLToPath(new URL('../config', import.meta.url))

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined
  return () => (reading ??= read())
}
