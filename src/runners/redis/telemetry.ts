import { setTimeout as sleep } from 'node:timers/promises'
import type { Resource } from '@opentelemetry/resources'
import type { Telemetry } from 'bullmq'
import { PipelineError } from '../../errors.ts'

/** What workers tell of their jobs, and its end: what was gathered last goes out when it is disposed of. */
export interface OpenTelemetry extends AsyncDisposable {
  readonly telemetry: Telemetry
}

/**
 * Traces and counts of every job for OpenTelemetry, sent as OTLP over HTTP to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT` (this machine, port
 * 4318, where nothing is set); a collector that does not answer costs its figures and nothing else. Where somebody has registered an SDK of
 * his own, that gets them instead. The packages are installed by who wants them. Throws `telemetry-missing`.
 */
export async function openTelemetry(isOn: boolean): Promise<OpenTelemetry | undefined> {
  if (!isOn) return undefined
  try {
    const { BullMQOtel } = await import('bullmq-otel')
    // Before BullMQ asks for a meter: one that was handed out earlier would count for nobody.
    const sending = (await Promise.all([sendTraces(), sendMetrics()])).filter((each) => each !== undefined)
    return {
      telemetry: new BullMQOtel({ tracerName: 'frameshift', meterName: 'frameshift', enableMetrics: true }),
      [Symbol.asyncDispose]: async () => {
        const last = Promise.allSettled(sending.map(({ provider }) => provider.shutdown()))
        await Promise.race([last, sleep(patienceMs, undefined, { ref: false })])
        for (const each of sending) each.forget()
      },
    }
  } catch (cause) {
    const message = `Cannot trace jobs: queue.telemetry is on, and not all that it needs is installed; npm install ${packages.join(' ')}, or turn it off`
    throw new PipelineError('telemetry-missing', message, { retry: 'never', cause })
  }
}

const packages = [
  'bullmq-otel',
  '@opentelemetry/api',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/sdk-metrics',
  '@opentelemetry/exporter-metrics-otlp-http',
] as const

/** A worker that is told to stop does not wait longer for its collector. */
const patienceMs = 2000

interface Sending {
  /** Sends what it still has. */
  readonly provider: { shutdown(): Promise<void> }
  /** Makes place for another. */
  forget(): void
}

/** `undefined` where an SDK is there already. */
async function sendTraces(): Promise<Sending | undefined> {
  const { trace } = await import('@opentelemetry/api')
  const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const provider = new TracerProvider({
    resource: await ourselves(),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  if (trace.setGlobalTracerProvider(provider)) return { provider, forget: () => trace.disable() }
  await provider.shutdown()
  return undefined
}

/** The same for counts and durations, told once a minute. */
async function sendMetrics(): Promise<Sending | undefined> {
  const { metrics } = await import('@opentelemetry/api')
  const { MeterProvider, PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics')
  const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http')
  const readers = [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })]
  const provider = new MeterProvider({ resource: await ourselves(), readers })
  if (metrics.setGlobalMeterProvider(provider)) return { provider, forget: () => metrics.disable() }
  await provider.shutdown()
  return undefined
}

/** `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` say otherwise. */
async function ourselves(): Promise<Resource> {
  const { detectResources, resourceAttributesEnvDetector, resourceFromAttributes, serviceNameEnvDetector } =
    await import('@opentelemetry/resources')
  const told = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] })
  return resourceFromAttributes({ 'service.name': 'frameshift' }).merge(told)
}
