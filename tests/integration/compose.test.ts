import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { steadyEnvironment, steadyHeap } from '../../bench/running/steady-heap.ts'

/** The keys of the Compose specification that our file uses, and the forms it allows for them; a key it does not know is a mistake. */
const duration = z.string().regex(/^(?:\d+(?:us|ms|s|m|h))+$/)
const healthcheckSchema = z.strictObject({
  test: z.tuple([z.literal('CMD')], z.string()),
  interval: duration,
  timeout: duration,
  retries: z.int().min(1),
  start_period: duration.optional(),
})
const serviceSchema = z.strictObject({
  image: z
    .string()
    .regex(/^[a-z0-9./-]+:[\w.-]+$/, 'a tag, never what is latest today')
    .optional(),
  build: z.string().optional(),
  user: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[\w/]+$/)),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  deploy: z.strictObject({ replicas: z.int().min(1) }).optional(),
  healthcheck: healthcheckSchema,
  stop_grace_period: duration.optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
})
const composeSchema = z.strictObject({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.null()) })

const compose = composeSchema.parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }))
const dockerfile = readFileSync('Dockerfile', 'utf8')

test('every service has a health check, waits for what it needs, and keeps its data in a volume that is declared', () => {
  expect(Object.keys(compose.services).toSorted()).toEqual(['postgres', 'redis', 'web', 'worker'])
  for (const [name, service] of Object.entries(compose.services)) {
    for (const needed of Object.keys(service.depends_on ?? {})) expect(compose.services, `${name} needs ${needed}`).toHaveProperty(needed)
    for (const volume of service.volumes) expect(compose.volumes).toHaveProperty(String(volume.split(':')[0]))
    expect((service.image === undefined) !== (service.build === undefined)).toBe(true)
  }
  expect(compose.services['worker']?.deploy?.replicas).toBe(2)
})

test('Redis keeps what it is given, behind a password, and only the site is published, on this machine', () => {
  const command = compose.services['redis']?.command?.join(' ') ?? ''
  expect(command).toMatch(/--appendonly yes .*--maxmemory-policy noeviction --requirepass \$\{REDIS_PASSWORD:\?/)
  const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))
  expect(published).toEqual(['web 127.0.0.1:4173:4173'])
})

test('nothing runs as root, no secret stands in the file, and a missing one is said at once', () => {
  for (const [name, { build, user }] of Object.entries(compose.services))
    expect(build === undefined ? user : 'node', name).not.toBeUndefined()
  expect(dockerfile).toMatch(/^USER node$/m)
  const values = Object.values(compose.services).flatMap(({ environment = {} }) => Object.entries(environment))
  const secrets = values.filter(([name]) => /PASSWORD|TOKEN|URL|AUTH/.test(name))
  expect(secrets.length).toBeGreaterThan(4)
  // Nobody needs to let in others who may only look.
  for (const [name, value] of secrets)
    expect(value, name).toMatch(name === 'FRAMESHIFT_READ_TOKEN' ? /^\$\{[A-Z_]+:-\}$/ : /\$\{[A-Z_]+:\?set /)
})

test('the image and the services run the same command as a person', () => {
  const person = '--import ./scripts/node-24.mjs src/cli/main.ts'
  for (const name of ['web', 'worker']) expect(compose.services[name]?.command?.join(' ')).toContain(person)
  expect(dockerfile).toContain('npm ci --omit=dev --omit=optional --ignore-scripts')
})

test('whatever works for weeks runs with the flags that keep its memory flat, as measured', () => {
  const { scripts } = z.object({ scripts: z.object({ work: z.string() }) }).parse(JSON.parse(readFileSync('package.json', 'utf8')))
  const flags = steadyHeap.join(' ')
  expect(scripts.work).toContain(`node ${flags} --import`)
  expect(dockerfile.replaceAll('", "', ' ')).toContain(`"node ${flags} --import`)
  for (const service of ['web', 'worker'])
    expect(compose.services[service]?.command?.join(' ')).toMatch(new RegExp(`^node ${flags} --import`))
  for (const [name, value] of Object.entries(steadyEnvironment)) expect(dockerfile).toContain(`ENV ${name}=${value}\n`)
})
