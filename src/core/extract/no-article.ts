import type { ExtractedArticle, NotArticleCode } from './extraction.ts'
import { isArticleNode, typesOf } from './metadata/json-ld.ts'
import { metaOf } from './metadata/head.ts'
import { publicationMetas } from './main-content.ts'
import type { Block } from './page/blocks.ts'
import type { PageReading } from './read-page.ts'
import { countWords } from './words.ts'

export interface ReasonAgainst {
  readonly code: NotArticleCode
  readonly reason: string
}

/** Pages that hold something else where an article should be are short: past this many words of body none of the walls is believed. */
const wallWords = 260
const fewWords = 8
/** Comment forms speak of captchas too, under articles longer than this. */
const botWords = 80
/** So few words of body are no article beside a banner. */
const fewWallWords = 25
/** A judge this sure of its text is overruled only by a page that calls itself a list and looks like one. */
const sureOfArticle = 0.6

/** Why a page is no article, if it is none: a wall in front of it, an answer in place of it, or a list of others. */
export function reasonAgainst(page: PageReading, article: ExtractedArticle, url: string | undefined): ReasonAgainst | undefined {
  const words = countWords(article.text)
  if (/^(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\s)+$/.test(article.text)) return { code: 'ellipsis', reason: 'The text on the page is one ellipsis' }
  const visible = page.blocks.filter((block) => !block.hidden)
  // Pages that arrive in pieces hide all of them until a script puts them in place.
  const shown = (visible.length > 0 ? visible : page.blocks).map((block) => block.text)
  if (shown.length === 0 && words === 0) return { code: 'empty-page', reason: 'The page has no text' }
  if (shown.every((text) => /^(?:\.\.\.|…|\s)*$/.test(text))) return { code: 'ellipsis', reason: 'The text on the page is one ellipsis' }
  if (words < wallWords) {
    const wall = wallOf(page, shown, { text: article.text, words })
    if (wall) return wall
  }
  if (isIndex(page, { words, isSure: article.confidence >= sureOfArticle, url }))
    return { code: 'index-page', reason: 'The page lists articles and is none itself' }
  if (article.flags.includes('paywalled') && article.flags.includes('teaser') && words < 40) {
    return { code: 'paywalled', reason: 'Behind a paywall: hardly any of the text is on the page' }
  }
  if (words >= fewWords && !(isUndeclared(page) && !holdsSentence.test(article.text))) return undefined
  const links = page.blocks.filter((block) => block.linkChars > 0.6 * block.text.length && block.text.length > 25).length
  if (links >= 12) return { code: 'index-page', reason: 'The page lists articles and is none itself' }
  return { code: 'no-article', reason: `No running text was found (${words} words)` }
}

