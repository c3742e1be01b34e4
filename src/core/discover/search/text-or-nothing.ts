import { z } from 'zod'

/** A field of a service's answer. One of another kind than it should be is as good as none, and costs no article. */
export const textOrNothing = z.string().optional().catch(undefined)
