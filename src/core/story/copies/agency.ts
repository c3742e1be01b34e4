import type { Article } from '../../../model.ts'

/**
 * The news agency whose marks an article carries: in its byline, at the head of its text ("LONDON, May 3 (Reuters) —", "МОСКВА, 3 мая —
 * РИА Новости", "新华社北京5月3日电"), or at its end. An agency that is only spoken of is no mark.
 */
export function agencyOf({ byline, text, bodyStart }: Pick<Article, 'byline' | 'text' | 'bodyStart'>): string | undefined {
  const body = text.slice(bodyStart).trim()
  const head = body.slice(0, headLength)
  const tail = body.slice(-tailLength)
  return agencies.find(
    ({ names }) =>
      byline.some((author) => names.some((name) => isAuthor(author, name))) ||
      names.some((name) => isMarkedAt(head, name)) ||
      names.some((name) => isSignedAt(tail, name)),
  )?.agency
}

const headLength = 160
const tailLength = 160

/** "AP", "By the Associated Press", "Reuters Staff", "Jane Doe, AP", "ТАСС". */
function isAuthor(author: string, name: string): boolean {
  return wordsOf(author).some((_, index, all) => wordsOf(name).every((word, place) => all[index + place] === word))
}

/** Between brackets, strokes or dashes, or followed by a dash, as agencies sign a dateline; in Chinese with "电" soon behind. */
function isMarkedAt(head: string, name: string): boolean {
  if (/^\p{Script=Han}/u.test(name)) {
    const at = head.indexOf(name)
    return at >= 0 && at < 40 && /[电電讯訊]/u.test(head.slice(at + name.length, at + name.length + 24))
  }
  return placesOf(head, name).some(({ before, after }) => {
    const opened = /[(/[]\s*$/u.test(before)
    const closed = /^\s*[)/\]]/u.test(after)
    const dashed = /^\s*[.:]?\s*[-–—]/u.test(after) || /^\.\s/u.test(after)
    const introduced = before.trim() === '' || /[-–—,.]\s*$/u.test(before)
    return (opened && closed) || (introduced && dashed)
  })
}

/** Between brackets or strokes, or alone behind a dash, a stroke or "source". */
function isSignedAt(tail: string, name: string): boolean {
  return placesOf(tail, name).some(({ before, after }) => {
    const opened = /[([/]\s*$/u.test(before)
    const closed = /^\s*[)\]/]/u.test(after)
    const alone = /(?:[-–—/]|source:|источник:|дереккөз:|来源[：:])\s*$/iu.test(before) && /^[\s.]*$/u.test(after)
    return (opened && closed) || alone
  })
}

/** What stands on either side of each place where the name is a word of its own, in its own capitals. */
function placesOf(text: string, name: string): readonly { readonly before: string; readonly after: string }[] {
  const places = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + name.length)]
    if (!/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)) places.push({ before, after })
  }
  return places
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Names as agencies print them. Those that are everyday words as well ("PA", "AP") are only believed in a mark. */
const agencies: readonly { readonly agency: string; readonly names: readonly string[] }[] = [
  { agency: 'Associated Press', names: ['AP', 'Associated Press'] },
  { agency: 'Reuters', names: ['Reuters', 'REUTERS', 'Рейтер', '路透社', '路透'] },
  { agency: 'AFP', names: ['AFP', 'Agence France-Presse', 'АФП', '法新社'] },
  { agency: 'UPI', names: ['UPI', 'United Press International'] },
  { agency: 'PA Media', names: ['PA Media', 'PA'] },
  { agency: 'dpa', names: ['dpa', 'DPA', 'Deutsche Presse-Agentur'] },
  { agency: 'EFE', names: ['EFE'] },
  { agency: 'ANSA', names: ['ANSA'] },
  { agency: 'Bloomberg', names: ['Bloomberg', '彭博社'] },
  { agency: 'TASS', names: ['TASS', 'ТАСС', 'ИТАР-ТАСС', '塔斯社'] },
  { agency: 'RIA Novosti', names: ['РИА Новости', 'RIA Novosti', '俄新社'] },
  { agency: 'Interfax', names: ['Интерфакс', 'ИНТЕРФАКС', 'INTERFAX.RU', 'Interfax', '国际文传电讯社'] },
  { agency: 'Xinhua', names: ['Xinhua', 'Синьхуа', 'СИНЬХУА', '新华社', '新華社'] },
  { agency: 'China News Service', names: ['中新社', '中新网', 'CNS'] },
  { agency: 'Kazinform', names: ['Kazinform', 'Казинформ', 'КАЗИНФОРМ', 'ҚазАқпарат', 'KazAqparat', 'Qazinform'] },
  { agency: 'Anadolu', names: ['Anadolu', 'AA'] },
  { agency: 'Kyodo', names: ['Kyodo', '共同社'] },
  { agency: 'Yonhap', names: ['Yonhap', '韩联社'] },
  { agency: 'PTI', names: ['PTI', 'Press Trust of India'] },
  { agency: 'BelTA', names: ['BelTA', 'БЕЛТА', 'БелТА'] },
  { agency: 'Ukrinform', names: ['Ukrinform', 'Укринформ', 'Укрінформ'] },
]
