import { attributeOf } from '../page/page-tree.ts'
import { endsSentence } from '../describe/text-traits.ts'
import { mentionTopics, phraseTopics } from '../describe/phrases.ts'
import { gates } from '../metadata/flags.ts'
import { changedWords, lettersOf, publishedWords } from '../metadata/dates/visible-date.ts'
import { dayFirst, findWrittenDate } from '../metadata/dates/written-date.ts'
import type { Block } from '../page/blocks.ts'
import { isCaption, isClosing } from '../plain-boilerplate.ts'
import type { PageReading } from '../read-page.ts'

const none: ReadonlySet<number> = new Set()
const lineChars = 120
const dateWords = 8
const besideNames = 3
const dateClass = /date|time|publish|posted/i

/** Lines before the first paragraph that only tell when it was published and who wrote it. */
export function datelines({ tree, blocks, features, byline }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const firstProse = chosen.find((index) => features.prose[index]) ?? -1
  const found = chosen.filter((index) => {
    const { text, first } = blocks[index]!
    if (index >= firstProse || text.length > lineChars || endsSentence(text)) return false
    const words = lettersOf(text)
    const parent = tree.parents[first]!
    if (words.length <= dateWords) {
      if (tree.tags[parent] === 'time') return true
      const grand = Math.max(0, tree.parents[parent]!)
      const isNamed = [parent, grand].some((at) => dateClass.test(attributeOf(tree, at, 'class') ?? ''))
      const tellsWhen = isNamed || words.some((word) => publishedWords.has(word) || changedWords.has(word))
      if (tellsWhen && findWrittenDate(text, dayFirst) !== undefined) return true
    }
    return isSignature(text, byline)
  })
  return new Set(found)
}

/** A line of the authors' names and little else. In Chinese the line of the reporter opens the text, as a dateline does elsewhere. */
function isSignature(text: string, byline: readonly string[]): boolean {
  if (text.length > lineChars || /\p{Script=Han}/u.test(text)) return false
  const lower = text.toLowerCase()
  const rest = byline.reduce((left, name) => left.replace(name.toLowerCase(), ' '), lower).replace(/\S+@\S+/g, ' ')
  return rest !== lower && byline.some((name) => lower.includes(name.toLowerCase())) && lettersOf(rest).length <= besideNames
}

const adNotice =
  /^(?:advertisement|article continues|story continues|continues (?:below|after)|anzeige|werbung|weiter nach der (?:werbung|anzeige)|la suite après|publicité|continua (?:após|depois|después|dopo)|sigue después|la nota continúa|publicidade?|pubblicità|реклама|продолжение после рекламы|reklama?|广告|廣告|広告|광고|إعلان|פרסומת)/iu
const noticeWords = 8

