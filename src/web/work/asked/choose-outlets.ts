import { z } from 'zod'
import type { SiteParts } from '../../site-parts.ts'
import { addOutletByHomepage } from './add-outlet.ts'
import type { ComparisonForm } from './comparison-form.ts'
import { webAddress } from './comparison-input.ts'

const homepageSchema = z.object({ homepage: webAddress })

/** A form after one of the buttons that only change who is asked, and what there is to say of it. */
export interface Chosen<Form> {
  readonly form: Form
  readonly told?: string
}

/** Does what the buttons between the outlets say; `undefined` for any other step. Throws why an outlet cannot be added. */
export async function chooseOutlets<Form extends ComparisonForm>(
  step: string,
  form: Form,
  { parts, signal }: { readonly parts: Pick<SiteParts, 'app' | 'access'>; readonly signal: AbortSignal },
): Promise<Chosen<Form> | undefined> {
  switch (step) {
    case 'outlet': {
      const outlet = await addOutletByHomepage(homepageSchema.parse(form).homepage, parts, signal)
      const outlets = form.outlets === undefined ? undefined : [...form.outlets, outlet.id]
      return { form: { ...form, outlets, homepage: '' }, told: `${outlet.name} was added.` }
    }
    case 'all':
      return { form: { ...form, outlets: undefined } }
    case 'none':
      return { form: { ...form, outlets: [] } }
    default:
      return undefined
  }
}
