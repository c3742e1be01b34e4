import { z } from 'zod'
import { idSchema } from '../../stages/noun-schemas.ts'

/** What of a plan says how its report was made. The terms are left unread: checking the patterns of thousands of plans would take minutes. */
export const planHeadSchema = z
  .object({ pairs: z.boolean(), lexicon: z.object({ hash: idSchema<'Sha256'>(), lexicon: z.object({ id: z.string() }) }) })
  .readonly()