/** A line between the paragraphs that says that an advertisement stands there. */
export function adNotices({ blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  return new Set(chosen.filter((index) => features.traits[index]!.words <= noticeWords && !endsSentence(blocks[index]!.text) && adNotice.test(blocks[index]!.text))) // prettier-ignore
}

/** The words under a picture that open with their credit or end in it. */
export function captions({ blocks }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const found = chosen.filter((index) => !endsSentence(blocks[index]!.text) && isCaption(blocks[index]!.text))
  return found.length === chosen.length ? none : new Set(found)
}

const gateChars = 200
/** More words behind a gate are the text that it was meant to guard. */
const mostBehindGate = 120

/** What stands where a text is cut off: the offer to subscribe, and all that is behind it. */
export function gateAtEnd({ blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const isGate = (index: number): boolean => blocks[index]!.text.length < gateChars && gates.test(blocks[index]!.text)
  let last = chosen.length
  for (let left = mostBehindGate; last > 0; last--) {
    left -= features.traits[chosen[last - 1]!]!.words
    if (left < 0) break
  }
  // Only one among the last words counts, and only if it is the first of the text: the long pattern is not asked of all the rest in vain.
  const gate = chosen.findIndex((index, at) => at >= last && isGate(index))
  return gate <= 0 || chosen.slice(0, last).some(isGate) ? none : new Set(chosen.slice(gate))
}

const appealTopics = (['newsletter', 'share', 'comment', 'account', 'donate'] as const).reduce((bits, topic) => bits | (1 << phraseTopics.indexOf(topic)), 0) // prettier-ignore
const appealMentions = (['newsletter', 'follow', 'appeal'] as const).reduce((bits, topic) => bits | (1 << mentionTopics.indexOf(topic)), 0)
const appealWords = 40
/** What the judge's own lists do not know, or know only at the beginning of a line. */
const appeals =
  /подпи(?:сывай|ши)(?:тесь|сь)|присоединяй(?:тесь|ся)|читайте нас в|следите за (?:нашими )?новостями|жазылыңыз|підпи(?:суй|ши)(?:теся|тесь|сь)|follow us (?:on|at)|click here|email us|write to us|get in touch|letters? (?:to the editor|for publication)|submit a (?:response|letter)|abonnieren sie|folgen sie uns|suivez-nous|abonnez-vous|síguenos|suscríbete|seguici|obserwuj nas|bizi takip|abone ol|تابعونا|تابعنا على|اشترك في|عضو شوید|הצטרפו|关注我们|扫码|扫描二维码|더 많은 기사|구독하기/iu

/** What a site asks of its readers when a text is over: to follow, to comment, to tell of mistakes; whose the rights are, and who has signed. */
export function appealsAtEnd({ blocks, features, byline }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const isAppeal = (index: number): boolean => {
    const { text } = blocks[index]!
    // What ends so leads to something.
    if (/[:：]$/.test(text)) return false
    if (isClosing(text) || (isSignature(text, byline) && !endsSentence(text))) return true
    if (features.traits[index]!.words > appealWords) return false
    return appeals.test(text) || ((features.phrases[index]! & appealTopics) !== 0 && (features.mentions[index]! & appealMentions) !== 0)
  }
  const last = chosen.findLastIndex((index) => !isAppeal(index))
  return new Set(chosen.slice(last + 1))
}

const bioWords = 60
const bioBit = 1 << mentionTopics.indexOf('bio')

/** What stands of the author below a text: it begins with the name, and another template made it, or it says what he or she writes about. */
export function aboutAuthor({ blocks, features, byline }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const last = chosen.at(-1)
  const before = chosen.at(-2)
  if (last === undefined || before === undefined || features.traits[last]!.words > bioWords) return none
  const { text } = blocks[last]!
  if (!byline.some((name) => name.includes(' ') && text.startsWith(name))) return none
  return features.group[last] !== features.group[before] || (features.mentions[last]! & bioBit) !== 0 ? new Set([last]) : none
}

const commentsHeading =
  /^(?:\d+\s+)?(?:comments?|replies|responses|kommentare?|commentaires?|comentarios?|comentários?|commenti|комментари(?:й|и|я|ев)|отзывы|отзывы читателей|коментар(?:і|ів)|пікірлер|yorumlar|komentarze|komentáře|评论|網友評論|网友评论|读者评论|コメント|댓글|תגובות|التعليقات|تعليقات|نظرات)\s*[(:：（]?\s*\d*\s*[)）]?\s*:?$/iu
const headingTag = /^h[1-6]$/
/** So many stand before the heading, one where it tells the number of comments. */
const fewestParagraphs = 3
const sameTemplate = 0.2
/** Names, times and "Reply" stand between what readers write. */
const fewestBetween = 0.25

/**
 * What readers wrote, behind a heading that says so: made by another template than the text before it, with short lines between. A word in a bar above the
 * text, or a button, says it too.
 */
export function commentsBehindHeading({ tree, blocks, features }: PageReading, chosen: readonly number[]): ReadonlySet<number> {
  const headline = blocks.findIndex(({ element }) => tree.tags[element] === 'h1')
  // Of a very short article the judge may have chosen nothing but its comments.
  const paragraphs = headline === -1 ? chosen.filter((index) => features.prose[index]) : proseFrom(features.prose, headline)
  const isHeading = ({ text, element, linkChars }: Block): boolean =>
    text.length < 60 && linkChars === 0 && (headingTag.test(tree.tags[element]!) || /\d/.test(text)) && commentsHeading.test(text)
  const [first = blocks.length] = paragraphs
  const heading = blocks.findIndex((block, index) => {
    if (index <= first || !isHeading(block)) return false
    const fewest = headingTag.test(tree.tags[block.element]!) && /\d/.test(block.text) ? 1 : fewestParagraphs
    return index > (paragraphs[fewest - 1] ?? blocks.length)
  })
  if (heading === -1) return none
  const behind = chosen.filter((index) => index > heading)
  const templates = new Set(paragraphs.filter((index) => index < heading).map((index) => features.group[index]))
  const words = (indexes: readonly number[]): number => indexes.reduce((sum, index) => sum + features.traits[index]!.words, 0)
  const alike = behind.filter((index) => templates.has(features.group[index]))
  if (words(alike) > sameTemplate * words(behind)) return none
  const after = features.prose.slice(heading + 1, (behind.at(-1) ?? heading) + 1)
  return after.filter((isProse) => !isProse).length < fewestBetween * after.length ? none : new Set([heading, ...behind])
}

function proseFrom(prose: readonly boolean[], from: number): readonly number[] {
  const found: number[] = []
  for (let index = from + 1; index < prose.length; index++) if (prose[index]) found.push(index)
  return found
}
