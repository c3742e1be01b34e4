import { franc } from 'franc'
import { detectLanguage } from '../../text/language.ts'
import { hasSigns, signsOf } from '../../text/language-signs.ts'
import { primarySubtag } from '../../text/primary-subtag.ts'
import { metaOf, type Head } from './head.ts'
import { scriptOf, type Script } from './script.ts'

const sampleChars = 3_000

/** ISO 639-3, as the detector names languages, to the primary subtag of BCP 47. Languages that no news outlet of note writes in are left out: they only attract short texts. */
const subtags = new Map(
  'eng en,deu de,fra fr,spa es,por pt,ita it,nld nl,pol pl,ces cs,slk sk,hun hu,ron ro,bul bg,hrv hr,srp sr,bos bs,slv sl,ell el,tur tr,rus ru,ukr uk,bel be,kaz kk,uzn uz,azj az,hye hy,kat ka,fin fi,swe sv,dan da,nob no,nno no,est et,lit lt,lvs lv,isl is,arb ar,heb he,pes fa,urd ur,hin hi,ben bn,tam ta,tel te,mar mr,guj gu,kan kn,mal ml,pan pa,sin si,tha th,vie vi,ind id,zlm ms,tgl tl,jpn ja,kor ko,cmn zh,cat ca,glg gl,eus eu,swh sw,afr af,amh am,mya my,khm km,lao lo,mkd mk,als sq,npi ne,som so,hau ha,zul zu,xho xh'
    .split(',')
    .map((pair): readonly [string, string] => [pair.slice(0, 3), pair.slice(4)]),
)
const known = [...subtags.keys()]

/**
 * The language of a text as a BCP 47 primary subtag, told from the text and checked against what the page declares: a declaration wins only
 * where the text is too short to tell, where its short words bear it out, or where both are of the same script and the detector is known to mix
 * them up. `undefined` for too little text.
 */
export function readLanguage(text: string, head: Head | undefined): string | undefined {
  const declared =
    head === undefined
      ? undefined
      : primarySubtag(head.htmlLanguage ?? metaOf(head, 'og:locale', 'content-language', 'language', 'dc.language'))
  const sample = text.slice(0, sampleChars)
  const script = scriptOf(sample)
  if (sample.length < 40) return declared ?? byScript(script, sample)
  const alone = byScript(script, sample)
  if (alone !== undefined) return alone
  if (script === 'latin' && (sample.match(/þ/gi)?.length ?? 0) >= fewThorns) return 'is'
  if (script === 'latin' && isBorneOut(declared ?? commonest, sample)) return declared ?? commonest
  const detected = subtags.get(franc(sample, { only: known, minLength: 20 }))
  if (declared === undefined && sample.length < fewChars)
    return script === 'latin' ? byClearWords(sample, detected) : detectLanguage(sample)
  if (detected === undefined) return declared
  const fits = declared !== undefined && sharesScript(declared, script)
  return fits && (sample.length < fewChars || areClose(declared, detected)) ? declared : detected
}

/** In less text than this, what sequences of letters look most like is often another language. */
const fewChars = 200

/**
 * Of little text in Latin letters that nobody says the language of: what its short words tell, and nothing where they do not. A wrong language is
 * worse than none: it brings the terms of that language. Where letter sequences look like a neighbour, or like a language whose words are not known here, words that
 * both may have say too little.
 */
function byClearWords(sample: string, lookalike: string | undefined): string | undefined {
  const told = detectLanguage(sample)
  if (told === undefined || lookalike === undefined || told === lookalike) return told
  return areClose(told, lookalike) || !hasSigns(lookalike) ? undefined : told
}

/** Icelandic alone has the letter, and the detector does not know Icelandic. */
const fewThorns = 5
const signChars = 1_000
/** Below this, the lead over other languages has to be greater. */
const fewSigns = 25
const fewestSigns = 12
/** What a page that declares nothing is looked at for first. */
const commonest = 'en'

/** Whether the frequent words of this language are the most frequent here, by far: trigrams, which cost fifty times as much, would say the same. */
function isBorneOut(language: string, sample: string): boolean {
  const signs = signsOf(sample.slice(0, signChars))
  const own = signs.get(language) ?? 0
  if (own < fewestSigns) return false
  const lead = own < fewSigns ? 3 : 1.5
  for (const [other, weight] of signs) if (other !== language && lead * weight > own) return false
  return true
}

/** Scripts that belong to one language of the news. Kana makes it Japanese, however many Han letters there are. */
const languageOfScript = new Map<Script, string>([['kana', 'ja'], ['hangul', 'ko'], ['han', 'zh'], ['greek', 'el'], ['thai', 'th'], ['hebrew', 'he']]) // prettier-ignore

function byScript(script: Script | undefined, sample: string): string | undefined {
  if (script === undefined) return undefined
  return script === 'cyrillic' ? byCyrillicLetters(sample) : languageOfScript.get(script)
}

/** Letters that one Cyrillic alphabet has and its neighbours lack; trigrams mix these languages up in short texts. */
const cyrillicLetters: readonly (readonly [string, RegExp])[] = [
  ['kk', /[әғқңұһ]/giu],
  ['be', /ў/giu],
  ['uk', /[їєґ]/giu],
  ['mk', /[ѓќѕ]/giu],
  ['sr', /[јљњђћџ]/giu],
  ['ru', /[ыэё]/giu],
]

function byCyrillicLetters(text: string): string | undefined {
  const needed = Math.max(1, text.length / 400)
  return cyrillicLetters.find(([, letters]) => (text.match(letters)?.length ?? 0) >= needed)?.[0]
}

const cyrillic = new Set('ru uk be bg sr mk kk ky mn tg'.split(' '))
const arabic = new Set('ar fa ur ps ckb ug sd'.split(' '))

/** A page in Cyrillic letters is not in English, whatever it declares. */
function sharesScript(language: string, script: Script | undefined): boolean {
  if (script === 'cyrillic') return cyrillic.has(language)
  if (script === 'arabic') return arabic.has(language)
  return script !== 'latin' || !['ru', 'uk', 'ar', 'fa', 'zh', 'ja', 'ko', 'el', 'he'].includes(language)
}

const closeGroups = [['no', 'nb', 'nn', 'da'], ['hr', 'sr', 'bs', 'sl'], ['cs', 'sk'], ['id', 'ms'], ['gl', 'pt', 'es', 'ca'], ['ru', 'uk', 'be', 'bg'], ['af', 'nl']] // prettier-ignore

function areClose(a: string, b: string): boolean {
  return closeGroups.some((group) => group.includes(a) && group.includes(b))
}
