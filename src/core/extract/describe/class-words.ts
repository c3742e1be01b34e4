import { wordFinder } from './word-finder.ts'
import type { AttributeName, PageTree } from '../page/page-tree.ts'

const namingAttributes: ReadonlySet<AttributeName> = new Set(['class', 'id', 'role', 'itemprop', 'data-testid', 'data-component', 'aria-label'] as const) // prettier-ignore

/**
 * What the words of `id`, `class`, `role` and `itemprop` say of an element. Page builders share a small vocabulary, in English for the most
 * part, whatever language the page is in. A topic is a bit, so that an element's topics are one number.
 */
export const classTopics = [
  'body', 'article', 'text', 'comment', 'related', 'share', 'newsletter', 'ad', 'author', 'caption', 'date', 'tag', 'nav', 'footer', 'header',
  'sidebar', 'title', 'summary', 'paywall', 'consent', 'hidden', 'media', 'quote', 'feed', 'account', 'tool', 'legal', 'main', 'info', 'live',
] as const // prettier-ignore
export type ClassTopic = (typeof classTopics)[number]

const bit = new Map<ClassTopic, number>(classTopics.map((topic, index) => [topic, 2 ** index]))

/** The bits of the topics that a string of class names speaks of. `memory` holds what was worked out for this page. */
function topicsOf(names: string, memory: Map<string, number>): number {
  const known = memory.get(names)
  if (known !== undefined) return known
  const topics = readTopics(names)
  memory.set(names, topics)
  return topics
}

/** The topics that an element's class, id, role and the like speak of. */
export function topicsOfElement(tree: PageTree, at: number, memory: Map<string, number>): number {
  const { starts, names, values } = tree.attributes
  let topics = 0
  for (let place = starts[at]!; place < starts[at + 1]!; place++) {
    const name = names[place]!
    const value = values[place]!
    if (namingAttributes.has(name)) topics |= topicsOf(value, memory)
    if (name === 'itemprop' && value.includes('articleBody')) topics |= topicBit('body')
  }
  return topics
}

export function topicBit(topic: ClassTopic): number {
  return bit.get(topic) ?? 0
}

function readTopics(names: string): number {
  let topics = 0
  const clipped = names.slice(0, 600)
  for (const word of clipped.match(nameWords) ?? []) topics |= wholeWords.get(word.toLowerCase()) ?? 0
  return topics | findStems(clipped.toLowerCase())
}

/** `articleBody`, `article-body` and `article_body` are all two words. */
const nameWords = /[A-Z]*[a-z]+|[A-Z]+/g

/** Words that count only when they stand alone: `ad` is not in `header`. */
const wholeWords = index({
  body: 'body articlebody storybody postbody newsbody bodytext maintext articletext newstext detailtext fulltext zw zoom',
  article: 'article story post entry news artikel articolo articulo statya noticia hentry',
  text: 'text content paragraph para txt richtext prose copy inhalt contenido testo texto texte tekst wysiwyg markdown p',
  comment:
    'comment comments opinie opinia wypowiedz disqus livefyre discussion replies reply respond forum kommentar kommentare kommentarer comentarios commentaires pinglun otzyv coral',
  related:
    'related more similar read recommend recommended recommendation recommendations recirc recirculation outbrain taboola zergnet trending popular latest most also next previous prev linked see suggested weitere mehr relacionadas xgxw',
  share: 'share sharing social sns facebook twitter addthis addtoany follow whatsapp pinterest bshare jiathis likely ya',
  newsletter: 'newsletter subscribe signup optin mailchimp mailing email cta',
  ad: 'ad ads adv advert advertisement banner sponsor sponsored promo promotion promotions dfp gpt werbung anzeige reklama publicidad pub commercial affiliate adsense guanggao',
  author: 'author authors byline bio contributor writer reporter autor auteur autore journalist vcard avatar profile by',
  caption: 'caption figcaption credit credits figure photo image img picture bildunterschrift legende copyright alt bild foto imagetext',
  date: 'date time timestamp published updated pubdate dateline datum fecha data datetime posted ago',
  tag: 'tag tags topic topics keyword keywords category categories label labels section kicker eyebrow rubrik themen flag',
  nav: 'nav navigation menu breadcrumb breadcrumbs navbar pagination pager crumbs toc skip menus tab tabs daohang',
  footer: 'footer foot bottom colophon',
  header: 'header head masthead top topbar',
  sidebar: 'sidebar aside rail widget widgets right left col side secondary module',
  title: 'title headline heading hed headings titel titulo titre titolo',
  summary:
    'summary lead lede intro standfirst dek deck subtitle subhead subheadline subheading excerpt description abstract teaser vorspann chapo sommario entradilla kicker bajada perex',
  paywall: 'paywall premium subscriber gate gated locked metered regwall piano tp',
  consent: 'cookie cookies consent gdpr cmp onetrust privacy didomi sourcepoint',
  hidden: 'hidden hide invisible sr visually offscreen screenreader noprint print collapsed modal popup overlay dialog tooltip lightbox',
  media: 'video player gallery slideshow carousel slider audio embed media podcast youtube swiper slide photos',
  quote: 'quote blockquote pullquote pull quotes cite zitat citation',
  feed: 'feed list grid card cards river stream archive listing items item collection block teaser teasers tile thumb thumbnail box',
  account: 'login register account user signin profile member',
  tool: 'tools toolbar print font size rating vote button buttons btn bar action actions icon icons icon',
  legal: 'disclaimer copyright legal terms correction corrections ethics rights imprint',
  main: 'main primary container wrapper page site wrap detail single center',
  info: 'meta info details infobox factbox fact facts sources source source notes note table box',
  live: 'live liveblog ticker update updates timeline',
})

/** Beginnings long enough to be safe anywhere in a name: `newsletterSignupForm`, `js-relatedarticles`. */
const stems: Partial<Record<ClassTopic, string>> = {
  body: 'articlebody article-body article_body story-body storybody post-body post-content entry-content article-content article__body article__content content-body body-text body-copy body__ articlecontent postcontent article-text story-content entrycontent article_text news_text news-text newstext articletext',
  comment: 'comment disqus kommentar komentar commentaire comentario',
  related: 'related recommend readmore read-more read-also more-from morefrom you-may also-like trending recirc',
  share: 'share social',
  newsletter: 'newslett subscri',
  ad: 'advert sponsor promo adsby banner',
  author: 'author byline',
  caption: 'caption',
  nav: 'breadcrumb navig',
  footer: 'footer',
  sidebar: 'sidebar',
  title: 'headline',
  summary: 'standfirst subtitle subhead',
  paywall: 'paywall',
  consent: 'cookie consent',
  media: 'gallery slideshow carousel',
}
const findStems = wordFinder(classTopics.map((topic) => stems[topic]?.split(' ') ?? []))

function index(lists: Partial<Record<ClassTopic, string>>): ReadonlyMap<string, number> {
  const map = new Map<string, number>()
  for (const topic of classTopics) {
    for (const word of lists[topic]?.split(' ') ?? []) map.set(word, (map.get(word) ?? 0) | topicBit(topic))
  }
  return map
}
