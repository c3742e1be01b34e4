import { shortHash } from '../../short-hash.ts'
import { outletOf, type ReportData } from '../report-data.ts'
import { articleCounts } from '../views/article-counts.ts'
import { counted, dayOf, languageName, listed, percent } from '../wording.ts'

/** A methods section in one paragraph, to be copied into a paper: made from the run itself, so that text and numbers cannot part. */
export function methodsParagraph(data: ReportData): string {
  return [askedFor(data), readWords(data), countedWords(data), testedWords(data), againWords].join(' ')
}

/** Last, because it is what a reader may want to do next. */
const againWords =
  'The pages, the lexicon, the settings and the versions are in the bundle of the report: “frameshift report verify” makes every byte of it again without a network.'

function askedFor(data: ReportData): string {
  const { run, method, outlets, articles } = data
  const anchor = articles.find(({ article }) => article.id === data.anchor)?.article
  const origin = anchor
    ? ` (${outletOf(data, anchor.outlet).name}${anchor.publishedAt === undefined ? '' : `, ${dayOf(anchor.publishedAt)}`})`
    : ''
  const asked = outlets.filter(({ sources }) => sources.length > 0).length
  const silent = outlets.filter(({ status }) => status === 'silent').length
  const unseen = outlets.filter(({ status }) => status === 'unseen').length
  const sources =
    asked > 0
      ? `${counted(asked, 'outlet')} were asked through their feeds and news sitemaps for coverage within ${counted(method.windowDays, 'day')} of that date; ${silent} had none, ${unseen} could not be read.`
      : 'The coverage was named by hand.'
  return `The coverage of “${data.storyTitle}”${origin} was compared with Frameshift ${run.versions.frameshift} on ${dayOf(run.createdAt)} (Node ${run.versions.node}, ICU ${run.versions.icu}). ${sources}`
}

function readWords(data: ReportData): string {
  const { unread, lookedAt, chosen, read, articles, inStory, doubtful, copies, measured } = articleCounts(data)
  const other = doubtful === 0 ? '' : `, ${doubtful} of them possibly other news and in no comparison`
  const addresses = counted(data.excluded.filter(({ entries }) => entries === undefined).length, 'address', 'addresses')
  const left = unread === 0 ? addresses : `${addresses}, and ${counted(unread, 'entry', 'entries')} of sources that nobody looked at`
  return `Of ${counted(lookedAt, 'address', 'addresses')} looked at, ${chosen} were chosen to be read, ${read} were fetched and ${articles} read as articles; ${inStory} belong to the story${other}; ${measured} could be measured and compared. ${counted(copies, 'article carries', 'articles carry')} the text of another, which counts once. What was left out on the way (${left}) is listed with its reason.`
}

function countedWords({ lexicon, articles, hits }: ReportData): string {
  const measured = articles.filter((entry) => entry.measured)
  const languages = new Set(measured.map(({ article }) => languageName(article.language)))
  const inVoice = (...kinds: readonly string[]) => hits.filter(({ voice }) => kinds.includes(voice.kind)).length
  const where = languages.size === 0 ? '' : ` in ${listed([...languages].toSorted())}`
  const voices = `${inVoice('outlet')} in the outlets’ own voice, ${inVoice('quoted', 'reported')} attributed to others, ${inVoice('unclear')} unclear`
  return `The lexicon ${lexicon.id}, version ${lexicon.version} (SHA-256 ${shortHash(lexicon.hash)}), has ${counted(lexicon.terms.length, 'term')} for ${counted(lexicon.frames.length, 'frame')}; ${counted(hits.length, 'hit')} were found${where}: ${voices}.`
}

function testedWords({ comparison, method }: ReportData): string {
  const tested = comparison.contrasts.filter(({ p }) => p !== undefined).length
  const called = comparison.contrasts.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower').length
  return `The article is the unit: rates are given with intervals at ${percent(method.level)} over articles, and ${counted(tested, 'contrast')} of ${comparison.contrasts.length} had the five articles a side that a test needs (articles exchanged between the sides, at most ${method.draws} random splits, seed ${method.seed}; Benjamini-Hochberg at ${percent(method.falseDiscoveryRate)} over all of them); ${called} came out clear.`
}
