import { isIP } from 'node:net'
import { PipelineError } from '../../../errors.ts'

/** An answer given in place of DNS. The address is checked like any other: a rule opens nothing by itself. */
export interface ResolveRule {
  /** Lower case; with `isWildcard` the part after `*.`. */
  readonly host: string
  /** Stands for any subdomain of `host`. */
  readonly isWildcard: boolean
  readonly address: string
  /** The port to connect to in place of that of the URL. */
  readonly port: number | undefined
}

/** Reads `HOST=ADDRESS[:PORT]`, for example `*.example=127.0.0.1:8123` or `news.example=[::1]:80`. Throws `resolve-invalid`. */
export function parseResolveRule(text: string): ResolveRule {
  const parts = /^(\*\.)?([^=*\s/:@[\]]+)=(?:\[([0-9a-f.:]+)\]|([0-9.]+)|([0-9a-f:.]+))(?::(\d{1,5}))?$/i.exec(text)
  const host = parts?.[2] ?? ''
  // An IPv6 address without brackets swallows the port into itself, so it has none.
  const address = parts?.[3] ?? parts?.[4] ?? parts?.[5] ?? ''
  const port = parts?.[6] === undefined ? undefined : Number(parts[6])
  const isUsable =
    isIP(address) !== 0 && URL.canParse(`http://${host}/`) && isIP(host) === 0 && (port === undefined || (port >= 1 && port <= 65_535))
  if (!isUsable) {
    throw new PipelineError(
      'resolve-invalid',
      `Cannot use the rule "${text}": expected HOST=ADDRESS or HOST=ADDRESS:PORT, the host may begin with *.`,
      { retry: 'never' },
    )
  }
  return { host: new URL(`http://${host}/`).hostname, isWildcard: parts?.[1] !== undefined, address, port }
}

/** The first rule for a host. */
export function findResolveRule(host: string, rules: readonly ResolveRule[]): ResolveRule | undefined {
  return rules.find((rule) => (rule.isWildcard ? host.endsWith(`.${rule.host}`) : host === rule.host))
}
