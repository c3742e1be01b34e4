import fc from 'fast-check'
import { Parser, Tokenizer } from 'htmlparser2'
import { expect, test } from 'vitest'
import { JumpingTokenizer } from '../../../../src/core/extract/page/jumping-tokenizer.ts'

/** What the parser tells by this tokenizer, texts in a row as one. */
function eventsBy(tokenizer: typeof Tokenizer, html: string): readonly string[] {
  const events: string[] = []
  let text = ''
  const tell = (event: string): void => {
    if (text !== '') events.push(`text ${text}`)
    text = ''
    if (event !== '') events.push(event)
  }
  const parser = new Parser(
    {
      onopentagname: (name) => tell(`open ${name}`),
      onattribute: (name, value, quote) => tell(`attribute ${name} ${value} ${quote}`),
      onopentag: (name) => tell(`opened ${name}`),
      ontext: (data) => (text += data),
      onclosetag: (name, isImplied) => tell(`close ${name} ${isImplied}`),
      oncomment: (data) => tell(`comment ${data}`),
      onprocessinginstruction: (name, data) => tell(`instruction ${name} ${data}`),
    },
    { decodeEntities: false, Tokenizer: tokenizer },
  )
  parser.end(html)
  tell('')
  return events
}

const names = [
  'p',
  'DIV',
  'a',
  'br',
  'svg',
  'title',
  'Script',
  'style',
  'textarea',
  'iframe',
  'xmp',
  'scripts',
  't',
  'plaintext',
  'noembed',
]
const pieces = [
  '<', '>', '/', '</', '=', '"', "'", ' ', '\n', '\t', '!', '?', '-', '--', '<!--', '-->', '--!>', '<!', '<?', '&amp;', 'text', 'é', '[', ']]>',
  '<![CDATA[', '<!doctype html>', '<!DocX', '<p class="a">', "<a href='b' c d=e/f g>", '<br/>', '<svg / >', '</ p>', '</>', '<>', 'a<b',
  '<a x="1"y=2>', '<i a=>', '<i = b>', '<i a = "c d" / e>', '<p\f>', '<p\v>', '</p x="y">', '<script/>', '</SCRIPT >', '<title>', '</title>',
] // prettier-ignore

const piece = fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...names.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} `])))
// With a whole element behind it, so that the page does not end within a tag: such a tag is dropped here, and there by pieces told as text.
const markup = fc.array(piece, { maxLength: 14 }).map((parts) => `${parts.join('')}<p>end</p>`)

test('the tokenizer that jumps tells what that of htmlparser2 tells, of any markup', () => {
  fc.assert(
    fc.property(markup, (html) => {
      expect(eventsBy(JumpingTokenizer, html)).toEqual(eventsBy(Tokenizer, html))
    }),
    { numRuns: 3_000 },
  )
})
