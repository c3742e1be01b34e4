import type { Hit, SpeakerClass, Stance, Voice } from '../../../model.ts'
import type { ReportArticle, ReportBody } from '../report-data.ts'
import { outletOf } from '../report-data.ts'
import { printable, safeLink } from '../safe-link.ts'
import { checkWordsOf } from '../views/checked.ts'
import { chainOf, type Passage } from '../views/passages.ts'
import { modelsAgree, modelsOf } from '../views/tones.ts'
import { translationFinder } from '../translations.ts'
import { classWords, dayOf, heard, modeWords, momentOf, stanceWords, sureness, voiceWords, zoneWords } from '../wording.ts'
import { foreign, html, langOf, link, nothing, type Markup } from './markup.ts'

/** One sentence with its hits marked, who says it, and where it stands. `kind` sets how much is told: `card` for the first screen. */
export function evidence(data: ReportBody, passage: Passage, kind: 'card' | 'row'): Markup {
  const { article } = passage.article
  const hit: Hit = passage.hits[0]!
  const checked = checkWordsOf(data, passage.hits)
  return html`<figure class="evidence ${kind} v-${hit.voice.kind}">
    <div class="speaks">${chain(outletOf(data, article.outlet).name, hit.voice)}</div>
    <blockquote${langOf(article.language)} dir="auto">${passage.segments.map((segment) =>
      segment.hit ? html`<mark>${printable(segment.text)}</mark>` : printable(segment.text),
    )}</blockquote>${translated(data, hit)}
    <figcaption>
      <span class="chip v-${hit.voice.kind}">${voiceWords(hit.voice)}</span>
      ${kind === 'card' ? html`<span class="tag">${frameName(data, passage.frame)}</span>` : nothing}
      ${hit.mode === 'asserted' ? nothing : html`<span class="tag strong">${modeWords[hit.mode]}</span>`}
      ${passage.hits.some(({ scareQuoted }) => scareQuoted) ? html`<span class="tag strong">“scare quotes”</span>` : nothing}
      ${checked === undefined ? nothing : html`<span class="tag">${checked}</span>`}
      <span class="where">${zoneWords[hit.zone]}${article.publishedAt === undefined ? '' : `, ${dayOf(article.publishedAt)}`}</span>
      ${kind === 'row' && hit.voice.kind !== 'unclear' ? html`<span class="where">${sureness(hit.voiceConfidence)}</span>` : nothing}
      ${kind === 'row' ? tones(data, hit) : nothing}
      ${kind === 'row' ? html`<span class="page">${provenance(passage.article)}</span>` : nothing}
      <span class="source">${link(article.url, html`${safeLink(article.url) ? html`read it at ${safeLink(article.url)?.host}` : 'from'}`)}</span>
      ${passage.alsoIn.length === 0 ? nothing : html`<span class="also">same sentence in ${passage.alsoIn.map((copy, index) => html`${index > 0 ? ', ' : ''}${foreign(outletOf(data, copy.article.outlet).name)}`)} (copied text)</span>`}
    </figcaption>
  </figure>`
}

/** Beside the original, where a person translated it. */
function translated(data: ReportBody, { sentence }: Hit): Markup {
  if (data.translations.length === 0) return nothing
  const found = translationFinder(data.translations)(sentence)
  if (!found) return nothing
  return html`<div class="translated">
    <blockquote${langOf(found.language)} dir="auto">${printable(found.translation)}</blockquote>
    <small>translation by ${foreign(found.by)}</small>
  </div>`
}

/** When the page was read, and by which hash the bundle holds it. */
function provenance({ article, member }: ReportArticle): Markup {
  const read = member.fetchedAt === undefined ? 'from a file' : `read ${momentOf(member.fetchedAt)}`
  return html`${read}, page <code>${article.page.slice(0, 8)}</code>`
}

/** What each model hears, and whether they part. */
function tones(data: ReportBody, hit: Hit): Markup {
  const towards = hit.sentiment.target?.towards
  const words = modelsOf(data).map((model, index) => {
    const target = model === 'target' && towards !== undefined ? html` (towards ${foreign(towards)})` : nothing
    return html`${index > 0 ? ' · ' : ''}${model} ${heard(hit, model)}${target}`
  })
  return html`<span class="heard">${words}${modelsAgree(hit) === false ? html` · <b>models differ</b>` : nothing}</span>`
}

/** Who says that who says it, drawn from the outlet to the innermost speaker, with the words that pass it on. */
export function chain(outlet: string, voice: Voice): Markup {
  const links = chainOf(voice)
  const own = voice.kind === 'outlet' ? html`<span class="cue">says itself</span>` : nothing
  const unclear =
    voice.kind === 'unclear' ? html`<li><span class="who">someone</span> <span class="cue">not clear who</span></li>` : nothing
  const steps = links.map(
    ({ speaker, cue, speakerClass, stance }) =>
      html`<li>
        <span class="who">${speaker === undefined ? 'someone not named' : foreign(speaker)}</span
        >${cue === undefined || !/\p{L}/u.test(cue) ? nothing : html` <span class="cue">${foreign(`“${cue}”`)}</span>`}${bearing(speaker === undefined ? undefined : speakerClass, stance)}
      </li>`,
  )
  return html`<ol class="chain">
    <li><span class="who outlet">${foreign(outlet)}</span> ${own}</li>
    ${steps}${unclear}
  </ol>`
}

/** What kind of speaker it is, and how the words stand to the claim. */
function bearing(speakerClass: SpeakerClass | undefined, stance: Stance): Markup {
  const words = [speakerClass && classWords[speakerClass], stanceWords[stance]].filter((word) => word !== undefined)
  return words.length === 0 ? nothing : html` <span class="bearing">${words.join(', ')}</span>`
}

export function frameName({ lexicon }: Pick<ReportBody, 'lexicon'>, id: string): string {
  return lexicon.frames.find((frame) => frame.id === id)?.name ?? id
}
