import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { toReportHtml } from '../../../src/core/report/html/report-html.ts'
import { styleHash, stylesheet } from '../../../src/core/report/html/style/stylesheet.ts'
import type { ReportData } from '../../../src/core/report/report-data.ts'
import { printable, safeLink } from '../../../src/core/report/safe-link.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const vectors = `${process.env.FRAMESHIFT_BENCH_DATA ?? '../shared/data'}/security/output-html.json`
const vectorsSchema = z.object({
  links: z.array(z.object({ id: z.string(), url: z.string(), expect: z.string() })),
  cases: z.array(z.object({ id: z.string(), payload: z.string() })),
})
const hostile = existsSync(vectors) ? vectorsSchema.parse(JSON.parse(readFileSync(vectors, 'utf8'))) : undefined

test('the hash of the content policy is that of the style sheet', () => {
  expect(styleHash).toBe(`sha256-${createHash('sha256').update(stylesheet).digest('base64')}`)
  const written = /<style>([^]*?)<\/style>/u.exec(toReportHtml(sampleReport()))?.[1]
  expect(written).toBe(stylesheet)
})

test.skipIf(!hostile)('hostile strings in every field are text and nothing else (skipped without security/output-html.json)', () => {
  for (const { id, payload } of hostile?.cases ?? []) {
    const elements = elementsOf(toReportHtml(filledWith(payload)))
    expect({ id, problems: problemsOf(elements) }).toEqual({ id, problems: [] })
    const shown = elements.filter(({ tag }) => tag === 'h1').map(({ text }) => text)
    expect({ id, shown: shown[0]?.trim() }).toEqual({ id, shown: asParsed(payload).trim() })
  }
})

test.skipIf(!hostile)(
  'addresses become links only when they are http or https and name no user (skipped without security/output-html.json)',
  () => {
    for (const { id, url, expect: expected } of hostile?.links ?? []) {
      const data = sampleReport()
      const articles = data.articles.map((entry) => ({ ...entry, article: { ...entry.article, url } }))
      const elements = elementsOf(toReportHtml({ ...data, articles, excluded: [] }))
      const outside = elements.filter(({ tag, attributes }) => tag === 'a' && attributes.get('href')?.startsWith('#') === false)
      expect({ id, isLink: outside.length > 0 }).toEqual({ id, isLink: expected !== 'no link' })
      expect({ id, problems: problemsOf(elements) }).toEqual({ id, problems: [] })
    }
  },
)

test('look-alike letters in a host show as punycode', () => {
  expect(safeLink('https://ex\u0430mple.com/')?.host).toMatch(/^xn--/u)
})

test('control characters and broken surrogates never reach the page', () => {
  expect(printable('a\u0000b\u001Bc\uD800d\te\uFFFEf')).toBe('abc\uFFFDd\tef')
})

test('a report with nothing in it still says so', () => {
  const data = sampleReport()
  const nothing = {
    ...data,
    articles: data.articles.slice(0, 1),
    hits: [],
    excluded: [],
    comparison: { rates: [], sentiments: [], contrasts: [] },
  }
  expect(toReportHtml(nothing)).toContain('No framing term was found')
})

interface Element {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  readonly text: string
}

/** What no outside string may bring about. */
function problemsOf(elements: readonly Element[]): readonly string[] {
  const forbidden = new Set([
    'script',
    'iframe',
    'object',
    'embed',
    'form',
    'base',
    'link',
    'img',
    'button',
    'math',
    'template',
    'xss',
    'textarea',
  ])
  return elements.flatMap(({ tag, attributes }) => {
    const href = attributes.get('href') ?? '#'
    const isOutside = !href.startsWith('#')
    return [
      ...(forbidden.has(tag) ? [`<${tag}>`] : []),
      ...[...attributes.keys()].filter((name) => /^(?:on.*|style|src|srcdoc|formaction)$/u.test(name)),
      ...(isOutside && !/^https?:\/\//u.test(href) ? [href] : []),
      ...(isOutside && attributes.get('rel') !== 'noopener noreferrer nofollow' ? [`rel of ${href}`] : []),
      ...(tag === 'meta' && attributes.get('http-equiv') === 'refresh' ? ['refresh'] : []),
    ]
  })
}

function elementsOf(page: string): readonly Element[] {
  const found: Element[] = []
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): string => {
    if (node.nodeName === '#text' && 'value' in node) return node.value
    if (!('childNodes' in node)) return ''
    const text = node.childNodes.map(visit).join('')
    if ('attrs' in node) found.push({ tag: node.tagName, attributes: new Map(node.attrs.map(({ name, value }) => [name, value])), text })
    return text
  }
  for (const node of parse(page).childNodes) visit(node)
  return found
}

/** What a parser makes of the printable form: line breaks become one kind. */
function asParsed(text: string): string {
  return printable(text).replaceAll(/\r\n?/gu, '\n')
}

function filledWith(payload: string): ReportData {
  const data = sampleReport()
  return {
    ...data,
    storyTitle: payload,
    finding: payload,
    outlets: data.outlets.map((entry) => ({ ...entry, outlet: { ...entry.outlet, name: payload }, reason: payload })),
    articles: data.articles.map((entry) => ({
      ...entry,
      article: { ...entry.article, title: payload, byline: [payload], language: payload },
    })),
    hits: data.hits.map((hit) => ({
      ...hit,
      text: payload,
      sentence: payload,
      voice: { kind: 'quoted', chain: [{ speaker: payload, cue: payload, speakerClass: undefined, stance: 'neutral' }] },
    })),
    excluded: data.excluded.map((exclusion) => ({ ...exclusion, url: payload, reason: payload })),
    run: { ...data.run, note: payload, command: payload, failures: [{ stage: 'fetch', code: payload, message: payload }] },
  }
}
