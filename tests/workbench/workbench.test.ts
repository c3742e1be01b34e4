import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReports, type StoredReports } from '../../bench/made-up/stored-reports.ts'
import type { App } from '../../src/app.ts'
import { toId } from '../../src/core/ids.ts'
import { compileLexicon } from '../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../src/core/hits/find-term-hits.ts'
import type { Lexicon, Term } from '../../src/core/lexicon/lexicon.ts'
import { checkedHits } from '../../src/io/checked-hits.ts'
import type { LexiconFile } from '../../src/io/config/lexicon-file.ts'
import { describeHits, hitFinder } from '../../src/workbench/judging/describe-hits.ts'
import { drawSentences, sentenceNamed } from '../../src/workbench/judging/draw-sentences.ts'
import { recallOf } from '../../src/workbench/judging/estimate-recall.ts'
import { judgeHit, judgeSentence } from '../../src/workbench/judging/judge.ts'
import { openHits } from '../../src/workbench/judging/open-hits.ts'
import { countHits, type Selection } from '../../src/workbench/corpus/count-hits.ts'
import { measureTerms, stillFound } from '../../src/workbench/judging/measure-terms.ts'
import { forkLexicon, lexiconHistory, saveLexicon } from '../../src/workbench/versions/save-lexicon.ts'
import { suggestions } from '../../src/workbench/judging/suggest-terms.ts'
import { updateCorpus } from '../../src/workbench/corpus/update-corpus.ts'
import { whatIf } from '../../src/workbench/versions/what-if.ts'

/** Where the size of the lexicon proves nothing: each save reads, checks and writes all of it. */
const pacts = `id: pacts
version: 1
frames:
  - id: betrayal
    definition: An act is told as breaking faith.
terms:
  - { id: betray, frame: betrayal, concept: betray, language: en, patterns: ["betray*"], examples: ["They betrayed us."], counterexamples: ["They left us."] }
  - { id: stab, frame: betrayal, concept: stab, language: en, patterns: ["stab in the back"], examples: ["A stab in the back."] }
`

