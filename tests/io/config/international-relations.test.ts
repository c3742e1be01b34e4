import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
import { lexiconSchema } from '../../../src/core/lexicon/lexicon.ts'
import { parseYaml } from '../../../src/io/config/yaml.ts'

const path = 'config/lexicons/international-relations.yaml'
const lexicon = parseYaml(await readFile(path, 'utf8'), { path, schema: lexiconSchema, code: 'lexicon-invalid' })
const compiled = compileLexicon(lexicon)

function framesIn(text: string, language: string): readonly string[] {
  return findTermHits(text, { language, lexicon: compiled, bodyStart: 0 }).map(({ frame }) => frame)
}

test('every term of the first lexicon has sentences for and against', () => {
  expect(lexicon.terms.filter(({ examples, counterexamples }) => examples.length === 0 || counterexamples.length === 0)).toEqual([])
})

test('every frame of the first lexicon has terms in English, Russian, Chinese and Kazakh', () => {
  for (const language of ['en', 'ru', 'zh', 'kk']) {
    const frames = new Set(lexicon.terms.filter((term) => term.language === language).map(({ frame }) => frame))
    expect(lexicon.frames.map(({ id }) => id).filter((id) => !frames.has(id))).toEqual([])
  }
})

// Sentences that no term was written from.
test.each([
  ['en', 'Paris recalled its envoy after what it called a stab in the back.', 'betrayal'],
  ['en', 'He spoke of the ingratitude of a neighbour fed for decades.', 'ingratitude'],
  ['ru', 'Обозреватель пишет, что соседи нанесли удар в спину.', 'betrayal'],
  ['ru', 'В столице говорят о чёрной неблагодарности.', 'ingratitude'],
  ['zh', '多年投资之后，他们却在背后捅了我们一刀。', 'betrayal'],
  ['zh', '网友怒斥该国忘恩负义。', 'ingratitude'],
  ['kk', 'Көршілер арқамыздан пышақ салды деп жазды газет.', 'betrayal'],
  ['kk', 'Олар алғыс білмейтін ел екен.', 'ingratitude'],
])('in %s, "%s" tells of %s', (language, text, frame) => {
  expect(framesIn(text, language)).toContain(frame)
})

test.each([
  ['en', 'The man was treated for a stab wound in the lower back.'],
  ['en', 'Rescuers drove along a treacherous road while the power was turned back on.'],
  ['ru', 'Пациент жалуется на боли в спине.'],
  ['zh', '他背着书包回家。'],
  ['kk', 'Ол базардан пышақ сатып алды.'],
])('in %s, "%s" tells of no frame', (language, text) => {
  expect(framesIn(text, language)).toEqual([])
})
