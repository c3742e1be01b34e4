import { compileValenceList, valenceFileSchema, type ValenceLists } from '../../core/sentiment/valence-list.ts'
import { readByLanguage } from './by-language.ts'

/** Reads `valence/*.yaml` of the folders, by language code. Throws `valence-invalid` and `valence-unreadable`. */
export async function readValenceLists(folders: readonly string[]): Promise<ValenceLists> {
  const files = await readByLanguage(folders, {
    folder: 'valence',
    words: 'the valence list',
    code: 'valence',
    schema: valenceFileSchema,
    language: { key: 'language', of: ({ language }) => language },
  })
  return new Map([...files].map(([code, file]) => [code, compileValenceList(file)]))
}