const { signal } = new AbortController()
const anything = { term: undefined, frame: undefined, language: undefined }
let folder = ''
let reports: StoredReports
let app: App
let lexicon: LexiconFile

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameshift-tuning-'))
  reports = await openReports(folder, 48)
  await reports.grow(48)
  ;({ app, lexicon } = reports)
  await updateCorpus(app, { signal, onProgress: () => {} })
  await mkdir(join(folder, 'config/lexicons'), { recursive: true })
  await writeFile(join(folder, 'config/lexicons/pacts.yaml'), pacts)
})
afterAll(async () => {
  await reports[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

describe('what-if', () => {
  const options = { mostArticles: 1000, verdictsOf: 100, signal }

  test('finds exactly the hits that reading every article with both versions finds', async () => {
    const edits: readonly ((term: Term) => Term | undefined)[] = [
      (term) => (term.id === 'betray' ? undefined : term),
      (term) => (term.frame === 'betrayal' && term.language === 'en' ? { ...term, unless: [...term.unless, 'the'] } : term),
      (term) => (term.id === 'betrayal' ? { ...term, patterns: [...term.patterns, 'betray*', 'of the *'] } : term),
      (term) => (term.id === 'sovereignty' ? { ...term, match: 'lemma', frame: 'betrayal' } : term),
    ]
    const moved: number[] = []
    for (const edit of edits) {
      const after = { ...lexicon.lexicon, terms: lexicon.lexicon.terms.flatMap((term) => edit(term) ?? []) }
      const effect = await whatIf(lexicon, after, app, options)
      const [was, is] = [await readAll(lexicon.lexicon), await readAll(after)]
      expect(effect.gained.map(keyOf).toSorted()).toEqual(is.filter((key) => !was.includes(key)).toSorted())
      expect(effect.lost.map(keyOf).toSorted()).toEqual(was.filter((key) => !is.includes(key)).toSorted())
      moved.push(effect.gained.length, effect.lost.length)
    }
    expect(moved.filter((count) => count > 0).length).toBeGreaterThan(1)
  })

  test('tells which verdicts of which reports would turn', async () => {
    const after = { ...lexicon.lexicon, terms: lexicon.lexicon.terms.filter(({ frame }) => frame !== 'betrayal') }
    const { reports } = await whatIf(lexicon, after, app, options)
    const moves = reports.flatMap(({ verdicts }) => (verdicts.kind === 'known' ? verdicts.moves : []))
    expect(reports.every(({ verdicts }) => verdicts.kind === 'known')).toBe(true)
    expect(moves.length).toBeGreaterThan(0)
    expect(new Set(moves.map(({ frame, after: verdict }) => `${frame} ${verdict}`))).toEqual(new Set(['betrayal not-used']))
  })

  test('says of reports made otherwise that it cannot tell, and of more articles than asked for how many were read', async () => {
    const after = { ...lexicon.lexicon, terms: lexicon.lexicon.terms.filter(({ frame }) => frame !== 'betrayal') }
    const other = { ...lexicon, hash: toId<'Sha256'>('other') }
    const { reports, read, holding } = await whatIf(other, after, app, { ...options, mostArticles: 3 })
    expect(read).toBe(3)
    expect(holding).toBeGreaterThan(3)
    expect(reports[0]?.verdicts).toEqual({ kind: 'cannot-tell', reason: 'it was made with another version of the lexicon' })
  })
})

test('what-if tells of an article with more hits than a call may have arguments', async () => {
  const [article] = await app.store.corpus.articles([1])
  const [term] = lexicon.lexicon.terms
  if (!article || !term) throw new TypeError('The store has an article and the lexicon a term')
  const long = { ...article, article: { ...article.article, language: 'en', text: `T\n\n${'zzz '.repeat(140_000)}`, bodyStart: 3 } }
  const corpus = { ...app.store.corpus, holding: async () => [1], articles: async () => [long], runsHolding: async () => [] }
  const around: App = { ...app, store: { ...app.store, corpus }, scoringWith: (version) => app.scoringWith(version) }
  const added: Term = { ...term, id: 'zzz', concept: 'zzz', language: 'en', match: 'phrase', scope: 'any', patterns: ['zzz'], unless: [] }
  const after = { ...lexicon.lexicon, terms: [...lexicon.lexicon.terms, added] }
  const { gained } = await whatIf(lexicon, after, around, { mostArticles: 10, verdictsOf: 0, signal })
  expect(gained).toHaveLength(140_000)
})

test('two people under one seed judge the same hits; what is judged is not asked again, and counts', async () => {
  const selection = { ...anything, frame: 'betrayal' }
  const first = await queueOf(selection, 'ada')
  expect((await queueOf(selection, 'ben')).items).toEqual(first.items)
  for (const hit of first.items) {
    expect(hit.sentence.slice(hit.hitStart, hit.hitEnd)).not.toBe('')
    await judgeHit(hit, 'accept', { annotator: 'ada', lexicon }, app)
    await judgeHit(hit, 'wrong-sense', { annotator: 'ben', lexicon }, app)
  }
  const next = await queueOf(selection, 'ada')
  expect(next.items.filter(({ item }) => first.items.some((hit) => hit.item === item))).toEqual([])
  expect(next.left).toBe(first.left - 10)
  const { terms, agreement } = await measureTerms(lexicon.lexicon, await countHits(lexicon.lexicon, selection, app, { signal }), app)
  expect(terms.reduce((sum, { judged }) => sum + judged, 0)).toBe(10)
  expect(terms.every(({ right }) => right === 0)).toBe(true)
  expect(agreement).toMatchObject({ shared: 10, reading: 'too-few', raw: { value: 0 } })
  await expect(judgeHit(first.items[0]!, 'accept', { annotator: '', lexicon }, app)).rejects.toMatchObject({ code: 'annotator-invalid' })
})

test('what was said of a hit of one frame is not said of it once its term is of another, and counts again when the term comes back', async () => {
  const judge = { annotator: 'eve', lexicon }
  const { counts } = await countHits(lexicon.lexicon, { ...anything, frame: 'betrayal', language: 'en' }, app, { signal })
  const [term = ''] = [...counts].toSorted(([, a], [, b]) => b.size - a.size).map(([id]) => id)
  const { items } = await queueOf({ ...anything, term }, 'eve')
  for (const hit of items) await judgeHit(hit, 'accept', judge, app)
  expect(items.length).toBeGreaterThan(0)
  const moved: LexiconFile = { ...lexicon, lexicon: withFrame(term, 'sovereignty') }
  const sayings = async (version: Lexicon) => {
    const found = await countHits(version, { ...anything, term }, app, { signal })
    const open = await openHits(found, { lexicon: version.id, annotator: 'eve', seed: 1 }, app)
    const own = (await app.store.judgements.list(version.id)).filter(({ annotator }) => annotator === 'eve')
    const checked = await checkedHits(version, { judgements: { list: async () => own } })
    const counted = stillFound(own, found)
    return { open: open.length, all: found.hits.length, counted: counted.length, checked: new Set(Object.values(checked)) }
  }
  const before = await sayings(lexicon.lexicon)
  expect(before).toMatchObject({ open: before.all - items.length, counted: items.length, checked: new Set([true]) })
  // One more hit than before: in its old frame a longer term had taken it.
  const { all } = await sayings(moved.lexicon)
  expect(await sayings(moved.lexicon)).toEqual({ open: all, all, counted: 0, checked: new Set() })
  // Judged under the other frame, both words are kept.
  const [again] = await describeHits(
    (await countHits(moved.lexicon, { ...anything, term }, app, { signal })).hits.filter(({ item }) => item === items[0]?.item),
    moved.lexicon,
    app,
  )
  if (!again) throw new TypeError('The hit is still found')
  await judgeHit(again, 'reject', { ...judge, lexicon: moved }, app)
  expect(await sayings(moved.lexicon)).toMatchObject({ open: all - 1, counted: 1, checked: new Set([false]) })
  expect(await sayings(lexicon.lexicon)).toEqual(before)
})

test('a hit is found by its name alone, as counting finds it; what the lexicon does not find has no name', async () => {
  const found = await countHits(lexicon.lexicon, anything, app, { signal })
  const some = found.hits.filter((_, index) => index % 17 === 0)
  const find = hitFinder(lexicon.lexicon, app)
  expect(await Promise.all(some.map(({ item }) => find(item)))).toEqual(await describeHits(some, lexicon.lexicon, app))
  const [first] = some
  const longer = first && `${first.article} ${first.start}-${first.end + 1} ${first.term}`
  for (const item of [longer ?? '', 'article-000000 0-5 betray', 'no-such-article 0-5 betray', '', '../x'])
    expect(await find(item), item).toBeUndefined()
})

test('counting tells how far it has come, and stops when it is told to', async () => {
  const heard: number[] = []
  const found = await countHits(lexicon.lexicon, anything, app, { signal, onProgress: ({ done, of }) => heard.push(done, of) })
  expect(heard).toEqual([0, found.read])
  await expect(countHits(lexicon.lexicon, anything, app, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
})

test('suggestions come with sentences that hold them', async () => {
  const found = await suggestions(lexicon.lexicon, { frame: 'betrayal', language: 'en', seed: 1, signal }, app)
  expect(found.sentences).toBeGreaterThan(10)
  for (const { phrase, sentences } of found.suggestions) {
    expect(sentences.length).toBeGreaterThan(0)
    expect(sentences.every((sentence) => sentence.toLowerCase().includes(phrase.split(' ')[0] ?? ''))).toBe(true)
  }
})

test('what a pattern with a star finds is not suggested: it is in the lexicon', async () => {
  const [model] = lexicon.lexicon.terms.filter(({ frame, language }) => frame === 'betrayal' && language === 'en')
  const starred = (pattern: string) => ({
    ...lexicon.lexicon,
    terms: [{ ...model!, patterns: [pattern], match: 'phrase' as const, unless: [] }],
  })
  const wordsFor = async (pattern: string) => {
    const { suggestions: found } = await suggestions(starred(pattern), { frame: 'betrayal', language: 'en', seed: 1, signal }, app)
    return found.flatMap(({ kind, phrase }) => (kind === 'collocate' ? [] : [phrase]))
  }
  expect((await wordsFor('betrayal')).filter((word) => word.startsWith('betray'))).not.toEqual([])
  expect((await wordsFor('betray*')).filter((word) => word.startsWith('betray'))).toEqual([])
})

test('a sentence that was missed counts against recall until a term finds it', async () => {
  const asked = { frame: 'betrayal', language: 'en' }
  const judge = { annotator: 'ada', lexicon }
  const { items } = await queueOf({ ...anything, ...asked }, 'ada')
  for (const hit of items) await judgeHit(hit, 'accept', judge, app)
  const draw = await drawSentences(lexicon.lexicon, asked, app, { seed: 1, signal })
  const [missed, ...others] = draw.drawn.slice(0, 20)
  if (!missed) throw new TypeError('Every stored article has a sentence without a hit')
  expect(await sentenceNamed(missed.item, lexicon.lexicon, asked, app)).toEqual(missed)
  expect(await sentenceNamed(items[0]?.item ?? '', lexicon.lexicon, asked, app)).toBeUndefined()
  await judgeSentence(missed, 'frame', judge, app)
  for (const other of others) await judgeSentence(other, 'no-frame', judge, app)
  const recallWith = async (version: Lexicon) => {
    const found = await countHits(version, { ...anything, ...asked }, app, { signal })
    return recallOf(version, asked, { found, draw }, app)
  }
  const before = await recallWith(lexicon.lexicon)
  const [model] = lexicon.lexicon.terms.filter(({ frame, language }) => frame === 'betrayal' && language === 'en')
  const [first = '', second = ''] = missed.sentence.match(/\p{L}+/gu) ?? []
  const added: Term = { ...model!, id: 'added', match: 'phrase', unless: [], patterns: [`${first} ${second}`] }
  const mended = { ...lexicon.lexicon, terms: [...lexicon.lexicon.terms, added] }
  expect(before?.value).toBeLessThan(1)
  expect((await recallWith(mended))?.value).toBe(1)
})

describe('versions', () => {
  test('a save writes the next version, keeps comments, and is refused over a newer one', async () => {
    const { path } = await forkLexicon('international-relations', 'mine', { author: 'ada' }, app)
    const commented = (await readFile(path, 'utf8')).replace('  # English\n', '  # English, checked by ada\n')
    await writeFile(path, commented)
    const [base] = (await lexiconHistory('mine', app)).slice(-1)
    if (!base) throw new TypeError('A fork has a history')
    const draft: Lexicon = { ...base.lexicon, terms: base.lexicon.terms.filter(({ id }) => id !== 'betray') }
    const saved = await saveLexicon({ draft, basedOn: base.hash, message: 'Fewer', author: 'ada' }, app)
    expect(saved).toMatchObject({ kind: 'saved', change: ['-1 term'], file: { lexicon: { version: 2 } } })
    const text = await readFile(path, 'utf8')
    expect(text).toContain('  # English, checked by ada\n')
    expect(text).toContain('# Forked from international-relations')
    expect(text).not.toContain('  - id: betray\n')
    expect(await saveLexicon({ draft: base.lexicon, basedOn: base.hash, message: 'Late', author: 'ben' }, app)).toMatchObject({
      kind: 'conflict',
      change: ['+1 term'],
    })
    expect((await lexiconHistory('mine', app)).map(({ lexicon: { version }, message }) => [version, message.split(' ')[0]])).toEqual([
      [1, 'Forked'],
      [2, 'Fewer'],
    ])
  })

  test('a file that was edited where it lies is saved as the next version, once', async () => {
    const { path } = await forkLexicon('pacts', 'in-place', { author: 'ada' }, app)
    const edited = (await readFile(path, 'utf8')).replace('id: betray,', 'id: betrays,')
    await writeFile(path, edited)
    const [, found] = await lexiconHistory('in-place', app)
    if (!found) throw new TypeError('The edited file has a place in the history')
    const request = { draft: found.lexicon, basedOn: undefined, message: 'Renamed', author: 'ada' }
    expect(await saveLexicon(request, app)).toMatchObject({
      kind: 'saved',
      file: { lexicon: { version: 2 } },
      change: ['+1 term', '-1 term'],
    })
    expect((await saveLexicon({ ...request, message: 'Again' }, app)).kind).toBe('unchanged')
    expect((await lexiconHistory('in-place', app)).at(-1)).toMatchObject({ message: 'Renamed', lexicon: { version: 2 } })
  })

  test('of two people who save at the same time one is told of the other', async () => {
    const { lexicon: base, hash } = await forkLexicon('pacts', 'ours', { author: 'ada' }, app)
    const without = (id: string): Lexicon => ({ ...base, terms: base.terms.filter((term) => term.id !== id) })
    const results = await Promise.all([
      saveLexicon({ draft: without('betray'), basedOn: hash, message: 'One', author: 'ada' }, app),
      saveLexicon({ draft: without('stab'), basedOn: hash, message: 'Two', author: 'ben' }, app),
    ])
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'saved'])
    expect(await lexiconHistory('ours', app)).toHaveLength(2)
  })

  test('a lexicon whose own sentences fail is not saved', async () => {
    const draft = {
      ...lexicon.lexicon,
      id: 'broken',
      terms: lexicon.lexicon.terms.map((term) => ({ ...term, examples: ['Nothing of the kind.'] })),
    }
    expect(await saveLexicon({ draft, basedOn: undefined, message: 'M', author: 'ada' }, app)).toMatchObject({
      kind: 'refused',
      errors: [],
    })
  })
})

function withFrame(id: string, frame: string): Lexicon {
  return { ...lexicon.lexicon, terms: lexicon.lexicon.terms.map((term) => (term.id === id ? { ...term, frame } : term)) }
}

async function queueOf(selection: Selection, annotator: string) {
  const found = await countHits(lexicon.lexicon, selection, app, { signal })
  const open = await openHits(found, { lexicon: lexicon.lexicon.id, annotator, seed: 1 }, app)
  return { items: await describeHits(open.slice(0, 10), lexicon.lexicon, app), left: open.length }
}

async function readAll(version: Lexicon): Promise<readonly string[]> {
  const compiled = compileLexicon(version)
  const articles = await app.store.corpus.articles(await app.store.corpus.numbersIn('en'))
  return articles.flatMap(({ article }) =>
    findTermHits(article.text, { language: article.language, lexicon: compiled, bodyStart: article.bodyStart }).map((hit) =>
      keyOf({ article: article.id, ...hit }),
    ),
  )
}

function keyOf({
  article,
  start,
  end,
  frame,
}: {
  readonly article: string
  readonly start: number
  readonly end: number
  readonly frame: string
}): string {
  return `${article} ${start}-${end} ${frame}`
}
