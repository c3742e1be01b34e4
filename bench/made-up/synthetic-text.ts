import { randomIndex, type Random } from '../../src/core/stats/seeded-random.ts'

/** Made-up words, all different; those in front stand for the frequent ones. */
export function inventWords(count: number, random: Random): readonly string[] {
  const words = new Set<string>()
  while (words.size < count) {
    let word = ''
    for (let syllables = 1 + randomIndex(4, random); syllables > 0; syllables--) word += oneOf(onsets, random) + oneOf(rimes, random)
    words.add(word)
  }
  return [...words]
}

/** A word with the frequencies of real text: the n-th is met about 1/n as often as the first (Zipf). */
export function frequentWord(words: readonly string[], random: Random): string {
  return words[Math.floor(words.length ** random()) - 1] ?? ''
}

/** Sentences of 8 to 24 words, three to a paragraph. */
export function writeText(wordCount: number, nextWord: () => string, random: Random): string {
  const paragraphs: string[] = []
  let sentences: string[] = []
  for (let left = wordCount; left > 0;) {
    const length = Math.min(left, 8 + randomIndex(17, random))
    const sentence = Array.from({ length }, nextWord).join(' ')
    sentences.push(`${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`)
    left -= length
    if (sentences.length < 3 && left > 0) continue
    paragraphs.push(sentences.join(' '))
    sentences = []
  }
  return paragraphs.join('\n\n')
}

/** One of a list, each as likely as the next. */
export function oneOf(list: readonly string[], random: Random): string {
  return list[randomIndex(list.length, random)] ?? ''
}

const onsets = ['b', 'br', 'd', 'dr', 'f', 'g', 'h', 'k', 'kl', 'l', 'm', 'n', 'p', 'pr', 'r', 's', 'st', 't', 'tr', 'v', 'w', '']
const rimes = ['a', 'an', 'ar', 'e', 'el', 'en', 'er', 'i', 'il', 'in', 'o', 'on', 'or', 'u', 'un', 'ur', 'ai', 'ea', 'ou']
