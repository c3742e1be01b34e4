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
} // prettier-ignore

/** First letter to the openings that begin with it, so that a block is compared with a handful and not with all. */
const byFirst = new Map<string, { readonly text: string; readonly bit: number }[]>()
for (const [index, topic] of phraseTopics.entries()) {
  for (const text of openings[topic]) {
    const first = text.charAt(0)
    const list = byFirst.get(first) ?? []
    list.push({ text, bit: 2 ** index })
    byFirst.set(first, list)
  }
}

/** The bits of `phraseTopics` whose phrases open this text, leading marks and arrows aside. */
export function phraseBits(text: string): number {
  const start = text
    .slice(0, 60)
    .toLowerCase()
    .replace(/^[\s>»›▸►▶•·*|[\](){}<:：\-–—"“'‘（【《]+/, '')
    .replaceAll('’', "'")
  let bits = 0
  for (const { text: opening, bit } of byFirst.get(start.charAt(0)) ?? []) if (start.startsWith(opening)) bits |= bit
  return bits
}
