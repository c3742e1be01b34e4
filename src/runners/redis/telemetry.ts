import type { Telemetry } from 'bullmq'
import { PipelineError } from '../../errors.ts'

/** Traces of every job for OpenTelemetry, by the package `bullmq-otel`, which is installed by who wants it. Throws `telemetry-missing`. */
export async function openTelemetry(isOn: boolean): Promise<Telemetry | undefined> {
  if (!isOn) return undefined
  try {
    const { BullMQOtel } = await import('bullmq-otel')
    return new BullMQOtel({ tracerName: 'frameshift', meterName: 'frameshift', enableMetrics: true })
  } catch (cause) {
    const message =
      'Cannot trace jobs: queue.telemetry is on, and the package bullmq-otel is not installed; npm install bullmq-otel, or turn it off'
    throw new PipelineError('telemetry-missing', message, { retry: 'never', cause })
  }
}
