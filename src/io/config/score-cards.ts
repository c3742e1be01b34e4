import { readFile } from 'node:fs/promises'
import { scoreCardsSchema, type ScoreCard } from '../../core/sentiment/score-card.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

/** Reads the first `models/score-cards.json` of the folders; none where there is no such file. Throws `model-invalid`. */
export async function readScoreCards(folders: readonly string[]): Promise<readonly ScoreCard[]> {
  for (const folder of folders) {
    const path = `${folder}/models/score-cards.json`
    const text = await textIfThere(path)
    if (text !== undefined) return parseYaml(text, { path, schema: scoreCardsSchema, code: 'model-invalid' })
  }
  return []
}

async function textIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new PipelineError('model-unreadable', `Cannot read the score cards in ${path}: expected a readable file`, { retry: 'never', cause })
  }
}
