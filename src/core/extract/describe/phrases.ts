import { openingFinder } from './opening-finder.ts'
import { wordFinder } from './word-finder.ts'

/**
 * What a short block's words say of it, in the languages the tool is used for most. Only openings and whole short texts are looked at, so that a
 * paragraph that talks of newsletters is not taken for a prompt to subscribe.
 */
export const phraseTopics = [
  'related',
  'share',
  'newsletter',
  'comment',
  'credit',
  'legal',
  'byline',
  'date',
  'bio',
  'account',
  'continue',
  'ad',
  'contact',
  'updated',
  'donate',
] as const
export type PhraseTopic = (typeof phraseTopics)[number]

/** Openings: the block begins with one of these. */
const openings: Readonly<Record<PhraseTopic, readonly string[]>> = {
  related: [
    'related', 'read more', 'read also', 'also read', 'more from', 'more on', 'more stories', 'see also', 'you may also', 'you might also', 'recommended', 'most read', 'most popular', 'trending', 'up next', 'next article', 'previous article', 'latest news', 'top stories', 'read next', 'don\'t miss', 'must read', 'popular', 'what to read', 'further reading', 'editor\'s picks', 'in case you missed', 'keep reading', 'recent posts', 'mehr zum thema', 'mehr zu', 'lesen sie auch', 'lesen sie mehr', 'auch interessant', 'das könnte sie', 'weitere artikel', 'weitere', 'passend dazu', 'meistgelesen', 'zum thema', 'à lire aussi', 'lire aussi', 'sur le même sujet', 'voir aussi', 'lea también', 'lee también', 'te puede interesar', 'más noticias', 'más sobre', 'noticias relacionadas', 'leia também', 'leia mais', 'leggi anche', 'potrebbe interessarti', 'читайте также', 'читать также', 'по теме', 'другие новости', 'материалы по теме', 'смотрите также', 'ещё по теме', 'последние новости', 'новости по теме', 'czytaj także', 'czytaj też', 'zobacz także', 'zobacz też', 'zobacz również', 'polecamy', 'przeczytaj', 'więcej', 'διαβάστε', 'δείτε', 'σχετικά', 'περισσότερα', '相关', '相關', '推荐', '延伸阅读', '延伸閱讀', '更多', '热点', '上一篇', '下一篇', '関連', 'あわせて読みたい', 'おすすめ', '관련', 'läs också', 'läs mer', 'les også', 'les mer', 'ilgili', 'přečtěte si', 'související', 'đọc thêm', 'xem thêm',
  ],
  share: [
    'share', 'tweet', 'follow us', 'follow', 'like us', 'facebook', 'twitter', 'whatsapp', 'print', 'email this', 'copy link', 'teilen', 'folgen', 'partager', 'compartir', 'compartilhe', 'condividi', 'поделиться', 'подписывайтесь', 'podziel się', 'udostępnij', 'drukuj', 'wyślij', 'κοινοποί', '分享', '打印', '转发', '收藏', 'シェア', 'ツイート', '공유', 'dela', 'del på',
  ],
  newsletter: [
    'subscribe', 'sign up', 'newsletter', 'get the latest', 'get our', 'join our', 'join the', 'stay up to date', 'never miss', 'enter your email', 'sign me up', 'by signing up', 'download our app', 'download the', 'abonnieren', 'jetzt anmelden', 'abonnez', 'inscrivez', 'suscríbete', 'suscribirse', 'assine', 'iscriviti', 'подпишитесь', 'подписка', '订阅', '登録',
  ],
  comment: [
    'comment', 'leave a', 'post a comment', 'add a comment', 'view comments', 'show comments', 'no comments', 'be the first', 'join the conversation', 'reply', 'report abuse', 'your email address', 'your comment', 'log in to', 'kommentar', 'diskutieren', 'commentaires', 'comentarios', 'deja un', 'comentários', 'commenti', 'комментар', 'оставить', 'обсудить', 'komentarze', 'dodaj komentarz', 'skomentuj', 'σχόλι', '评论', '評論', '网友', '我要', '发表', 'コメント', '댓글', 'this site uses akismet',
  ],
  credit: [
    'photo', 'photos', 'image', 'images', 'picture', 'foto', 'bild', 'credit', 'getty', 'reuters', 'ap photo', 'afp', 'photograph', 'file photo', 'video', 'watch', 'source', 'quelle', 'fuente', 'crédit', 'crédito', 'фото', 'zdjęcie', 'fot.', 'źródło', 'источник', 'πηγή', '图', '圖', '资料图', '写真', '来源', '사진', 'graphic', 'illustration', 'click to', 'tap to', 'caption', 'imago', 'dpa', 'symbolbild', 'archivbild', 'enlarge', 'advertisement image',
  ],
  legal: [
    '©', '(c)', 'copyright', 'all rights reserved', 'terms of', 'privacy', 'disclaimer', 'this material may not', 'alle rechte', 'tous droits', 'todos los derechos', 'tutti i diritti', 'все права', 'при использовании', 'перепечатка', 'wszelkie prawa', '版权', '版權', '声明', '免责', '本网', '无断', '무단', 'unauthorized', 'cookies', 'we use cookies', 'this site is protected', 'impressum',
  ],
  byline: [
    'by ', 'von ', 'par ', 'por ', 'di ', 'автор', 'autor', 'author', 'written by', 'text:', 'από', '作者', '记者', '記者', '编辑', '責任編輯', '责任编辑', '責編', '文/', 'reporting by', 'editing by', 'additional reporting', 'with files from', 'af ', 'av ', '기자',
  ],
  date: [
    'published', 'posted', 'updated', 'last updated', 'last modified', 'veröffentlicht', 'aktualisiert', 'stand:', 'publié', 'mis à jour', 'publicado', 'actualizado', 'pubblicato', 'aggiornato', 'опубликовано', 'обновлено', 'дата', 'dodano', 'opublikowano', 'data publikacji', 'δημοσίευση', '发布时间', '时间', '日期', '発表', '更新', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
  ],
  bio: ['about the author', 'is a reporter', 'about ', 'über den autor', 'zur person', 'sobre el autor', 'об авторе', 'o autorze'],
  account: ['log in', 'login', 'sign in', 'register', 'create an account', 'already a', 'forgot', 'my account', 'anmelden', 'einloggen', 'se connecter', 'войти', 'вход', 'zaloguj', 'zarejestruj', '登录', '注册', '登入', 'ログイン', 'become a member', 'already have'],
  continue: ['continue reading', 'read the full', 'read full', 'click here', 'article continues', 'story continues', 'continues below', 'weiterlesen', 'lire la suite', 'leer más', 'seguir leyendo', 'читать далее', 'подробнее', 'czytaj dalej', 'więcej »', '阅读全文', '点击', '続きを読む', 'show more', 'load more', 'skip to', 'back to', 'scroll', 'loading', 'expand', 'view all', 'see all', 'view more', 'listen to', 'this article', 'this story'],
  ad: ['advertisement', 'advert', 'sponsored', 'ad ', 'anzeige', 'werbung', 'publicité', 'publicidad', 'pubblicità', 'реклама', 'reklama', 'διαφήμιση', '广告', '廣告', '広告', '광고', 'promoted', 'paid content', 'annons', 'annonse', 'reklam'],
  contact: ['contact', 'email', 'e-mail', 'tel', 'phone', 'send tips', 'have a tip', 'got a tip', 'reach', 'kontakt', 'contacto', 'связаться', 'редакция', '联系', '电话', 'write to', 'correction', 'report an error', 'if you'],
  updated: ['note:', 'editor\'s note', 'update:', 'correction:', 'clarification', 'this article was', 'this story was', 'this post', 'originally published', 'disclosure', 'anmerkung', 'note de', 'hinweis'],
  donate: ['support', 'donate', 'help us', 'help keep', 'become a', 'contribute', 'your support', 'your contribution', 'we cannot do this', 'we need your', 'our newsroom', 'independent journalism', 'unterstützen', 'spenden', 'soutenez', 'faites un don', 'apoya', 'поддержите', 'поддержать', 'wesprzyj', 'if you purchase', 'we may receive', 'we may earn', 'products are independently'],
} // prettier-ignore

