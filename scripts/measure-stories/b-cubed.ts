export interface BCubed {
  readonly precision: number
  readonly recall: number
}

/** For each item, how clean its group is (precision) and how whole its event (recall), 0 to 1: A. Bagga and B. Baldwin, LREC 1998. */
export function bCubed(groups: readonly (string | number)[], events: readonly string[]): readonly BCubed[] {
  const sizes = <Key>(keys: readonly Key[]) => {
    const counts = new Map<Key, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  const joint = events.map((event, item) => `${groups[item] ?? ''} ${event}`)
  const [both, byGroup, byEvent] = [sizes(joint), sizes(groups), sizes(events)]
  return events.map((event, item) => {
    const shared = both.get(joint[item] ?? '') ?? 0
    return { precision: shared / (byGroup.get(groups[item] ?? '') ?? 1), recall: shared / (byEvent.get(event) ?? 1) }
  })
}
