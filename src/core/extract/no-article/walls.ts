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
const missingWords = 120
const consentWords = 200
/** So few words of body are no article beside a banner. */
const fewWallWords = 25

/** What stands in front of an article or in place of it, if anything does: a wall, or word that it is gone. */
export function wallOf(
  page: PageReading,
  shown: readonly string[],
  body: { readonly text: string; readonly words: number },
): ReasonAgainst | undefined {
  const { text, words } = body
  if (words >= consentWords || (page.node !== undefined && words > 60)) return undefined
  const titles = [page.head.title ?? '', page.title ?? '', metaOf(page.head, 'og:title') ?? ''].join('\n').slice(0, 2_000)
  const total = shown.reduce((sum, line) => sum + line.length, 0)
  const sample = (): string => shown.join('\n').slice(0, 6_000)
  const isBare = words < fewWallWords
  // Who gives a page the time at which it was published has put an article there, though it may be about walls.
  const isDeclared =
    page.clues.declaresArticle && (page.node?.has('datePublished') === true || metaOf(page.head, ...publicationMetas) !== undefined)
  const saysMissing = (): boolean =>
    missingPhrases.test(titles) || (total < 6_000 && shown.slice(0, 80).some((line) => line.length < 160 && missingPhrases.test(line)))
  if (words < missingWords && (isBare || (!isDeclared && missingPhrases.test(text))) && saysMissing()) {
    return { code: 'soft-404', reason: 'The page says that the article is not there' }
  }
  if (!isDeclared && words < awayWords && shown.slice(0, 80).some((line) => line.length < 200 && awayPhrases.test(line))) {
    return { code: 'no-article', reason: 'The page says that there is nothing to show' }
  }
  if (!isDeclared && words < botWords && (botTitles.test(titles) || (total < 4_000 && botPhrases.test(sample())))) {
    return { code: 'bot-wall', reason: 'The page asks whether a person is reading, and shows no article' }
  }
  if (words < loginWords && loginTitles.test(titles)) {
    return { code: 'login-wall', reason: 'The page asks to sign in, and shows no article' }
  }
  const asksConsent = (): boolean => (isBare ? consentPhrases.test(sample()) : consentCharsOf(text) > 0.5 * text.length)
  if (total < 8_000 && asksConsent() && (isBare || !isDeclared || asksWithButton(page))) {
    return { code: 'consent-wall', reason: 'The page asks for consent to cookies, and shows no article' }
  }
  return undefined
}

/** Characters of the paragraphs that ask for consent. */
function consentCharsOf(text: string): number {
  return text.split('\n\n').reduce((sum, paragraph) => sum + (asksForConsent(paragraph) ? paragraph.length : 0), 0)
}

function asksForConsent(paragraph: string): boolean {
  return consentPhrases.test(paragraph.slice(0, 2_000))
}

/** Whether what asks for consent stands beside a button, and no headline is with it: an article that quotes such words has none. */
function asksWithButton({ tree, blocks }: PageReading): boolean {
  const buttons = placesOf(tree, 'button')
  const headlines = placesOf(tree, 'h1')
  if (buttons.length === 0) return false
  const asking = blocks.filter(({ text }) => asksForConsent(text))
  return asking.some(({ element }) => {
    const parent = tree.parents[element]!
    const around = [element, parent, parent > 0 ? tree.parents[parent]! : 0].filter((at) => at > 0)
    return around.some((at) => holdsAny(tree, at, buttons) && !holdsAny(tree, at, headlines))
  })
}
