import { metaOf } from '../metadata/head.ts'
import { publicationMetas } from '../main-content.ts'
import { holdsAny, placesOf } from '../page/page-tree.ts'
import type { PageReading } from '../read-page.ts'
import type { ReasonAgainst } from './reason-against.ts'
import { awayPhrases, botPhrases, botTitles, consentPhrases, loginTitles, missingPhrases } from './wall-phrases.ts'

/** Comment forms speak of captchas too, under articles longer than this. */
const botWords = 80
const loginWords = 60
const awayWords = 50
/** So few words of body are no article beside a banner. */
const fewWallWords = 25

/** What stands in front of an article or in place of it, if anything does: a wall, or word that it is gone. */
export function wallOf(
  page: PageReading,
  shown: readonly string[],
  body: { readonly text: string; readonly words: number },
): ReasonAgainst | undefined {
  const { text, words } = body
  if (page.node !== undefined && words > 60) return undefined
  const titles = [page.head.title ?? '', page.title ?? '', metaOf(page.head, 'og:title') ?? ''].join('\n').slice(0, 2_000)
  const total = shown.reduce((sum, line) => sum + line.length, 0)
  const sample = shown.join('\n').slice(0, 6_000)
  const isBare = words < fewWallWords
  // Who gives a page the time at which it was published has put an article there, though it may be about walls.
  const isDeclared =
    page.clues.declaresArticle && (page.node?.has('datePublished') === true || metaOf(page.head, ...publicationMetas) !== undefined)
  const saysMissing =
    missingPhrases.test(titles) || (total < 6_000 && shown.slice(0, 80).some((line) => line.length < 160 && missingPhrases.test(line)))
  if (words < 120 && saysMissing && (isBare || (!isDeclared && missingPhrases.test(text)))) {
    return { code: 'soft-404', reason: 'The page says that the article is not there' }
  }
  if (!isDeclared && words < awayWords && shown.slice(0, 80).some((line) => line.length < 200 && awayPhrases.test(line))) {
    return { code: 'no-article', reason: 'The page says that there is nothing to show' }
  }
  if (!isDeclared && words < botWords && (botTitles.test(titles) || (total < 4_000 && botPhrases.test(sample)))) {
    return { code: 'bot-wall', reason: 'The page asks whether a person is reading, and shows no article' }
  }
  if (words < loginWords && loginTitles.test(titles)) {
    return { code: 'login-wall', reason: 'The page asks to sign in, and shows no article' }
  }
  const consentChars = text
    .split('\n\n')
    .reduce((sum, paragraph) => sum + (consentPhrases.test(paragraph.slice(0, 2_000)) ? paragraph.length : 0), 0)
  const asksConsent = isBare ? consentPhrases.test(sample) : consentChars > 0.5 * text.length
  if (words < 200 && total < 8_000 && asksConsent && (isBare || !isDeclared || asksWithButton(page))) {
    return { code: 'consent-wall', reason: 'The page asks for consent to cookies, and shows no article' }
  }
  return undefined
}

/** Whether what asks for consent stands beside a button, and no headline is with it: an article that quotes such words has none. */
function asksWithButton({ tree, blocks }: PageReading): boolean {
  const buttons = placesOf(tree, 'button')
  const headlines = placesOf(tree, 'h1')
  const asking = blocks.filter(({ text }) => consentPhrases.test(text.slice(0, 2_000)))
  return asking.some(({ element }) => {
    const parent = tree.parents[element]!
    const around = [element, parent, parent > 0 ? tree.parents[parent]! : 0].filter((at) => at > 0)
    return around.some((at) => holdsAny(tree, at, buttons) && !holdsAny(tree, at, headlines))
  })
}
