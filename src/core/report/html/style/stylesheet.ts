import { base } from './base.ts'
import { claimStyle } from './claims.ts'
import { evidenceStyle } from './evidence.ts'
import { pictureStyle } from './pictures.ts'
import { printStyle } from './print.ts'

/** The look of the report. It is the same for every report, so that its hash can stand in the content policy. */
export const stylesheet = `${base}${evidenceStyle}${claimStyle}${pictureStyle}${printStyle}`

/** SHA-256 of the style sheet as the content policy writes it; a test says what it must be after a change. */
export const styleHash = 'sha256-qMd2dgQ13qIezs/4Oa2I82+XFFNF41+Z7ByBSbCCzTY='