const findOpenings = openingFinder(phraseTopics.map((topic) => openings[topic]))
const openingChars = 60
const leading = new Set([...' >»›▸►▶•·*|[](){}<:：-–—"“\'‘（【《'].map((mark) => mark.charCodeAt(0)))

/** The bits of `phraseTopics` whose phrases open this text, leading marks and arrows aside. */
export function phraseBits(text: string): number {
  let from = 0
  while (from < openingChars && leading.has(text.charCodeAt(from))) from += 1
  return findOpenings(text, from, Math.min(text.length, openingChars))
}

/** Words that tell, anywhere in a short block, what it is for. */
export const mentionTopics = ['newsletter', 'commission', 'bio', 'credit', 'follow', 'more', 'privacy', 'appeal'] as const
type MentionTopic = (typeof mentionTopics)[number]

const mentions: Readonly<Record<MentionTopic, readonly string[]>> = {
  newsletter: ['newsletter', 'sign up', 'subscribe', 'subscription', 'inbox', 'download the app', 'download our', 'push notification', 'abonnieren', 'abonnement', 'abonnez', 'suscri', 'assine', 'подпис', 'prenumer', 'subskry', 'podcast', 'whatsapp-kanal', 'telegram'],
  commission: ['commission', 'affiliate', 'editorially independent', 'independently selected', 'independently chosen', 'may earn', 'purchase through', 'buy through', 'provision', 'sponsored', 'advertising policy', 'at the time of publishing', 'terms of service', 'privacy policy'],
  bio: ['is a reporter', 'is a senior', 'is a staff', 'is a freelance', 'is an editor', 'is the editor', 'is a journalist', 'is a writer', 'is an author', 'is the author', 'is an analyst', 'is a columnist', 'is a correspondent', 'is a contribut', 'writes about', 'reporter for', 'writer for', 'correspondent for', 'editor at', 'editor for', 'has written for', 'covers ', 'can be reached', 'contributed to this', 'contributed reporting', 'years of experience', 'previously worked', 'schreibt über', 'redakteur', 'journaliste', 'periodista', 'giornalista', 'корреспондент', 'dziennikar'],
  credit: ['photo by', 'photograph by', 'photo:', 'foto:', 'image:', 'image credit', 'getty images', 'via getty', 'shutterstock', 'courtesy of', 'file photo', 'screenshot', 'picture alliance', '/dpa', '/afp', '/reuters', '/ap)', 'фото:', '图：', '摄', 'スクリーン', 'zdjęcie'],
  follow: ['follow us', 'follow her', 'follow him', 'follow them', 'on twitter', 'on facebook', 'on instagram', 'on x,', 'on x.', 'folgen sie', 'suivez', 'síguenos', 'подписывайтесь', 'pic.twitter.com', 'share this', 'tweet', 'comments section', 'let us know', 'tell us'],
  more: ['more information', 'read more', 'read the full', 'click here', 'see also', 'full story', 'learn more', 'find out more', 'visit our', 'check out', 'lesen sie', 'mehr dazu', 'lire aussi', 'lea también', 'leia mais', 'leggi anche', 'читайте', 'подробнее', 'czytaj', 'zobacz', 'διαβάστε', '详细', '点击', '更多'],
  privacy: ['cookie', 'opt out', 'opt-out', 'personal information', 'personal data', 'privacy', 'consent', 'data protection', 'personalised ads', 'personalized ads', 'datenschutz', 'privatsphäre', 'externe inhalte', 'externer inhalt', 'einwilligung', 'personenbezogen', 'données personnelles', 'confidentialité', 'datos personales', 'privacidad', 'dati personali', 'персональных данных', 'конфиденциальност', 'danych osobowych', 'prywatnoś', 'личных данных'],
  appeal: ['your contribution', 'your support', 'support our', 'support us', 'donate', 'donation', 'we cannot do this', 'newsroom', 'help keep', 'independent journalism', 'quality journalism', 'our journalism', 'our readers', 'readers like you', 'become a member', 'as little as', 'unterstützen sie', 'spenden', 'faites un don', 'soutenez', 'apóyanos', 'dona ', 'поддержите', 'поддержать', 'wesprzyj', 'already contributed'],
} // prettier-ignore

const findMentions = wordFinder(mentionTopics.map((topic) => mentions[topic]))
const mentionChars = 700

/** The bits of `mentionTopics` that a block speaks of; 0 for blocks too long to be there for anything but reading. */
export function mentionBits(text: string): number {
  if (text.length > mentionChars) return 0
  return findMentions(text.toLowerCase())
}
