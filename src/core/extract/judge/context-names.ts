/** Columns that the second forest sees after those of `featureNames`: what the first one says of the blocks round this one. */
export const contextNames: readonly string[] = [
  'own', '-3', '-2', '-1', '+1', '+2', '+3', 'mean3Before', 'mean3After', 'mean10Before', 'mean10After', 'element', 'parent', 'group', 'before', 'after', 'maxBefore', 'maxAfter', 'keptShare', 'grandparent', 'shape', 'sureBefore', 'sureAfter', 'runWords', 'inCore', 'coreChild', 'coreShare', 'coreDepth', 'fromBody',
] as const // prettier-ignore
