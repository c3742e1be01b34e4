import { array, assert, constantFrom, property } from 'fast-check'
import { test } from 'vitest'
import type { LanguageData } from '../../../src/core/voice/language-data.ts'
import { findVoices } from '../../../src/core/voice/voices.ts'
import { languageCodes, loadLanguage } from './load-language.ts'

const marks = ['“', '”', '«', '»', '"', '《', '》', '(', ')', ',', '，', '.', '。', ':', ';', '—', '?', '!', '…', '\n\n', 'Zed']

/** Every word and phrase of the lists that the rules look for, so that each of them is tried in places where no writer puts it. */
function wordsOf({ verbs, nouns, phrases, grammar, people }: LanguageData): readonly string[] {
  const lists = [verbs, nouns, phrases, grammar, people].flatMap((group) => Object.values(group))
  return [...new Set(lists.flat())].map((form) => form.replace('*', 'Zed'))
}

test.each(languageCodes)('listed words of %s in any order keep every span inside the text', (code) => {
  const language = loadLanguage(code)
  const texts = array(constantFrom(...wordsOf(language), ...marks, ...marks), { maxLength: 90 }).map((words) =>
    words.join(language.spaced ? ' ' : ''),
  )
  assert(
    property(texts, (text) => {
      const voices = findVoices(text, { language, bodyStart: 0 })
      for (let start = 0; start < text.length; start += 9) voices.at({ start, end: start + 1 })
      return voices.spans.every(({ start, end }) => 0 <= start && start < end && end <= text.length)
    }),
    { numRuns: 60 },
  )
})
