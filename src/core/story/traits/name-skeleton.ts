/**
 * The consonants of a name in coarse classes, so that spellings of one name in Latin, Cyrillic and Chinese characters meet: Severia,
 * Северия and 塞韦里亚 give `svl`. `undefined` when too little is left to go by.
 */
export function nameSkeleton(name: string): string | undefined {
  let skeleton = ''
  for (const letter of romanised(name.toLowerCase())) {
    const sound = soundOf.get(letter) ?? ''
    if (sound !== '' && !skeleton.endsWith(sound)) skeleton += sound
  }
  return skeleton.length >= 3 ? skeleton.slice(0, 8) : undefined
}

/** Skeletons of runs of Chinese characters that are used to write foreign names, and how they are first printed. Runs are cut at the middle dot. */
export function chineseNames(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  let run = ''
  let printed = ''
  const end = () => {
    const skeleton = run.slice(0, 8)
    if (printed.length >= 2 && run.length >= 3 && !names.has(skeleton)) names.set(skeleton, printed)
    run = ''
    printed = ''
  }
  for (const character of text) {
    const sounds = characterSounds.get(character)
    if (sounds === undefined) {
      end()
      continue
    }
    printed += character
    for (const sound of sounds) if (!run.endsWith(sound)) run += sound
  }
  end()
  return names
}

/** Digraphs and Cyrillic letters as single Latin letters; `h` is silent, as it comes and goes between alphabets. */
function romanised(name: string): string {
  const latin = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/sch|tch|sh|ch|zh|ts|tz|cz/g, 's')
    .replace(/ph/g, 'f')
    .replace(/kh|gh/g, 'h')
    .replace(/c(?=[eiy])/g, 's')
  let out = ''
  for (const letter of latin) out += cyrillic.get(letter) ?? letter
  return out
}

const cyrillic = new Map(
  'б=b в=v г=g ғ=g д=d ж=s з=s к=k қ=k л=l м=m н=n ң=n п=p р=r с=s т=t ф=f ц=s ч=s ш=s щ=s'.split(' ').map((pair): [string, string] => {
    const [from = '', to = ''] = pair.split('=')
    return [from, to]
  }),
)

const soundOf = new Map<string, string>(
  Object.entries({ s: 'szjx', k: 'kgcq', t: 'td', v: 'vfw', p: 'pb', l: 'lr', m: 'm', n: 'n' }).flatMap(([sound, letters]) =>
    [...letters].map((letter): [string, string] => [letter, sound]),
  ),
)

/** Characters by the sounds they stand for in foreign names. */
const characterSounds = new Map<string, string>(
  Object.entries({
    '': '阿埃艾爱奥欧厄伊亚雅尤于耶叶乌约哈海赫黑胡华怀霍',
    n: '安昂恩因尹英翁纳娜那尼妮涅内努诺奈瑙宁农南汉亨',
    m: '马玛麦迈梅米密莫姆穆默木',
    mn: '曼蒙门明',
    p: '巴芭拜包保鲍贝比彼毕波伯博布卜帕派佩培皮匹坡普蒲',
    pn: '班邦宾本潘庞彭平',
    v: '弗夫福法费菲瓦维韦威沃娃',
    vn: '芬丰冯凡范文温万旺',
    t: '达大黛戴德迪底蒂杜多塔泰特提图托陶',
    tn: '丹当登邓丁东敦坦唐滕腾廷屯通汤',
    k: '加盖戈哥格古瓜圭卡凯考科可克库夸奎基',
    kn: '甘冈根贡坎康肯昆金',
    s: '萨塞赛瑟斯苏索沙莎舍什舒朔谢希西休许修扎宰泽祖佐查柴切奇齐丘楚采察茨兹策恰吉季杰贾久朱',
    sn: '桑森松孙山申盛顺辛赞曾宗昌钦岑琼江',
    l: '拉莱赖劳勒雷里利丽莉列流柳卢鲁露洛罗吕尔耳儿热若',
    ln: '兰朗林龙隆伦仁',
  }).flatMap(([sounds, characters]) => [...characters].map((character): [string, string] => [character, sounds])),
)
