import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Words of the tiny model: each pulls towards one tone by as much as it says. */
const vocabulary: readonly (readonly [word: string, weights: readonly [number, number, number]])[] = [
  ['[UNK]', [0, 0.2, 0]],
  ['[CLS]', [0, 0, 0]],
  ['[SEP]', [0, 0, 0]],
  ['praised', [-8, 0, 8]],
  ['accused', [8, 0, -8]],
]

/** A folder as a user has it: a model of one look-up and one mean, its tokenizer, and what its outputs are called. */
export async function tinyModelFolder(labels: readonly string[] = ['negative', 'neutral', 'positive']): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onnx-'))
  await writeFile(join(folder, 'model.onnx'), tinyModel())
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer()))
  await writeFile(join(folder, 'config.json'), JSON.stringify({ id2label: Object.fromEntries(labels.entries()) }))
  return folder
}

function tokenizer(): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
        { Sequence: { id: 'B', type_id: 1 } },
      ],
      special_tokens: { '[CLS]': { id: '[CLS]', ids: [1], tokens: ['[CLS]'] }, '[SEP]': { id: '[SEP]', ids: [2], tokens: ['[SEP]'] } },
    },
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map(([word], id) => [word, id])),
    },
  }
}

/** ONNX by hand: logits = mean over tokens of the row that each token looks up. Field numbers are those of onnx.proto. */
function tinyModel(): Uint8Array {
  const rows = Float32Array.from(vocabulary.flatMap(([, weights]) => weights))
  const table = message([
    [1, packed([vocabulary.length, 3])],
    [2, 1],
    [8, 'table'],
    [9, new Uint8Array(rows.buffer)],
  ])
  const lookUp = message([
    [1, 'table'],
    [1, 'input_ids'],
    [2, 'looked'],
    [4, 'Gather'],
  ])
  const axes = message([
    [1, 'axes'],
    [8, 1],
    [20, 7],
  ])
  const keep = message([
    [1, 'keepdims'],
    [3, 0],
    [20, 2],
  ])
  const mean = message([
    [1, 'looked'],
    [2, 'logits'],
    [4, 'ReduceMean'],
    [5, axes],
    [5, keep],
  ])
  const graph = message([
    [1, lookUp],
    [1, mean],
    [2, 'tiny'],
    [5, table],
    [11, valueOf('input_ids', 7, ['batch', 'tokens'])],
    [11, valueOf('attention_mask', 7, ['batch', 'tokens'])],
    [12, valueOf('logits', 1, ['batch', 3])],
  ])
  return message([
    [1, 8],
    [7, graph],
    [
      8,
      message([
        [1, ''],
        [2, 13],
      ]),
    ],
  ])
}

function valueOf(name: string, type: number, dims: readonly (string | number)[]): Uint8Array {
  const shape = message(dims.map((dim): Field => [1, message([typeof dim === 'string' ? [2, dim] : [1, dim]])]))
  return message([
    [1, name],
    [
      2,
      message([
        [
          1,
          message([
            [1, type],
            [2, shape],
          ]),
        ],
      ]),
    ],
  ])
}

type Field = readonly [number: number, value: number | string | Uint8Array]

function message(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.concat([varint(number << 3), varint(value)])
      const bytes = typeof value === 'string' ? Buffer.from(value) : value
      return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes])
    }),
  )
}

function packed(numbers: readonly number[]): Uint8Array {
  return Buffer.concat(numbers.map(varint))
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    rest >>>= 7
  } while (rest > 0)
  return Buffer.from(bytes)
}