/** Marks that end a sentence, and those of scripts that do without. */
const holdsSentence = /[.!?…](?:["'»”’)\]]{0,3})(?:\s|$)|[。！？؟।\u0e00-\u0e7f]/u

/** No article, author or time of publication is declared or printed. */
function isUndeclared({ clues, head, byline }: PageReading): boolean {
  return !clues.declaresArticle && byline.length === 0 && metaOf(head, ...publicationMetas) === undefined
}

const botPhrases =
  /verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|i'?m not a robot|checking your browser|enable javascript and cookies|unusual (?:traffic|activity) from|complete the (?:security check|captcha)|captcha|access (?:to this page )?(?:has been )?denied|pardon our interruption|ddos protection by|request (?:unsuccessful|blocked)|you have been blocked|security check to access|ich bin kein roboter|zugriff verweigert|accès refusé|acceso denegado|я не робот|доступ (?:запрещ[её]н|ограничен)|подтвердите, что запросы|安全验证|访问被拒绝|请完成验证/iu
export const consentPhrases =
  /(?:we|our partners|wir|nous|nosotros)[^.]{0,80}(?:use|store|verwenden|nutzen|utilisons|utilizamos)[^.]{0,60}cookies|before you continue|accept (?:all )?cookies|cookie (?:consent|settings|einstellungen)|manage (?:your )?(?:consent|preferences|privacy)|zustimmung|alle akzeptieren|cookies akzeptieren|accepter (?:et|les cookies|tout)|aceptar (?:y|cookies|todo)|accetta (?:e|tutti|i cookie)|принять (?:все )?(?:файлы )?cookie|akceptuj|we value your privacy|privacy policy.{0,80}partners/iu
const missingPhrases =
  /\b(?:error )?404\b|page (?:can ?not|can'?t|could not) be found|page (?:was )?not found|page (?:you (?:are|were) looking for|you requested)|no longer (?:available|exists)|doesn'?t exist|seite (?:wurde )?nicht gefunden|nicht (?:mehr )?(?:gefunden|verfügbar)|page (?:introuvable|non trouvée)|página no (?:encontrada|existe)|no se (?:ha )?encontr|página não encontrada|pagina non trovata|страница не (?:найдена|существует)|strona nie (?:istnieje|została znaleziona)|nie znaleziono|δεν βρέθηκε|页面不存在|找不到(?:页面|该页|網頁|您)|無法找到|已被删除|ページが見つかりません|페이지를 찾을 수 없/iu

/** Titles of pages to sign in on, whole or between dividers; a headline that only begins so is none. */
const loginTitles =
  /(?:^|[|–—·»]|\s-\s)\s*(?:(?:please )?(?:log ?in|sign ?in|register|log ?on)(?: (?:to|or|with|for)(?: (?:your|an?|my))? (?:continue|read(?: (?:on|more))?|account|register|sign up|proceed|subscribers?))?|(?:bitte )?(?:anmelden|einloggen)(?:, um weiterzulesen)?|anmeldung|connexion|se connecter|connectez-vous|iniciar sesión|inicia sesión|acceder|entrar|fazer login|accedi|вход|войти|авторизация|вход на сайт|вход в личный кабинет|авторизуйтесь|увійти|вхід|кіру|жүйеге кіру|zaloguj się|logowanie|přihlášení|giriş yap|üye girişi|登录|用户登录|会员登录|登入|ログイン|로그인|تسجيل الدخول|ورود|התחברות|כניסה)\s*[!.…]?\s*(?=$|[|–—·«]|\s-\s)/imu
const loginWords = 60

const botTitles = /just a moment|attention required|robot check|access denied|are you human|security check/i

function wallOf(
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
  const saysMissing =
    missingPhrases.test(titles) || (total < 6_000 && shown.slice(0, 80).some((line) => line.length < 160 && missingPhrases.test(line)))
  if (words < 120 && saysMissing && (isBare || missingPhrases.test(text))) {
    return { code: 'soft-404', reason: 'The page says that the article is not there' }
  }
  if (words < botWords && (botTitles.test(titles) || (total < 4_000 && botPhrases.test(sample)))) {
    return { code: 'bot-wall', reason: 'The page asks whether a person is reading, and shows no article' }
  }
  if (words < loginWords && loginTitles.test(titles)) {
    return { code: 'login-wall', reason: 'The page asks to sign in, and shows no article' }
  }
  const consentChars = text
    .split('\n\n')
    .reduce((sum, paragraph) => sum + (consentPhrases.test(paragraph.slice(0, 2_000)) ? paragraph.length : 0), 0)
  const asksConsent = isBare ? consentPhrases.test(sample) : consentChars > 0.5 * text.length
  if (words < 200 && total < 8_000 && asksConsent) {
    return { code: 'consent-wall', reason: 'The page asks for consent to cookies, and shows no article' }
  }
  return undefined
}

const headingTags = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const listTypes = new Set(['CollectionPage', 'ItemList', 'SearchResultsPage', 'ProfilePage'])

/** A front page, a section or a search: many linked headings, little running text, and nothing that declares an article. */
function isIndex(page: PageReading, text: { readonly words: number; readonly isSure: boolean; readonly url: string | undefined }): boolean {
  const { words, isSure, url } = text
  if (page.linked.some(isArticleNode) && page.node) return false
  const type = metaOf(page.head, 'og:type')?.toLowerCase()
  const isFront = url !== undefined && URL.parse(url)?.pathname === '/'
  const calledList = page.linked.some((node) => typesOf(node).some((name) => listTypes.has(name)))
  // Many systems call every page an article, and say in JSON-LD what it is.
  if (type === 'article' && !isFront && !calledList) return false
  if ((type !== 'article' || calledList) && cardShare(page) > 0.6) return true
  if (type === 'article' && !isFront) return false
  const { blocks, features, tree } = page
  let linkedHeadings = 0
  for (const block of blocks) if (headingTags.has(tree.tags[block.element]!) && isLinked(block)) linkedHeadings += 1
  const proseRun = longestProse(features.prose, page.kinship.words)
  const declaresList = type === 'website' || calledList
  const linkShare = features.containers.linkWords[0]! / Math.max(1, features.containers.pageWords)
  if (isSure) return linkedHeadings >= 8 && declaresList && proseRun < 60
  const points = Number(linkedHeadings >= 8) + Number(declaresList) + Number(isFront) + Number(linkShare > 0.5) + Number(words < 120)
  return proseRun < 120 && linkedHeadings + blocks.length / 10 > 10 && points >= 3
}

function isLinked({ linkChars, text }: Block): boolean {
  return linkChars > 0.8 * text.length
}

const fewCards = 6
const cardBlocks = 8

/** Share of the page's running text that stands in cards: small elements with a linked heading of their own. 0 where there are fewer than six. */
function cardShare(page: PageReading): number {
  const { blocks, features, tree } = page
  const { blocks: blockCounts, pageProse } = features.containers
  const headed = new Set<number>()
  const climb = function* (element: number): Generator<number> {
    for (let at = element, steps = 0; at > 0 && steps < 5 && blockCounts[at]! <= cardBlocks; at = tree.parents[at]!, steps++) yield at
  }
  for (const block of blocks) {
    if (!isLinked(block)) continue
    const tag = tree.tags[block.element]!
    const isHeading = (tag !== 'h1' && headingTags.has(tag)) || (block.text.length > 20 && block.links === 1)
    if (isHeading) for (const at of climb(block.element)) headed.add(at)
  }
  if (headed.size < fewCards) return 0
  const cards = new Set<number>()
  let words = 0
  for (let index = 0; index < blocks.length; index++) {
    if (!features.prose[index]) continue
    const block = blocks[index]!
    const card = climb(block.element).find((at) => headed.has(at))
    if (card === undefined) continue
    cards.add(card)
    words += features.traits[index]!.words
  }
  return cards.size < fewCards ? 0 : words / Math.max(1, pageProse)
}

/** Words of the longest run of running text, two short blocks in between allowed. */
function longestProse(prose: readonly boolean[], words: readonly number[]): number {
  let longest = 0
  let run = 0
  let gap = 0
  for (let index = 0; index < prose.length; index++) {
    if (prose[index]) {
      run += words[index]!
      gap = 0
      longest = Math.max(longest, run)
    } else if (++gap > 2) run = 0
  }
  return longest
}
