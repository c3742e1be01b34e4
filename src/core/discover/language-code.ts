import { z } from 'zod'
import { primarySubtag } from '../text/primary-subtag.ts'

/** The language of an outlet or a question, as people write it: `en`, `en-GB`, `eng`. A word such as "English" is no code; with it, every headline would be read as foreign. */
export const languageCode = z.string().transform((tag, context) => {
  const code = primarySubtag(tag)
  if (code === undefined) context.addIssue({ code: 'custom', message: 'expected the code of a language, such as en or zh' })
  return code ?? tag
})
