import type { Voice } from '../../../model.ts'
import { outletOf, type ReportBody } from '../report-data.ts'
import { translationFinder } from '../translations.ts'
import { checkWordsOf } from '../views/checked.ts'
import { chainOf, type Passage } from '../views/passages.ts'
import { classWords, modeWords, stanceWords, voiceWords, zoneWords } from '../wording.ts'
import { escaped, inline, linked } from './markdown-text.ts'

/** A sentence, whose words it is in, and where it stands. */
export function quotation(data: ReportBody, { article, hits, segments, alsoIn, frame }: Passage): string {
  const hit = hits[0]!
  const checked = checkWordsOf(data, hits)
  const words = segments
    .map(({ text, hit: marked }) => (marked ? `**${escaped(text)}**` : inline(text)))
    .join('')
    .trim()
  const notes = [
    voiceWords(hit.voice).toLowerCase(),
    escaped(frame),
    ...(hit.mode === 'asserted' ? [] : [modeWords[hit.mode]]),
    ...(hits.some(({ scareQuoted }) => scareQuoted) ? ['scare quotes'] : []),
    ...(checked === undefined ? [] : [checked]),
    zoneWords[hit.zone],
    linked(article.article.title, article.article.url),
    ...alsoIn.map((copy) => `also in ${escaped(outletOf(data, copy.article.outlet).name)} (copied text)`),
  ]
  const translated = translationFinder(data.translations)(hit.sentence)
  const beside = translated ? `\n>\n> *Translation by ${escaped(translated.by)}:* ${escaped(translated.translation)}` : ''
  return `> ${words}${beside}\n>\n> ${chainLine(outletOf(data, article.article.outlet).name, hit.voice)}: ${notes.join('; ')}`
}

function chainLine(outlet: string, voice: Voice): string {
  const links = chainOf(voice).map(({ speaker, speakerClass, stance }) => {
    const bearing = [speaker === undefined ? undefined : speakerClass && classWords[speakerClass], stanceWords[stance]].filter(
      (word) => word !== undefined,
    )
    return `${speaker ?? 'someone not named'}${bearing.length === 0 ? '' : ` (${bearing.join(', ')})`}`
  })
  return [outlet, ...links].map(escaped).join(' › ')
}
