/** Names of months, full and short, in the languages whose pages are read most; stems, because many languages inflect them. */
const monthStems: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'янв', 'sty', 'led', 'ocak', 'ιαν', 'січ', 'يناير', 'جانفي', 'қаңтар', 'яну', 'јан', 'студз', 'ian', 'yanv', 'tammi', 'saus', 'siječ', 'ינו', 'ژانویه', 'جنوری', 'जनवरी'],
  ['feb', 'fév', 'fev', 'фев', 'lut', 'úno', 'şub', 'φεβ', 'лют', 'فبراير', 'شباط', 'فيفري', 'ақпан', 'феб', 'helmi', 'vasar', 'velja', 'פבר', 'فوریه', 'فروری', 'फरवरी', 'फ़रवरी', 'फ़रवरी'],
  ['mar', 'mär', 'maerz', 'мар', 'bře', 'μαρ', 'бер', 'مارس', 'maa', 'آذار', 'наурыз', 'сакав', 'már', 'kovo', 'ožuj', 'מרץ', 'מרס', 'مارچ', 'मार्च'],
  ['apr', 'avr', 'abr', 'апр', 'kwi', 'dub', 'nis', 'απρ', 'кві', 'أبريل', 'إبريل', 'نيسان', 'أفريل', 'сәуір', 'красав', 'ápr', 'huhti', 'baland', 'travnj', 'אפר', 'آوریل', 'اپریل', 'अप्रैल'],
  ['may', 'mai', 'mag', 'мая', 'май', 'maj', 'kvě', 'μαΐ', 'μαι', 'μάι', 'трав', 'mei', 'مايو', 'أيار', 'мамыр', 'мај', 'máj', 'touko', 'geguž', 'svibnj', 'מאי', 'مئی', 'मई'],
  ['jun', 'juin', 'giu', 'июн', 'cze', 'červn', 'haz', 'ιουν', 'черв', 'يونيو', 'حزيران', 'جوان', 'маусым', 'юни', 'јун', 'чэрв', 'jún', 'iun', 'iyun', 'kesä', 'birž', 'lipnj', 'יונ', 'ژوئن', 'जून'],
  ['jul', 'juil', 'lug', 'июл', 'lip', 'červenc', 'tem', 'ιουλ', 'лип', 'يوليو', 'تموز', 'جويلية', 'шілде', 'юли', 'јул', 'ліп', 'júl', 'iul', 'iyul', 'heinä', 'liepo', 'srpnj', 'יול', 'ژوئیه', 'جولائی', 'जुलाई'],
  ['aug', 'aoû', 'aou', 'ago', 'авг', 'sie', 'srp', 'ağu', 'αυγ', 'αύγ', 'серп', 'أغسطس', 'тамыз', 'жнів', 'agu', 'avg', 'avq', 'elok', 'rugpj', 'kolovoz', 'אוג', 'اگست', 'अगस्त'],
  ['sep', 'set', 'сен', 'wrz', 'zář', 'eyl', 'σεπ', 'вер', 'سبتمبر', 'أيلول', 'қыркүйек', 'септ', 'szep', 'sentyab', 'syys', 'rugsė', 'rujn', 'ספט', 'سپتامبر', 'ستمبر', 'सितंबर', 'सितम्बर'],
  ['oct', 'okt', 'ott', 'out', 'окт', 'paź', 'říj', 'eki', 'οκτ', 'жов', 'أكتوبر', 'қазан', 'кастр', 'loka', 'spal', 'אוק', 'اکتبر', 'اکتوبر', 'अक्टूबर', 'अक्तूबर'],
  ['nov', 'ноя', 'lis', 'kas', 'νοε', 'лист', 'نوفمبر', 'қараша', 'новемб', 'ноемв', 'ліст', 'noi', 'noy', 'marras', 'lapkr', 'studen', 'נוב', 'نوامبر', 'نومبر', 'नवंबर', 'नवम्बर'],
  ['dec', 'dez', 'déc', 'dic', 'дек', 'gru', 'pro', 'ara', 'δεκ', 'груд', 'ديسمبر', 'des', 'желтоқсан', 'дец', 'снеж', 'dek', 'joulu', 'דצמ', 'دسامبر', 'دسمبر', 'दिसंबर', 'दिसम्बर'],
] // prettier-ignore

/** The month, 1 to 12, that a word names; of two stems that fit, the longer tells. Hebrew puts its "in" before the name. */
export function monthNumber(word: string): number | undefined {
  if (word === '') return undefined
  const lower = word.toLowerCase().replace(/^ב(?=\p{L}{3})/u, '')
  let best: number | undefined
  let bestLength = 0
  for (const [index, stems] of monthStems.entries()) {
    for (const stem of stems) {
      if (stem.length <= bestLength || !lower.startsWith(stem)) continue
      best = index + 1
      bestLength = stem.length
    }
  }
  return best
}
