import { describe, expect, test } from 'vitest'
import { detectLanguage } from '../../../src/core/text/language.ts'

const headlines: Record<string, readonly string[]> = {
  en: ['The minister said he would not resign', 'Three people died in the storm', 'Prices were up again on Monday, the bank said'],
  de: [
    'Der Minister tritt nicht zurück',
    'Die Preise sind am Montag gestiegen',
    'Regierung einigt sich mit der Opposition auf den Haushalt',
  ],
  fr: [
    'Le ministre refuse de démissionner',
    'Les prix ont augmenté dans les villes',
    'Le gouvernement trouve un accord avec les syndicats',
  ],
  es: ['El ministro se niega a dimitir', 'Los precios subieron en el mes de mayo', 'El gobierno aprueba los presupuestos del año'],
  it: ['Il ministro non lascia il governo', 'I prezzi sono saliti nella capitale', 'Il parlamento ha approvato il bilancio'],
  pt: [
    'O ministro não se demite do governo',
    'Os preços subiram em maio, mas não na capital',
    'O parlamento aprovou o orçamento com os votos da oposição',
  ],
  nl: ['De minister weigert op te stappen', 'De prijzen zijn in mei gestegen', 'Het kabinet heeft een akkoord over de begroting'],
  pl: ['Minister nie poda się do dymisji', 'Ceny wzrosły w poniedziałek', 'Rząd przyjął budżet na przyszły rok'],
  tr: ['Bakan istifa etmedi ve bir açıklama yaptı', 'Fırtınada üç kişi hayatını kaybetti', 'Fiyatlar pazartesi günü yeniden arttı'],
  ru: ['Министр отказался уходить в отставку', 'Цены на нефть выросли в понедельник', 'Три человека погибли во время бури'],
  uk: ['Міністр відмовився йти у відставку', 'Ціни на нафту зросли в понеділок', 'Троє людей загинули під час бурі'],
  bg: ['Министърът отказа да подаде оставка', 'Цените на петрола се повишиха в понеделник', 'Трима души загинаха по време на бурята'],
  kk: [
    'Министр отставкаға кетуден бас тартты, деп хабарлады үкімет',
    'Мұнай бағасы дүйсенбі күні өсті',
    'Дауыл кезінде үш адам қаза тапты',
  ],
  zh: ['部长拒绝辞职', '周一油价上涨', '三人在风暴中丧生'],
  ja: ['大臣は辞任を拒否した', '月曜日に原油価格が上昇した', '嵐で三人が亡くなった'],
  ar: ['رفض الوزير الاستقالة من منصبه', 'ارتفعت أسعار النفط يوم الاثنين', 'قتل ثلاثة أشخاص في العاصفة أمس'],
}

describe.each(Object.entries(headlines))('%s', (language, lines) => {
  test.each(lines)('is told from a headline: %s', (line) => {
    expect(detectLanguage(line)).toBe(language)
  })
})

test.each([
  ['Oil prices: Brent, Dubai, Urals', 'names and nouns of any language'],
  ['Os preços subiram na capital do país', 'Portuguese by its words, Spanish by its trigrams'],
  ['Ankara Istanbul Izmir Bursa Adana', 'names only'],
  ['OK', 'too few letters'],
  ['😀😀😀 12345 !!!', 'no letters'],
  ['', 'nothing'],
])('"%s" has no language (%s)', (text) => {
  expect(detectLanguage(text)).toBeUndefined()
})

test('a name in the letters of a neighbour does not change the language of a text', () => {
  const text = 'Газета «Діло» писала, что министр подал в отставку, а правительство приняло её в тот же день и назначило нового.'
  expect(detectLanguage(text)).toBe('ru')
})

test('Belarusian, Serbian and Macedonian are told by their letters', () => {
  expect(detectLanguage('Міністр адмовіўся сыходзіць у адстаўку')).toBe('be')
  expect(detectLanguage('Министар је одбио да поднесе оставку, кажу у влади, иако ће бити нових протеста')).toBe('sr')
  expect(detectLanguage('Министерот одби да поднесе оставка, велат во владата, туку ќе продолжи со работа')).toBe('mk')
})

test('a text in several scripts has the language of most of its letters', () => {
  expect(detectLanguage('The minister (министр) said that the agreement was signed in Astana by both sides.')).toBe('en')
  expect(detectLanguage('Компания Microsoft сообщила, что выпустит новую версию программы осенью.')).toBe('ru')
})

test('Russian lines without a letter of their own are not taken for Bulgarian', () => {
  expect(detectLanguage('Адвокат министра Алексей Громов поддержал коллегу')).toBe('ru')
  expect(detectLanguage('Правительство занимает первое место по размеру долга')).toBe('ru')
})
