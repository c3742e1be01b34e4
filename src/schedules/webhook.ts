import { PipelineError } from '../errors.ts'

/** Refuses what could never be told: a webhook that is no address of the web, or one that nothing could sign for. */
export function checkWebhook(url: string, secret: string | undefined): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new PipelineError('webhook-invalid', `"${url}" is no webhook: expected an http or https address`, { retry: 'never' })
  if (secret === undefined || secret.length < 16)
    throw new PipelineError('webhook-unsigned', 'Webhooks are signed: set FRAMESHIFT_WEBHOOK_SECRET to 16 characters or more', {
      retry: 'never',
    })
}
