import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { translationSchema, type Translation } from '../../core/report/translations.ts'
import { PipelineError } from '../../errors.ts'
import { parseYaml } from './yaml.ts'

const fileSchema = z.array(translationSchema)

/**
 * Reads translations of sentences: JSON Lines (`.jsonl`) or a YAML list, an entry a sentence with `sentence`, `translation`, `by` and, where it is
 * not English, `language`. Throws `translations-unreadable`, and `translations-invalid` with every mistake and its line.
 */
export async function readTranslations(path: string): Promise<readonly Translation[]> {
  const text = await textOf(path)
  if (!path.endsWith('.jsonl')) return parseYaml(text, { path, schema: fileSchema, code: 'translations-invalid' })
  const mistakes: string[] = []
  const found = text.split('\n').flatMap((line, index): readonly Translation[] => {
    if (line.trim() === '') return []
    const parsed = translationSchema.safeParse(jsonOf(line))
    if (parsed.success) return [parsed.data]
    const [issue] = parsed.error.issues
    mistakes.push(`line ${index + 1}: ${issue?.path.join('.') || 'entry'}: ${issue?.message ?? 'is not JSON'}`)
    return []
  })
  if (mistakes.length === 0) return found
  throw new PipelineError('translations-invalid', `Cannot use the translations in ${path}: ${mistakes.join('; ')}`, { retry: 'never' })
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const message = `Cannot read the translations in ${path}: expected a .jsonl or .yaml file with sentence, translation and by`
    throw new PipelineError('translations-unreadable', message, { retry: 'never', cause })
  }
}
