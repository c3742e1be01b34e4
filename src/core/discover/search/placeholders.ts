/** What may stand in braces in the template of an address. */
export const placeholders = ['query', 'from', 'to', 'language', 'limit'] as const
