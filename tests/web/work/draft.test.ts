import { expect, test } from 'vitest'
import { readLexicon } from '../../../src/io/config/lexicon-file.ts'
import { draftEffect } from '../../../src/web/work/lexicons/draft.ts'
import { openTestSite } from '../test-site.ts'

test('what an edit would change is not worked out for who has gone on typing', async () => {
  await using site = await openTestSite()
  const file = await readLexicon('international-relations', site.app.configFolders)
  const edited = { ...file.lexicon, terms: file.lexicon.terms.map((term) => ({ ...term, unless: [...term.unless, 'cold harbour'] })) }
  const left = new AbortController()
  const effect = draftEffect(file, edited, site, left.signal)
  left.abort()
  await expect(effect).rejects.toMatchObject({ code: 'effect-unfinished' })
})
