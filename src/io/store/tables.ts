/**
 * The tables, in the part of SQL that SQLite and PostgreSQL share: ids and JSON are text, times are epoch milliseconds, bytes are blobs,
 * absent is null.
 */
export interface Tables {
  /** Bytes are compressed by `packed.ts`; the column has its name from how that was once done. */
  readonly blobs: { readonly hash: string; readonly deflated: Uint8Array }
  readonly pages: {
    readonly url: string
    readonly hash: string
    readonly final_url: string
    readonly content_type: string | null
    readonly etag: string | null
    readonly last_modified: string | null
    readonly fetched_at: string
    readonly fetched_ms: number
    /** Where every redirect on the way was for good. */
    readonly moved_to: string | null
  }
  readonly extractions: { readonly hash: string; readonly extractor: string; readonly result: string }
  readonly articles: { readonly id: string; readonly noun: string }
  /** Which articles the index of stories holds, by the number it knows them by. */
  readonly indexed: { readonly number: number; readonly article: string; readonly version: number }
  /** Hash of a telling term, day since 1970 (-1: undated), and the article that has it. */
  readonly postings: { readonly term: number; readonly day: number; readonly number: number }
  /** The version of a page that a watch has told of last. */
  readonly watched: { readonly watch: string; readonly url: string; readonly page: string; readonly seen_ms: number }
  readonly outlets: { readonly id: string; readonly noun: string }
  readonly scorings: { readonly article: string; readonly key: string; readonly noun: string }
  readonly answers: { readonly version: string; readonly question: string; readonly opinion: string }
  readonly runs: {
    readonly id: string
    readonly fingerprint: string
    readonly settings: string
    readonly state: string
    readonly created_ms: number
    readonly ended_ms: number | null
    readonly failure: string | null
  }
  /** When the text of an article, or a form of a lexicon or plan, first came. */
  readonly first_seen: { readonly kind: string; readonly id: string; readonly at_ms: number }
  /** Of the settings of runs, each once; see `run-settings.ts`. */
  readonly lexicons: { readonly hash: string; readonly noun: string }
  readonly stories: { readonly run: string; readonly noun: string }
  readonly comparisons: { readonly run: string; readonly noun: string }
  readonly files: { readonly run: string; readonly name: string; readonly deflated: Uint8Array }
  readonly hosts: { readonly host: string; readonly next_free_at: number; readonly held_until: number; readonly written_at: number }
  readonly robots: {
    readonly origin: string
    readonly body: Uint8Array | null
    readonly status: number
    readonly fetched_at: number
  }
  readonly schedules: {
    readonly id: string
    /** The request that each run makes, as JSON. */
    readonly request: string
    readonly cron: string
    readonly zone: string
    readonly state: string
    readonly created_ms: number
    /** The last time that was due and has been dealt with. */
    readonly handled_ms: number
    readonly kind: string
    readonly missed: string
    readonly overlap: string
    readonly window_ms: number
    readonly grace_ms: number
    readonly webhook: string | null
  }
  readonly schedule_runs: {
    readonly schedule: string
    readonly due_ms: number
    readonly run: string | null
    readonly state: string
    readonly note: string | null
    readonly ended_ms: number
    readonly cause: string | null
    readonly started_ms: number | null
    /** What came of it, as JSON. */
    readonly details: string | null
    /** What its webhook has not heard yet, as JSON, and when that is told. */
    readonly telling: string | null
    readonly tell_ms: number | null
  }
  /** One row a report: what a list of reports shows and is searched by. */
  readonly report_cards: {
    readonly run: string
    readonly created_ms: number
    readonly noun: string
    /** Lower case, with a blank at both ends. */
    readonly words: string
    readonly lexicon: string
  }
  /** The articles of reports, numbered, so that lexicon terms can be looked up in all of them at once. */
  readonly corpus_articles: {
    readonly number: number
    readonly article: string
    readonly outlet: string
    readonly language: string | null
    /** Of the rules by which it was cut into words; 0 where it is not yet. */
    readonly version: number
  }
  readonly corpus_runs: {
    readonly run: string
    readonly lexicon: string | null
    readonly lexicon_hash: string | null
    readonly title: string
    readonly created_ms: number
  }
  readonly corpus_members: { readonly run: string; readonly number: number }
  /** Which articles hold a word or a stem: numbers as `packNumbers` packs them, in segments of articles that came together. */
  readonly corpus_postings: { readonly segment: number; readonly key: Uint8Array; readonly numbers: Uint8Array }
  readonly corpus_segments: { readonly segment: number; readonly articles: number }
  readonly judgements: {
    readonly lexicon: string
    /** Article, place and term. */
    readonly item: string
    /** That the term was of when it was judged. */
    readonly frame: string
    readonly annotator: string
    readonly noun: string
    readonly made_ms: number
  }
  readonly lexicon_versions: {
    readonly lexicon: string
    readonly hash: string
    readonly noun: string
    readonly message: string
    readonly author: string
    readonly saved_ms: number
  }
  readonly jobs: JobTable
  readonly halts: { readonly run: string; readonly since: number }
}

const tableList = {
  answers: true,
  articles: true,
  blobs: true,
  comparisons: true,
  corpus_articles: true,
  corpus_members: true,
  corpus_postings: true,
  corpus_runs: true,
  corpus_segments: true,
  extractions: true,
  files: true,
  first_seen: true,
  halts: true,
  hosts: true,
  indexed: true,
  jobs: true,
  judgements: true,
  lexicon_versions: true,
  lexicons: true,
  outlets: true,
  pages: true,
  postings: true,
  report_cards: true,
  robots: true,
  runs: true,
  schedule_runs: true,
  schedules: true,
  scorings: true,
  stories: true,
  watched: true,
} satisfies Record<keyof Tables, true>

/** A database may hold tables of others beside these. */
export const tableNames: ReadonlySet<string> = new Set(Object.keys(tableList))

/** One row a job; see `src/runners/ledger.ts` for what the words mean. */
export interface JobTable {
  readonly run: string
  readonly key: string
  readonly stage: string
  readonly role: 'job' | 'then'
  readonly input: string
  /** Key of the `then` of the join it belongs to. */
  readonly join_key: string | null
  /** Of a `then`: the rows of its join that have not ended. */
  readonly open_members: number
  /** `ready` also while somebody holds it: then it has an owner and a lease. An earlier version says `running` of what it holds. */
  readonly state: string
  readonly attempts: number
  readonly starts: number
  readonly losses: number
  readonly waited_ms: number
  readonly not_before: number
  readonly owner: string | null
  readonly lease_until: number | null
  readonly output: string | null
  readonly failure_code: string | null
  readonly failure_message: string | null
  readonly opened_at: number
  /** Its place among the rows opened with it. */
  readonly place: number
  /** Key of the job that it follows from; `null` for first work, and for rows of older versions. */
  readonly opened_by: string | null
  readonly started_at: number | null
  readonly ended_at: number | null
}
