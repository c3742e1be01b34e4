import type { Command } from 'commander'
import type { CliContext } from './context.ts'

/** A command as help lists it. Its own file is loaded only when it is called: `--help` needs none of what commands work with. */
export interface CommandEntry {
  readonly name: string
  /** As the command says it of itself. */
  readonly description: string
  readonly load: () => Promise<(context: CliContext) => Command>
}

/** All commands, in the order in which help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'compare',
    description: 'Compare how outlets frame the story of one article, and write a report.',
    load: async () => (await import('./compare.ts')).compareCommand,
  },
  {
    name: 'series',
    description:
      'Compare outlets over all stories in the store, inside each story, with one lexicon. Every finished comparison is a story; articles are scored again where the lexicon is another one.',
    load: async () => (await import('./series.ts')).seriesCommand,
  },
  {
    name: 'extract',
    description: 'Take the article out of pages: JSON Lines in (id, html or path, url), JSON Lines out.',
    load: async () => (await import('./extract.ts')).extractCommand,
  },
  {
    name: 'voices',
    description: 'Find whose words stand in a text: JSON Lines in (id, text, language, at), JSON Lines out.',
    load: async () => (await import('./voices.ts')).voicesCommand,
  },
  {
    name: 'sentiment',
    description: 'Say how a text speaks of its target: JSON Lines in (id, text, language, target), JSON Lines out.',
    load: async () => (await import('./sentiment.ts')).sentimentCommand,
  },
  {
    name: 'score',
    description: 'Find framing terms: JSON Lines in (id, text, language, title), JSON Lines out.',
    load: async () => (await import('./score.ts')).scoreCommand,
  },
  {
    name: 'group',
    description:
      'Group articles by event and find copies: JSON Lines in (id, title, text, publishedAt, language, outlet, byline), JSON Lines out.',
    load: async () => (await import('./group.ts')).groupCommand,
  },
  {
    name: 'lexicon',
    description: 'Look at lexicons, check them, and tune them on stored reports.',
    load: async () => (await import('./lexicon.ts')).lexiconCommand,
  },
  {
    name: 'outlets',
    description: 'See who is asked for coverage, and whether they answer.',
    load: async () => (await import('./outlets.ts')).outletsCommand,
  },
  {
    name: 'report',
    description: 'Find, read, compare and check reports.',
    load: async () => (await import('./report.ts')).reportCommand,
  },
  {
    name: 'plan',
    description: 'Register the settings of a comparison before its articles are looked at.',
    load: async () => (await import('./plan.ts')).planCommand,
  },
  {
    name: 'schedule',
    description:
      'Make a comparison again and again. Runs while "serve" or "work" is up; where neither is, let cron or systemd call "schedule run --due" every few minutes.',
    load: async () => (await import('./schedule.ts')).scheduleCommand,
  },
  {
    name: 'watch',
    description: 'Read pages again and say what was edited: which framing terms left or entered headline, first paragraph and body.',
    load: async () => (await import('./watch.ts')).watchCommand,
  },
  {
    name: 'serve',
    description:
      'Start the web app and the JSON API, until Ctrl-C. With FRAMESHIFT_TOKEN set, people sign in and programs send it; FRAMESHIFT_READ_TOKEN lets others look.',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'work',
    description: 'Run jobs from Redis until Ctrl-C; start as many as you like. Needs REDIS_URL.',
    load: async () => (await import('./work.ts')).workCommand,
  },
  {
    name: 'replay',
    description: 'List the jobs that were given up, with the reason; with a run, run its again and write its report anew.',
    load: async () => (await import('./replay.ts')).replayCommand,
  },
  {
    name: 'db',
    description: 'Look after the store: a file in FRAMESHIFT_DATA_DIR, or PostgreSQL where DATABASE_URL is set.',
    load: async () => (await import('./db.ts')).dbCommand,
  },
  {
    name: 'doctor',
    description: 'Check settings, store, lexicons, outlets and services: what works, what does not, what to do.',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
]
