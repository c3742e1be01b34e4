import { monthNumber } from './dates/month-names.ts'

/** Words that stand before a name, with a colon between. */
const labels = [
  'author', 'authors', 'author(s)', 'written by', 'words', 'story', 'text', 'interview', 'autor', 'autorin', 'autorin/autor', 'auteur', 'texte', 'autore', 'tekst', 'opracowanie', 'автор', 'авторы', 'автор текста', 'текст', 'подготовил', 'подготовила', 'беседовал', 'беседовала', 'автори', 'розмовляв', 'розмовляла', 'авторлар', 'дайындаған', 'yazar', 'yazan', 'haber', 'muallif', 'συντάκτης', 'γράφει', 'מאת', 'כתב', 'כתבת', 'بقلم', 'الكاتب', 'كتب', 'كتبت', 'نویسنده', 'خبرنگار', 'به قلم', 'लेखक', 'रिपोर्ट', '作者', '記者', '记者', '文', '撰文', '執筆', '取材', '글', '기자', 'tác giả',
] as const // prettier-ignore
/** Of these the name may follow without a colon, where the line holds nothing else. */
const bareLabels = ['author', 'written by', 'автор', 'авторы', 'беседовал', 'беседовала', 'розмовляв', 'розмовляла', 'autor', 'autorin', 'מאת', 'بقلم', '作者', '記者', '记者'] as const // prettier-ignore

const escaped = (words: readonly string[]): string => words.map((word) => word.replace(/[()/]/g, '\\$&')).join('|')
const labelled = new RegExp(`(?:^|[\\s|•·–—])(?:${escaped(labels)})\\s?[:：/／∕]\\s?(\\S.{1,59})$`, 'iu')
const bare = new RegExp(`^(?:${escaped(bareLabels)})(?:(?<=\\p{Script=Han})|\\s)\\s*(\\S.{1,59})$`, 'iu')
/** What ends a name within a line: another label, a mark, a figure. */
const behindName =
  /\s*[|•·／∕]|\s(?:on|in|at|for)\s|\s(?:am|le|el)\s(?=\S{0,12}\s?\d)|\s[–—-]\s|\s\S{1,12}[:：]|\s?\d|(?:報導|报道|摄影|攝影)$/u
const lineChars = 120

/** The name behind a label in a short line: `Автор: Анна Крылова`, `来源：日报 作者：王波`. A label is no beginning of another word: `文件` is none. */
export function labelledName(line: string): string | undefined {
  if (line.length > lineChars) return undefined
  const lower = line.toLowerCase()
  // The long patterns are dear to compile and to run: most lines have no such word where they ask for one.
  const named = (holdsLabel(lower) ? labelled.exec(line)?.[1] : undefined) ?? (opensWithLabel(lower) ? bare.exec(line)?.[1] : undefined)
  if (named === undefined) return undefined
  const name = named.slice(0, named.search(behindName) === -1 ? undefined : named.search(behindName)).trim()
  return isNames(name) ? name : undefined
}

/** Whether one of the labels stands right before a colon or a slash. */
function holdsLabel(lower: string): boolean {
  for (let at = lower.search(colon); at !== -1; at = nextColon(lower, at)) {
    const before = lower.slice(0, at).trimEnd()
    if (labels.some((label) => before.endsWith(label))) return true
  }
  return false
}

const colon = /[:：/／∕]/

function nextColon(text: string, at: number): number {
  const next = text.slice(at + 1).search(colon)
  return next === -1 ? -1 : at + 1 + next
}

function opensWithLabel(lower: string): boolean {
  return bareLabels.some((label) => lower.startsWith(label))
}

/** Names and no sentence: few words, a capital where the script has them, nothing that ends a sentence. */
function isNames(text: string): boolean {
  if (monthNumber(text) !== undefined && !text.includes(' ')) return false
  if (!/^[\p{Lu}\p{Lo}]/u.test(text) || /[!?。！？，«"“]|[.]\s+\p{L}/u.test(text.replace(/\b\p{Lu}\./gu, ''))) return false
  return /\p{Script=Han}/u.test(text) ? /^[^\s]{2,4}(?:[\s、/]+[^\s]{2,4}){0,3}$/u.test(text) : text.split(/\s+/).length <= 8
}

const korean = /^(?:[[(【][^\])】]{0,20}=\s?)?([가-힣]{2,4})\s?기자(?=$|[\s=\])】(]).{0,60}$/u

/** Korean outlets sign with the name and the word for reporter, and often an address: `박준호 기자 park@daily.example`. */
export function koreanReporter(line: string): string | undefined {
  return line.length > lineChars || !line.includes('기자') ? undefined : korean.exec(line)?.[1]
}

const firstTexts = 60
const wire = /[（(](?:[\p{Script=Han}]{0,8})(?:记者|記者)\s?([\p{Script=Han}、\s]{2,24})[)）]/u

/** Chinese agencies name their reporters in the first line of a text: `新华社北港3月3日电（记者王丽、李强）`. */
export function wireReporters(texts: readonly string[]): string | undefined {
  for (const text of texts.slice(0, firstTexts)) {
    const opening = text.slice(0, lineChars)
    const names = opening.includes('记者') || opening.includes('記者') ? wire.exec(opening)?.[1]?.trim() : undefined
    if (names !== undefined) return names
  }
  return undefined
}
