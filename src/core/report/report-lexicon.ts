import type { Sha256 } from '../../model.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { ReportLexicon } from './report-data.ts'

/** The lexicon as reports carry it. */
export function toReportLexicon({ hash, lexicon }: { readonly hash: Sha256; readonly lexicon: Lexicon }): ReportLexicon {
  return {
    id: lexicon.id,
    version: lexicon.version,
    hash,
    licence: lexicon.licence,
    frames: lexicon.frames.map(({ id, name, definition }) => ({ id, name: name ?? id, definition })),
    terms: lexicon.terms.map(({ id, frame, concept, language, patterns }) => ({ id, frame, concept, language, patterns })),
  }
}
