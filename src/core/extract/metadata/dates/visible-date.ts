import { attributeOf, type PageTree } from '../../page/page-tree.ts'
import { asciiDigits, findWrittenDate, type ReadFigures } from './written-date.ts'

const nearHeadlineNodes = 120
const mostTexts = 2_000
/** A line of so few words beside its figures is about its date; one of more mentions it. */
const lineWords = 5
const dateNames = /date|time|publish|posted|meta|byline|fecha|datum|data|tarih/i
/** Words that stand before the date of publication, and before one of change; compared as whole words in lower case. */
export const publishedWords: ReadonlySet<string> = new Set([
  'published', 'posted', 'date', 'datum', 'veröffentlicht', 'erschienen', 'publié', 'publicado', 'fecha', 'pubblicato', 'data', 'publicação', 'gepubliceerd', 'publisert', 'publicerad', 'publiceret', 'julkaistu', 'opublikowano', 'publikováno', 'опубликовано', 'дата', 'опубліковано', 'δημοσίευση', 'yayınlanma', 'tarih', '입력', '등록', '发布时间', '發布時間', '公開日', 'жарияланды', 'жарияланған', 'פורסם', 'نشر', 'نُشر', 'منتشر', 'انتشار', 'प्रकाशित', 'đăng',
]) // prettier-ignore
export const changedWords: ReadonlySet<string> = new Set([
  'updated', 'update', 'modified', 'edited', 'reviewed', 'revised', 'aktualisiert', 'geändert', 'actualizado', 'actualización', 'modifié', 'aggiornato', 'aggiornamento', 'atualizado', 'atualização', 'bijgewerkt', 'oppdatert', 'uppdaterad', 'opdateret', 'päivitetty', 'zaktualizowano', 'aktualizacja', 'aktualizováno', 'обновлено', 'оновлено', 'ενημέρωση', 'güncelleme', 'güncellenme', '수정', '更新', '更新日', '更新时间', '更新時間', 'жаңартылды', 'עודכן', 'تحديث', 'بروزرسانی', 'अपडेट', 'cập',
]) // prettier-ignore
const ignoredParents = new Set(['script', 'title', 'figcaption', 'option'])

/**
 * The day of publication as a page shows it. A line that is about its date goes before a sentence that mentions one: first near the headline, then
 * behind a word for publication, then, where nothing tells of publication, behind a word for change near the headline, then in an element named for dates.
 */
export function visibleDate(tree: PageTree, headlines: readonly number[], readFigures: ReadFigures): string | undefined {
  const found: (string | undefined)[] = []
  let before = ''
  let looked = 0
  for (let index = 1; index < tree.size && looked < mostTexts; index++) {
    const text = tree.texts[index]!
    const parent = tree.parents[index]!
    if (text.trim() === '' || ignoredParents.has(tree.tags[parent]!)) continue
    const label = before
    before = text
    if (text.length < 6 || text.length > 300) continue
    looked += 1
    const rank = rankOf(tree, index, { headlines, label })
    if (rank === undefined || found[rank] !== undefined) continue
    found[rank] = findWrittenDate(text, readFigures)
    if (rank === 0 && found[0] !== undefined) return found[0]
  }
  return found.find((date) => date !== undefined)
}

interface Surroundings {
  readonly headlines: readonly number[]
  readonly label: string
}

/** How good a place for the date of publication this text is, 0 the best; `undefined` where a date says nothing. */
function rankOf(tree: PageTree, index: number, { headlines, label }: Surroundings): number | undefined {
  const text = asciiDigits(tree.texts[index]!)
  if (!/\d{4}|\d\d\.\d\d\.\d\d|\d年/.test(text)) return undefined
  const firstFigure = text.search(/\d/)
  const isLabel = label.length <= 40 && !/\d/.test(label)
  const leading = [...(isLabel ? lettersOf(label) : []), ...lettersOf(text.slice(0, firstFigure))]
  const parent = tree.parents[index]!
  const isNear = headlines.some((at) => index > at - nearHeadlineNodes / 4 && index < at + nearHeadlineNodes)
  const isNamed = dateNames.test(attributeOf(tree, parent, 'class') ?? '') || dateNames.test(attributeOf(tree, parent, 'id') ?? '')
  const isLine = lettersOf(text).length <= lineWords
  if (leading.some((word) => changedWords.has(word))) return isLine && isNear ? 2 : undefined
  if (isLine) {
    if (isNear) return 0
    if (leading.some((word) => publishedWords.has(word))) return 1
    return isNamed ? 3 : undefined
  }
  if (isNear) return 4
  return isNamed ? 5 : undefined
}

/** Runs of letters in lower case: a label of Chinese or Japanese stays one word. */
export function lettersOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? []
}
