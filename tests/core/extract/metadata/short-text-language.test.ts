import { expect, test } from 'vitest'
import { extractText } from '../../../../src/core/extract/extract-text.ts'

function languageOf(text: string): string | undefined {
  const read = extractText(text)
  return read.kind === 'article' ? read.article.language : 'not an article'
}

// Letter sequences alone call these French, Catalan, Afrikaans, Catalan, Uzbek, Galician, Tagalog, Somali and Malay.
test.each([
  'Ferry late again\n\nPassengers waited two hours at Port Lanta.',
  'Gas deal signed\n\nMarenta buys gas from Altyndala.',
  'Harbour strike ends\n\nDockers went back to work.',
  'Serikov betrays Severia\n\nAltyndala signs pact with Marenta.',
  'Bakan istifa etti\n\nNedenini kimse bilmiyor.',
  'Greve no porto termina\n\nTrabalhadores voltam hoje.',
  'Satamalakko päättyi\n\nTyöntekijät palaavat töihin.',
  'Sadamastreik lõppes\n\nTöölised naasevad tööle.',
  'Mogok pelabuhan berakhir\n\nPara pekerja kembali bekerja.',
])('two lines whose words tell nothing have no language rather than a wrong one: %s', (text) => {
  expect(languageOf(text)).toBeUndefined()
})

// Words that a language shares with its neighbours would make these Spanish, Czech, Polish and Norwegian.
test.each([
  ['Acaba la vaga del port\n\nEls treballadors tornen a la feina.', [undefined, 'ca']],
  ['Štrajk u luci je završen\n\nRadnici su se u ponedjeljak vratili na posao, kaže sindikat.', [undefined, 'hr']],
  ['Uosto streikas baigėsi\n\nDarbininkai grįžta į darbą.', [undefined, 'lt']],
  ['Það er verkfall í höfninni\n\nEnginn veit hvað það verður lengi.', [undefined, 'is']],
])('two lines in a language whose words are not known are not given to its neighbour: %s', (text, possible) => {
  expect(possible).toContain(languageOf(text))
})

test.each([
  ['en', 'Talks fail in Severia\n\nA stab in the back, says President Serikov.'],
  ['de', 'Der Streik ist vorbei\n\nDie Arbeiter kehren in den Hafen zurück.'],
  ['fr', 'Fin de la grève du port\n\nLes dockers reprennent le travail.'],
  ['pl', 'Koniec strajku w porcie\n\nDokerzy wracają do pracy.'],
  ['tr', 'Liman grevi bitti\n\nİşçiler işlerine döndü.'],
  ['ru', 'Министр ушел в отставку\n\nПочему, никто не знает.'],
  ['uk', 'Страйк у порту завершено\n\nРобітники повертаються на роботу.'],
  ['bg', 'Стачката в пристанището свърши\n\nРаботниците се връщат.'],
  ['kk', 'Порттағы ереуіл аяқталды\n\nЖұмысшылар дүйсенбіде оралды.'],
  ['zh', '港口罢工结束\n\n工人周一返回岗位，谈判仍在继续。'],
])('two lines are in the language that their letters or short words show: %s', (language, text) => {
  expect(languageOf(text)).toBe(language)
})

test('the headline speaks for the language of a text whose body is shorter still', () => {
  expect(languageOf('The minister said that he would not resign\n\nMarkets reacted calmly.')).toBe('en')
})
