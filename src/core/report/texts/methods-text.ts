import { shortHash } from '../../short-hash.ts'
import { checkTexts } from './check-texts.ts'
import { careTexts } from './care-texts.ts'
import { historyTexts } from './history-texts.ts'
import type { ReportData } from '../report-data.ts'
import { sweepTexts } from './sweep-texts.ts'
import { counted, listed, percent, versionOf } from '../wording.ts'

/** How the report was made, one plain paragraph an idea, with this run's own numbers. Shared by all forms of the report. */
export function methodsText(data: ReportData): readonly (readonly [heading: string, text: string])[] {
  const { method, lexicon, outlets, articles, excluded, run, searches } = data
  const services = [...new Set(searches.map(({ service }) => service))]
  const pinned = articles.filter(({ member }) => member.pinned).length
  const barred = excluded.filter(({ code }) => code === 'excluded-by-you').length
  const doubtful = articles.filter(({ member }) => member.doubtful).length
  const asked = outlets.filter(({ sources }) => sources.length > 0).length
  return [
    [
      'What was read',
      `${asked > 0 ? `${asked} outlets were asked through their feeds and news sitemaps for coverage within ${method.windowDays} days of the anchor’s date, at most ${method.perOutlet} articles an outlet. ` : 'The coverage was named by the person who asked; no outlet was asked for more. '}${services.length > 0 ? `Asked for more: ${listed(services)}. ` : ''}Every address that was left out is listed with its reason.`,
    ],
    [
      'What was counted',
      `Terms of the lexicon ${lexicon.id}, ${versionOf(lexicon)}, in the language of each article. A language without terms is not measured, and its silence means nothing. ${deniedText}`,
    ],
    [
      'Whose words',
      'Each hit is given to the outlet itself or to the chain of speakers that the sentence names. Rates divide the hits in one voice by the words in that voice; headlines are counted as a share of articles.',
    ],
    [
      'Uncertainty',
      `Words cluster inside articles, so the article is the unit. Intervals hold at ${percent(method.level)} over articles. A single article has none: the report gives its count and its rate, and rates.csv an interval over its words (exact Poisson, as where there is no hit), which says nothing of other articles. Differences are tested by exchanging articles between outlets (seed ${method.seed}, at most ${method.draws} random splits), and corrected for all comparisons made (Benjamini-Hochberg, ${percent(method.falseDiscoveryRate)}).`,
    ],
    [
      'What is withheld',
      'No verdict under five articles an outlet, across languages, or where more than half of the text is copied. “No clear difference” does not mean “the same”: with ten articles each, a true doubling is found about one time in six when articles vary strongly.',
    ],
    ...checkTexts(data.comparison.contrasts, (id) => lexicon.frames.find((frame) => frame.id === id)?.name ?? id),
    [
      'Copies',
      'A text that several outlets print is one observation. It is listed apart, counts once among outlets that are taken together, and feeds no difference between those who print it.',
    ],
    ...careTexts(data),
    ...sweepTexts(data.comparison.sweep),
    ...historyTexts(data),
    ...(pinned + barred > 0
      ? [
          [
            'By hand',
            `${counted(pinned, 'article')} pinned to the story and ${counted(barred, 'address', 'addresses')} left out by the person who ran it${run.note === undefined ? ', without a note that says why.' : '; the note below says why.'}`,
          ] as const,
        ]
      : []),
    ...(doubtful > 0 ? [['Other news', `${counted(doubtful, 'article')} may be other news. ${doubtfulText}`] as const] : []),
  ]
}

/** Why what is denied counts, and where it is seen. */
export const deniedText =
  'A hit that is denied (“this is no betrayal”), hedged or asked counts in rates and verdicts like any other, because the word was used; sentences are marked so, and beside counts in the own voice stands how many of them are denied.'

/** What is done with named coverage that is unlike the anchor: differences are only called inside one story. */
export const doubtfulText =
  'Named by hand, and unlike the anchor. It stays in the list of articles, with its hits, and feeds no rate, no comparison and not the finding: different news is not different framing. What does belong to the story can be pinned (--pin ID).'

/** How to name the report in a text. */
export function citationOf({ storyTitle, run, lexicon }: ReportData): string {
  return `Frameshift ${run.versions.frameshift} (${run.createdAt.slice(0, 4)}). Framing report “${storyTitle}”, run ${run.id}, ${run.createdAt}, lexicon ${lexicon.id} v${lexicon.version} (${shortHash(lexicon.hash)}).`
}

/** What no reader should take the report for. */
export const limitsText =
  'It counts words and whose mouth they are in. It does not measure intent, does not say who is right, and gives no outlet a score. A word that was not found is not an opinion that is not held.'

/** "14 articles, 9 outlets, 4 languages and 2 texts that several outlets print". */
export function countsLine({ articles, outlets }: ReportData): string {
  const covered = outlets.filter(({ status }) => status === 'covered').length
  const languages = new Set(articles.flatMap(({ article }) => article.language ?? [])).size
  const shared = new Set(articles.flatMap(({ member }) => member.copyOf ?? [])).size
  const parts = [counted(articles.length, 'article'), counted(covered, 'outlet'), counted(languages, 'language')]
  if (shared > 0) parts.push(`${counted(shared, 'text')} that several outlets print`)
  return listed(parts)
}
