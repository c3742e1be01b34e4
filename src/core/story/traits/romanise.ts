/** A name in Cyrillic letters as English papers print it: Сериков as Serikov, Қайрат as Qairat. `undefined` for other letters. */
export function romanise(name: string): string | undefined {
  if (!/^[\p{Script=Cyrillic}\p{M} '’-]+$/u.test(name)) return undefined
  let written = ''
  for (const letter of name.normalize('NFC')) {
    const latin = letters.get(letter.toLowerCase()) ?? letter
    written += letter === letter.toLowerCase() ? latin : latin.slice(0, 1).toUpperCase() + latin.slice(1)
  }
  return written
}

const letters = new Map(
  'а=a ә=a б=b в=v г=g ғ=gh д=d е=e ё=yo ж=zh з=z и=i й=y к=k қ=q л=l м=m н=n ң=ng о=o ө=o п=p р=r с=s т=t у=u ұ=u ү=u ф=f х=kh һ=h ц=ts ч=ch ш=sh щ=shch ъ= ы=y і=i ь= э=e ю=yu я=ya є=ye ї=yi ґ=g'
    .split(' ')
    .map((pair): [string, string] => {
      const [from = '', to = ''] = pair.split('=')
      return [from, to]
    }),
)
