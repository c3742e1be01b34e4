import { Hono } from 'hono'
import { chain } from '../../core/report/html/evidence.ts'
import { foreign, html, langOf, link, nothing, type Markup } from '../../core/report/html/markup.ts'
import { printable } from '../../core/report/safe-link.ts'
import { counted, dayOf, languageName, modeWords, voiceWords, zoneWords } from '../../core/report/wording.ts'
import { toId } from '../../core/ids.ts'
import { shortHash } from '../../core/short-hash.ts'
import { PipelineError } from '../../errors.ts'
import { checkedId } from '../guard/ids.ts'
import { download } from '../markup/download.ts'
import { layout } from '../markup/layout.ts'
import { reportBar } from '../markup/report-bar.ts'
import { table } from '../markup/table.ts'
import type { SiteContext, SiteEnv, SiteParts } from '../site-parts.ts'
import { markHits, type EvidenceHit, type ListedArticle, type MarkedStretch } from '../work/report/report-evidence.ts'

/** The evidence of a report: each article whole, with every hit marked by its voice and told of beside the text. */
export function evidencePages(parts: SiteParts): Hono<SiteEnv> {
  const pages = new Hono<SiteEnv>()

  pages.get('/reports/:run/articles', async (context) => {
    const run = runOf(context)
    const { title, articles } = await parts.reports.evidence(run)
    const body = html`${await reportBar(context, { run, parts }, 'articles')}
      <div class="head">
        <div>
          <p class="kind">Evidence</p>
          <h1>${foreign(title)}</h1>
        </div>
      </div>
      ${articleTable(run, articles)}`
    return context.html(layout(context, parts, { title: `Evidence: ${title}`, section: '/reports', body }))
  })

  pages.get('/reports/:run/articles/:article', async (context) => {
    const run = runOf(context)
    const { found, article, isPageKept, before, after } = await parts.reports.article(run, checkedId(context.req.param('article')))
    const frame = context.req.query('frame') ?? ''
    const frames = new Map(found.hits.map((hit) => [hit.frame, hit.frameName]))
    const hits = frames.has(frame) ? found.hits.filter((hit) => hit.frame === frame) : found.hits
    const body = html`${await reportBar(context, { run, parts }, 'articles')}
      <div class="head">
        <div>
          <p class="kind">
            ${foreign(found.outlet)}${found.publishedAt === undefined ? '' : `, ${dayOf(found.publishedAt)}`},
            ${languageName(found.language)};
            ${link(found.url, html`read it there`)}${isPageKept ? html`, or <a href="/reports/${run}/articles/${found.id}/page" download>the page as it was read</a>` : html`; the store no longer has the page as it was read`}
            <small>SHA-256 <code title="${article.page}">${shortHash(article.page)}</code></small>
          </p>
          <h1 dir="auto" ${langOf(found.language)}>${foreign(found.title)}</h1>
        </div>
      </div>
      ${frames.size > 1 ? frameFilter(frames, frame) : nothing}
      <div class="two wide-left evidence-view plain">
        <section aria-labelledby="text">
          <h2 id="text" class="hidden">The text</h2>
          <div class="full-text" dir="auto" ${langOf(found.language)}>${paragraphs(article.text, article.bodyStart, hits)}</div>
        </section>
        <section aria-labelledby="hits" tabindex="0">
          <h2 id="hits">${counted(hits.length, 'hit')}</h2>
          ${hits.length === 0 ? html`<p class="empty">${found.isMeasured ? 'No framing term was found in this article.' : 'Nothing was looked for: the lexicon has no terms in this language.'}</p>` : nothing}
          <ol class="hit-list">
            ${hits.map((hit, index) => hitEntry(hit, { number: index + 1, outlet: found.outlet, language: found.language }))}
          </ol>
        </section>
      </div>
      <nav class="pages" aria-label="Other articles">${neighbour(run, before, 'Before')} ${neighbour(run, after, 'Next')}</nav>`
    return context.html(layout(context, parts, { title: found.title, section: '/reports', body }))
  })

  pages.get('/reports/:run/articles/:article/page', async (context) => {
    const { article } = await parts.reports.article(runOf(context), checkedId(context.req.param('article')))
    const bytes = await parts.app.store.pages.bytes(article.page)
    if (!bytes) throw new PipelineError('not-found', 'The store does not hold this page', { retry: 'never' })
    // As text: what a stranger wrote is to be read, and runs nowhere.
    return download(context, { name: `${article.page}.txt`, type: 'application/octet-stream', bytes: new Uint8Array(bytes) })
  })

  return pages
}

