/** Namespaces of feeds with the prefix that most feeds give them; the formats themselves have none. */
const usualPrefixes: ReadonlyMap<string, string> = new Map([
  ['www.w3.org/2005/atom', ''],
  ['purl.org/atom/ns', ''],
  ['purl.org/rss/1.0', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['backend.userland.com/rss2', ''],
  ['purl.org/dc/elements/1.1', 'dc:'],
  ['purl.org/dc/terms', 'dcterms:'],
  ['purl.org/rss/1.0/modules/content', 'content:'],
  ['search.yahoo.com/mrss', 'media:'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf:'],
  ['www.w3.org/1999/xhtml', 'xhtml:'],
])

/**
 * Names of elements as most feeds write them, in small letters: `entry` for `ns0:entry` where `ns0` is declared to be Atom, and for
 * `atom:entry`, which is often not declared at all. A prefix counts from its declaration to the end of the document.
 */
export class FeedNames {
  readonly #prefixes = new Map(['atom', 'atom03', 'rss', 'a'].map((prefix) => [`${prefix}:`, '']))

  /** Learns the prefixes that an element declares. */
  declare(attributes: Readonly<Record<string, string>>): void {
    for (const [name, uri] of Object.entries(attributes)) {
      if (!name.startsWith('xmlns:')) continue
      const usual = usualPrefixes.get(
        uri
          .trim()
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/[/#]$/, ''),
      )
      const prefix = `${name.slice('xmlns:'.length)}:`
      if (usual !== undefined) this.#prefixes.set(prefix, usual)
      // A short prefix may as well be that of something else.
      else if (!/atom|rss/i.test(uri)) this.#prefixes.delete(prefix)
    }
  }

  plain(written: string): string {
    const name = written.toLowerCase()
    const prefix = name.slice(0, name.indexOf(':') + 1)
    const usual = this.#prefixes.get(prefix)
    return usual === undefined ? name : usual + name.slice(prefix.length)
  }
}
