import { articleJson } from '../json/article-json.ts'
import { rateJson, sentimentJson, termShiftJson, testedJson } from '../json/comparison-json.ts'
import { hitJson } from '../json/hit-json.ts'
import { estimateJson, sortedByKey } from '../json/numbers.ts'
import { whoIs } from '../json/outlet-json.ts'
import { lexiconJson } from '../json/report-json.ts'
import { checkOf } from '../views/checked.ts'
import { modelsOf } from '../views/tones.ts'
import type { SeriesOutlet } from '../../series/series.ts'
import type { DescribedSeriesContrast, SeriesData } from './series-data.ts'
import type { SeriesJson } from './series-schema.ts'

/** `report.json` of a series, two spaces deep, ending in a line break. */
export function toSeriesJson(data: SeriesData): string {
  return `${JSON.stringify(seriesJsonOf(data), undefined, 2)}\n`
}

/** The value that `report.json` holds. Keys stand in the order of the schema. */
function seriesJsonOf(data: SeriesData): SeriesJson {
  const { comparison, method, run, groups } = data
  return {
    schema: 'frameshift/series@1',
    finding: data.finding,
    stories: data.stories.map(({ id, runs, day, title, language, url, articles, outlets }) => {
      return { id, runs: [...runs], day, title, language: language ?? null, url, articles, outlets }
    }),
    outlets: data.outlets.map(outletJson),
    groups: groups
      ? {
          key: groups.key,
          groups: groups.groups.map(({ value, outlets }) => ({ value, outlets: [...outlets] })),
          without: [...groups.without],
        }
      : null,
    articles: data.articles.map((entry) => ({ ...articleJson(entry), story: entry.story })),
    hits: data.hits.map((hit) => ({ ...hitJson(hit, modelsOf(data)), checked: checkOf(data, hit) ?? null })),
    rates: comparison.rates.map(rateJson),
    groupRates: comparison.groupRates.map(rateJson),
    sentiments: comparison.sentiments.map(sentimentJson),
    contrasts: comparison.contrasts.map(contrastJson),
    shifts: comparison.shifts.map(({ by, frame, outlet, a, b, terms }) => ({
      by,
      frame,
      outlet,
      ...termShiftJson({ a, b, terms }),
    })),
    timeline: comparison.timeline.map(({ frame, outlet, story, hits, tokens, articles, perThousand }) => {
      return { frame, outlet, story, hits, tokens, articles, perThousand: estimateJson(perThousand) }
    }),
    typicalWords: comparison.typicalWords.map((typical) => ({ ...typical, words: typical.words.map((word) => ({ ...word })) })),
    translations: data.translations.map((translation) => ({ ...translation })),
    lexicon: lexiconJson(data.lexicon),
    method: {
      level: method.level,
      falseDiscoveryRate: method.falseDiscoveryRate,
      draws: method.draws,
      seed: method.seed,
      pairs: method.pairs,
      models: method.models.map(({ name, description, languages }) => ({ name, description, languages: [...languages] })),
    },
    run: {
      id: run.id,
      asOf: run.asOf,
      since: run.since ?? null,
      until: run.until ?? null,
      versions: { ...run.versions },
      hashes: sortedByKey(run.hashes),
      settings: sortedByKey(run.settings),
      leftOut: run.leftOut.map(({ run: id, reason }) => ({ run: id, reason })),
    },
  }
}

function outletJson({ outlet, covered, silent, unseen, notAsked }: SeriesOutlet): SeriesJson['outlets'][number] {
  return {
    ...whoIs(outlet),
    covered: [...covered],
    silent: [...silent],
    unseen: [...unseen],
    notAsked: [...notAsked],
  }
}

function contrastJson(contrast: DescribedSeriesContrast): SeriesJson['contrasts'][number] {
  const { by, frame, voice, a, b, articles, stories, sentence } = contrast
  return { by, frame, voice, a, b, articles: articles ? { ...articles } : null, stories, ...testedJson(contrast), sentence }
}
