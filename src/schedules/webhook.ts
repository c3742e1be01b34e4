import type { WebAccess } from '../app.ts'
import { PipelineError } from '../errors.ts'
import { parseAllowedTarget } from '../io/web/address/allowed-target.ts'
import { parseResolveRule } from '../io/web/address/resolve-rule.ts'
import { checkUrl } from '../io/web/address/url-policy.ts'

export interface WebhookSurroundings {
  readonly secret: string | undefined
  readonly access: WebAccess
}

/** Refuses what could never be told: a webhook that the gate for requests would turn back, or one that nothing could sign for. */
export function checkWebhook(url: string, { secret, access: { allowPrivate, resolve } }: WebhookSurroundings): void {
  const checked = checkUrl(url, { allowed: allowPrivate.map(parseAllowedTarget), rules: resolve.map(parseResolveRule) })
  if (checked.kind === 'refused')
    throw new PipelineError('webhook-invalid', `Cannot tell this webhook: ${checked.reason}`, {
      retry: 'never',
    })
  if (secret === undefined || secret.length < 16)
    throw new PipelineError('webhook-unsigned', 'Webhooks are signed: set FRAMESHIFT_WEBHOOK_SECRET to 16 characters or more', {
      retry: 'never',
    })
}
