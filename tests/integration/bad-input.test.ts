import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportSchema } from '../../src/core/report/json/report-schema.ts'
import { runCli } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'bad-'))
const article = join(folder, 'article.txt')
writeFileSync(
  article,
  `Title: Ministers meet\nDate: 2026-10-15\n\n${'The ministers met on Wednesday and spoke about the pipeline, its cost and its route through the hills. '.repeat(12)}`,
)
const brokenLexicon = join(folder, 'broken.yaml')
writeFileSync(
  brokenLexicon,
  'id: mine\nversion: 1\nframes:\n  - id: one\n    definition: One.\nterms:\n  - id: t\n    frame: two\n    concept: c\n    language: en\n    patterns: ["betray.*"]\n',
)
const emptyFolder = mkdtempSync(join(tmpdir(), 'bad-empty-'))
const emptyList = join(folder, 'list.txt')
writeFileSync(emptyList, '# nothing yet\n')
const seriesFolder = mkdtempSync(join(tmpdir(), 'bad-series-'))
writeFileSync(join(seriesFolder, 'report.json'), '{"schema":"frameshift/series@1"}')
const empty = join(folder, 'empty.html')
writeFileSync(empty, '<html><body></body></html>')

test.each([
  ['no such file', ['compare', 'nowhere.html', '--alone'], /Cannot read nowhere\.html: no such file/],
  ['a folder as anchor', ['compare', 'src', '--alone'], /it is a folder, expected one article/],
  ['a page without an article', ['compare', empty, '--alone'], /Cannot read the anchor: .*no text/],
  ['a name that is no public host', ['compare', 'https://nobody.example/a', '--alone'], /nobody\.example/],
  ['a lexicon with mistakes', ['compare', article, '--alone', '--lexicon', brokenLexicon], /line 8.*expected one of one, found "two"/],
  [
    'an unknown lexicon',
    ['compare', article, '--alone', '--lexicon', 'nothing'],
    /Cannot find the lexicon nothing: expected a file, or one of international-relations/,
  ],
  ['an unknown outlet', ['outlets', 'show', 'nobody'], /No outlet is called nobody: expected one of/],
  ['coverage beside --alone', ['compare', article, '--alone', '--with', empty], /--alone was given/],
  [
    'coverage that is not there',
    ['compare', article, '--with', 'nofolder'],
    /^frameshift: Nothing .*: Cannot read nofolder: no such file.*\n$/,
  ],
  [
    'a folder without a page and a file that is not there',
    ['compare', article, '--with', emptyFolder, '--with', 'nofolder'],
    /^frameshift: Nothing .*: No page in .* \(and 1 more\)\n$/,
  ],
  ['a list without an address', ['compare', article, '--urls', emptyList], /^frameshift: Nothing .*list\.txt.*\n$/],
  ['a missing argument', ['report', 'open'], /^frameshift: missing required argument /],
  ['a comparison of nothing', ['compare'], /Expected either an anchor/],
  ['an unknown option', ['compare', article, '--shiny'], /^frameshift: unknown option '--shiny' \(frameshift compare --help\)\n$/],
  [
    'a mistyped command',
    ['lexicon', 'lnit'],
    /^frameshift: unknown command 'lnit' \(Did you mean lint\?\) \(frameshift lexicon --help\)\n$/,
  ],
  ['help of no command', ['help', 'nope'], /^frameshift: unknown command 'nope' \(frameshift --help\)\n$/],
  [
    'the report of a series, compared with one',
    ['report', 'diff', seriesFolder, seriesFolder],
    /^frameshift: Cannot compare .*: its report\.json is of another kind: expected the report of a comparison, found frameshift\/series@1\n$/,
  ],
  ['an unknown schedule', ['schedule', 'run', 'oil'], /^frameshift: No schedule is called oil: there is none yet \("schedule add"\)\n$/],
  ['a window that is no time', ['compare', article, '--window', 'soon'], /Expected a time such as 36h, 3d or 2w/],
  ['a folder that holds other files', ['compare', article, '--alone', '--out', 'src'], /no part of a report|files that are no report/],
])('%s is one line on stderr, nothing on stdout, exit 2', async (_what, args, expected) => {
  const { code, stdout, stderr } = await runCli(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(expected)
  expect(stderr).not.toContain('    at ')
})

test('coverage that cannot be read is listed in a finished report', async () => {
  const out = join(folder, 'report')
  const { code, stdout, stderr } = await runCli([
    'compare',
    article,
    '--with',
    empty,
    '--with',
    'nowhere.html',
    '--with',
    'https://nobody.example/a',
    '--out',
    out,
    '--json',
  ])
  expect(code).toBe(0)
  const { excluded, articles } = reportSchema.parse(JSON.parse(stdout))
  expect(articles).toHaveLength(1)
  // Said before the work, and again where the eye rests when it is done.
  const said = 'left out: Cannot read nowhere.html: no such file'
  expect(stderr.split(said)).toHaveLength(3)
  expect(stderr.trimEnd().split('\n').at(-1)).toContain(said)
  expect(excluded.map(({ url }) => url).toSorted()).toEqual([empty, 'https://nobody.example/a', 'nowhere.html'].toSorted())
})
