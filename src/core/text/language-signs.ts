/**
 * How much speaks for each language that is written in Latin letters: its frequent short words, and letters that its neighbours have not. A word
 * of several languages counts for each of them.
 */
export function signsOf(text: string): ReadonlyMap<string, number> {
  const signs = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []) {
    for (const language of byWord.get(word) ?? []) signs.set(language, (signs.get(language) ?? 0) + 1)
    if (!beyondAscii.test(word)) continue
    for (const language of languagesOfLetters(word)) signs.set(language, (signs.get(language) ?? 0) + letterWeight)
  }
  return signs
}

/** Whether the words of a language are known here: what has none can only be told by others that look like it. */
export function hasSigns(language: string): boolean {
  return Object.hasOwn(frequent, language)
}

/** A letter of its own says more than a short word, which other languages may have too. */
const letterWeight = 2

const beyondAscii = /[^\u0000-\u007f]/

function languagesOfLetters(word: string): readonly string[] {
  return letters.filter(([, own]) => own.test(word)).map(([language]) => language)
}

/** Grammar words, which no text does without for long. */
const frequent = {
  en: 'the of and to in is was are were for on that with as by at from he she it his her their they said will would has have had not but be been an after over who which this its',
  de: 'der die das und in den dem des ist sind war im zu mit von auf für nicht ein eine einen einem einer sich auch als bei nach wie er sie es wird wurde hat haben unter über aus am zum zur',
  fr: 'le la les de des du et en un une est sont dans pour par sur au aux avec que qui ne pas se ce cette il elle ils a ont été plus entre après leur son sa ses sous lors',
  es: 'el a la los las de del y en un una es son por para con que se no al su sus lo como más entre fue ha han ser este esta desde tras sobre contra pero',
  it: 'il lo la i gli le di del della dei delle e in un una è sono per con che si non al alla nel nella tra fra da dal dalla ha hanno come più sul sulla anche dopo suo',
  pt: 'o a os as de do da dos das e em um uma é são por para com que se não ao à no na nos nas entre foi seu sua mais como pelo pela após sobre contra mas',
  nl: 'de het een en van in is zijn was op te met voor niet aan door dat die er ook als bij naar uit om over onder heeft hebben wordt werd nog zich tegen hun',
  pl: 'w z i na do nie się jest są to że o od po za przez dla jak ale był była było oraz przed wśród który która które przy ma po ich jego jej',
  tr: 've bir bu da de için ile olarak olan gibi daha çok ne var yok sonra kadar göre en ama o üç iki arasında oldu olduğunu etti dedi karşı her',
  sv: 'och att det som en ett är av på för med den till inte har om i var från de sig vid men efter mot',
  da: 'og at det som en et er af på for med den til ikke har om i var fra de sig ved men efter mod blev',
  no: 'og at det som en et er av på for med den til ikke har om i var fra de seg ved men etter mot ble',
  cs: 'a v se na je že s z do o k ve pro za by jsou byl byla bylo podle po od ale jako který která také',
  ro: 'și în de la cu pe un o a al ale din care nu este sunt pentru că se mai fi fost după între prin au',
  fi: 'ja on ei se että oli hän ovat mutta myös kun kuin tai joka sekä ole mukaan jälkeen',
  hu: 'a az és hogy nem is egy volt van meg ez de már csak el szerint után között lesz',
  id: 'yang dan di ke dari untuk dengan ini itu pada tidak adalah akan telah oleh dalam sebagai juga',
} as const

const byWord = new Map<string, string[]>()
for (const [language, listed] of Object.entries(frequent)) {
  for (const word of new Set(listed.split(' '))) byWord.set(word, [...(byWord.get(word) ?? []), language])
}

const letters: readonly (readonly [language: string, own: RegExp])[] = [
  ['de', /ß/],
  ['es', /ñ/],
  ['pt', /ã|ões|põe/],
  ['fr', /[œêû]/],
  ['pl', /[ąęłńśźż]/],
  ['tr', /[ığş]/],
  ['cs', /[ěřů]/],
  ['ro', /[țșă]/],
  ['hu', /[őű]/],
  ['is', /[þð]/],
]
