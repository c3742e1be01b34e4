import { phraseBits, phraseTopics } from './describe/phrases.ts'
import { endsSentence } from './describe/text-traits.ts'
import { countWords } from './words.ts'

const promptTopics = (['comment', 'share', 'newsletter', 'account', 'related'] as const).reduce(
  (bits, topic) => bits | (1 << phraseTopics.indexOf(topic)),
  0,
)
const legalBit = 1 << phraseTopics.indexOf('legal')

const closingSentences =
  /this site uses akismet|how your comment data is processed|all rights reserved|unauthorized use and\/or duplication|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|все права защищены|wszelkie prawa zastrzeżone|your email address will not be published|required fields are marked|copyright ©|©\s?(?:19|20)\d\d|save my name, email|版权所有|未经授权|ctrl\s?\+\s?enter|無断(?:転載|複製)|무단\s?전재/iu

/** A paragraph that stands after articles and belongs to none: copyright, prompts to comment, share or subscribe, links to others. A full sentence that only begins like a prompt is text. */
export function isClosing(paragraph: string): boolean {
  if (paragraph.length > 700) return false
  if (closingSentences.test(paragraph)) return true
  const bits = phraseBits(paragraph)
  if ((bits & legalBit) !== 0 && paragraph.length < 400 && /^(?:©|\(c\)|copyright)/i.test(paragraph)) return true
  return (bits & promptTopics) !== 0 && countWords(paragraph) <= 14 && !endsSentence(paragraph)
}

const agencies =
  'AFP|AP|Reuters|EPA|dpa|Getty|Anadolu|TASS|ТАСС|РИА|Xinhua|新华|Shutterstock|iStock|Alamy|Bloomberg|PA|ANSA|EFE|Kyodo|Yonhap|Sputnik|Imago|Handout|Pool'
const credit = new RegExp(
  `[[(（][^\\])）]{0,80}(?:/\\s?(?:${agencies})\\b|(?:${agencies})\\s?/|\\bphotos?(?:\\s+by\\b|\\s?[:/])|getty images)[^\\])）]{0,40}[\\])）]\\s*$`,
  'iu',
)
/** Begins anew at every letter: asked only where the words it ends in are there. */
const eastAsianCredit = /[＝=][^。]{0,30}(?:撮影|提供)$|[（(]?[^。（(]{1,12}\s?[摄攝][）)]?$/u
const creditLine = /^(?:photo(?:graph)?s?|image|picture|foto|bild|fotos?|фото|图片?|圖|写真|caption)\s*(?:by|credit|courtesy)?\s*[:：/]/iu

/** The words under a picture: they end in a credit in brackets, or open with one. */
export function isCaption(paragraph: string): boolean {
  if (paragraph.length > 900) return false
  const end = paragraph.slice(-60)
  return (
    credit.test(paragraph.slice(-200)) ||
    (/[影供摄攝]/.test(end) && eastAsianCredit.test(end)) ||
    (creditLine.test(paragraph) && paragraph.length < 300)
  )
}
