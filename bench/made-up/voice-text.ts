import { oneOf } from './synthetic-text.ts'
import type { Random } from '../../src/core/stats/seeded-random.ts'

/** How reports are phrased in one language. `N` stands for a name, `C` for a clause; marks close a sentence. */
interface Phrasing {
  readonly plain: readonly string[]
  readonly attributed: readonly string[]
  readonly names: readonly string[]
  readonly subjects: readonly string[]
  readonly predicates: readonly string[]
  readonly places: readonly string[]
  readonly space: string
}

/** Made-up reports, half of them in someone else's voice. */
export function writeReport(sentences: number, { language, random }: { readonly language: string; readonly random: Random }): string {
  const phrasing = phrasings.get(language)
  if (!phrasing) throw new Error(`No phrasing for ${language}`)
  const { plain, attributed, names, subjects, predicates, places, space } = phrasing
  const clause = () => [oneOf(subjects, random), oneOf(predicates, random), oneOf(places, random)].join(space)
  const written = Array.from({ length: sentences }, (_, index) => {
    const template = oneOf(random() < 0.5 ? plain : attributed, random)
    const sentence = template.replaceAll(/[NC]/g, (slot) => (slot === 'N' ? oneOf(names, random) : clause()))
    return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}${index % 3 === 2 ? '\n\n' : space}`
  })
  return written.join('').trim()
}

const phrasings: ReadonlyMap<string, Phrasing> = new Map([
  [
    'en',
    {
      plain: ['C.', 'C, and C.', 'C while C.', 'on Monday C.'],
      attributed: [
        '“C,” N said.',
        'N said that C.',
        'according to N, C.',
        '“C,” said N, “and C.”',
        'N warned that C, but N denied it.',
        'N told reporters C.',
      ],
      names: [
        'Anna Brenlow',
        'Minister Tomas Welk',
        'the ministry',
        'Deputy Governor Ilse Tarn',
        'Peter Oshan',
        'the company',
        'the spokeswoman',
      ],
      subjects: ['the council', 'the new bridge', 'a group of farmers', 'the trade agreement', 'the northern railway', 'the largest bank'],
      predicates: ['will reopen', 'did not change its plans', 'has lost much of its support', 'was rebuilt', 'could fail', 'paid the fine'],
      places: [
        'in the capital',
        'before the winter',
        'after two years of delay',
        'near the border',
        'without a vote',
        'for 40 million crowns',
      ],
      space: ' ',
    },
  ],
  [
    'ru',
    {
      plain: ['C.', 'C, и C.', 'C, пока C.', 'в понедельник C.'],
      attributed: [
        '«C», — сказал N.',
        'N сообщил, что C.',
        'по словам N, C.',
        '«C, — заявил N. — C».',
        'N предупредил, что C.',
        'как отметил N, C.',
      ],
      names: ['Антон Бренлов', 'министр Томас Вельк', 'губернатор', 'Пётр Ошанин', 'представитель компании', 'глава ведомства'],
      subjects: ['совет', 'новый мост', 'торговый договор', 'северный порт', 'крупнейший банк', 'местный завод'],
      predicates: [
        'откроется снова',
        'не изменил своих планов',
        'потерял поддержку',
        'построен заново',
        'может закрыться',
        'выплатил штраф',
      ],
      places: ['в столице', 'до начала зимы', 'после двух лет задержки', 'у границы', 'без голосования', 'за 40 миллионов крон'],
      space: ' ',
    },
  ],
  [
    'zh',
    {
      plain: ['C。', 'C，C。', '周一，C。', 'C，同时C。'],
      attributed: ['N说：“C。”', 'N表示，C。', '据N介绍，C。', '“C，”N说，“C。”', 'N警告称，C。', 'N告诉记者，C。'],
      names: ['王立明', '部长陈远', '该部门', '发言人李文', '该公司', '副省长赵平'],
      subjects: ['市议会', '新大桥', '一些农民', '贸易协定', '北方铁路', '最大的银行'],
      predicates: ['将重新开放', '没有改变计划', '失去了许多支持', '已经重建', '可能失败', '支付了罚款'],
      places: ['在首都', '在冬天之前', '经过两年的拖延', '在边境附近', '没有经过表决', '共计四千万克朗'],
      space: '',
    },
  ],
])
