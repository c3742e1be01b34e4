import { expect, test } from 'vitest'
import { readLexicon } from '../../../src/io/config/lexicon-file.ts'
import { freshTermForm } from '../../../src/web/work/lexicons/term-form.ts'
import { openTestSite } from '../test-site.ts'

test('what an edit would change is not worked out for who has gone on typing', async () => {
  await using site = await openTestSite()
  const file = await readLexicon('international-relations', site.app.configFolders)
  const form = freshTermForm({ id: 'cold-harbour', concept: 'cold-harbour', frame: 'betrayal', language: 'en', patterns: 'cold harbour' })
  const left = new AbortController()
  const effect = site.parts.drafts.effect(file, { kind: 'put', form, replaced: undefined }, left.signal)
  left.abort()
  await expect(effect).rejects.toMatchObject({ code: 'effect-unfinished' })
  const json = site.parts.drafts.whatIfJson(file, { put: [], remove: ['betray'] }, left.signal)
  await expect(json).rejects.toMatchObject({ code: 'effect-unfinished' })
})