function neighbour(run: string, article: ListedArticle | undefined, words: string): Markup {
  if (!article) return nothing
  return html`<span
    >${words}: <a href="/reports/${run}/articles/${article.id}">${foreign(article.title || article.url)}</a>,
    ${foreign(article.outlet)}</span
  >`
}

function articleTable(run: string, articles: readonly ListedArticle[]): Markup {
  return table(
    'Articles',
    ['Headline', 'Outlet', 'Day', 'Hits', 'In its own voice'],
    articles.map((article) => ({
      head: html`<a href="/reports/${run}/articles/${article.id}" ${langOf(article.language)}
        >${foreign(article.title === '' ? article.url : article.title)}</a
      >`,
      cells: [
        foreign(article.outlet),
        html`<span class="day">${article.publishedAt === undefined ? 'no date' : dayOf(article.publishedAt)}</span>`,
        article.isMeasured ? article.hitCount : html`<span class="dim">not measured</span>`,
        article.isMeasured ? article.ownHitCount : undefined,
      ],
    })),
  )
}

function frameFilter(frames: ReadonlyMap<string, string>, chosen: string): Markup {
  const entry = (frame: string, words: string) =>
    html`<li>
      <a href="?${new URLSearchParams(frame === '' ? {} : { frame }).toString()}" ${frame === chosen ? html`aria-current="true"` : nothing}
        >${words}</a
      >
    </li>`
  return html`<nav class="tabs" aria-label="Frames">
    <ul>
      ${entry('', 'All frames')}${[...frames].map(([frame, name]) => entry(frame, name))}
    </ul>
  </nav>`
}

/** The whole text, paragraph by paragraph, as it was measured. */
function paragraphs(text: string, bodyStart: number, hits: readonly EvidenceHit[]): Markup {
  const pieces: Markup[] = []
  const told = new Set<number>()
  let line: Markup[] = []
  const close = () => {
    if (line.length > 0) pieces.push(html`<p>${line}</p>`)
    line = []
  }
  let place = 0
  for (const stretch of markHits(text, hits)) {
    for (const [index, part] of stretch.text.split('\n\n').entries()) {
      if (index > 0) close()
      if (part !== '') line.push(marked({ ...stretch, text: part }, hits, told))
    }
    place += stretch.text.length
    if (place === bodyStart) close()
  }
  close()
  return html`${pieces}`
}

/** Hits that lie over each other are cut into stretches; each has its number where it begins, and only there. */
function marked({ text, hits: numbers }: MarkedStretch, hits: readonly EvidenceHit[], told: Set<number>): Markup {
  const first = hits[(numbers[0] ?? 0) - 1]
  if (!first) return html`${printable(text)}`
  const fresh = numbers.filter((number) => !told.has(number))
  for (const number of fresh) told.add(number)
  if (fresh.length === 0) return html`<span class="v-${first.voice.kind}"><mark>${printable(text)}</mark></span>`
  const links = fresh.map((number) => html`<a href="#hit-${number}" id="at-${number}" aria-label="hit ${number}">${number}</a>`)
  return html`<span class="v-${first.voice.kind}"><mark>${printable(text)}</mark><sup>${links}</sup></span>`
}

interface HitPlace {
  readonly number: number
  readonly outlet: string
  readonly language: string | undefined
}

function hitEntry(hit: EvidenceHit, { number, outlet, language }: HitPlace): Markup {
  const { frameName, text, zone, voice, mode, scareQuoted } = hit
  return html`<li id="hit-${number}" class="v-${voice.kind}">
    <p>
      <a href="#at-${number}"><mark>${foreign(text)}</mark></a> <b>${foreign(frameName)}</b>
    </p>
    ${translated(hit, language)} ${chain(outlet, voice)}
    <p class="note">
      <span class="chip v-${voice.kind}">${voiceWords(voice)}</span>
      ${zoneWords[zone]}${mode === 'asserted' ? nothing : html`, ${modeWords[mode]}`}${scareQuoted ? html`, “scare quotes”` : nothing}
    </p>
  </li>`
}

/** The original beside what a person made of it. */
function translated({ sentence, translation }: EvidenceHit, language: string | undefined): Markup {
  if (!translation) return nothing
  return html`<div class="pair">
    <blockquote dir="auto" ${langOf(language)}>${printable(sentence)}</blockquote>
    <div class="translated">
      <blockquote dir="auto" ${langOf(translation.language)}>${printable(translation.translation)}</blockquote>
      <small>translation by ${foreign(translation.by)}</small>
    </div>
  </div>`
}

function runOf(context: SiteContext) {
  return toId<'Run'>(checkedId(context.req.param('run')))
}
