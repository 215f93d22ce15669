import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Bucket } from 'oriel'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'

const secretForm = 'at least 64 random characters, as `openssl rand -hex 48` prints'

/**
 * Every variable of the environment, its default, and what a mistake is told that it must be.
 * A key's variable is its name in capitals: `dataDir` is `DATA_DIR`.
 */
const Settings = Type.Object({
  nodeEnv: Type.Enum(['development', 'production', 'test'], {
    default: 'development',
    description: 'one of development, production and test',
  }),
  port: Type.Integer({ minimum: 0, maximum: 65_535, default: 4_000, description: 'a port from 0 to 65535' }),
  host: Type.String({ default: '127.0.0.1', description: 'an address to listen on' }),
  databaseUrl: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'like postgresql://user:password@host:5432/database',
    }),
  ),
  dataDir: Type.String({ default: './.data', description: 'a folder' }),
  secretKeyBase: Type.Optional(Type.String({ minLength: 64, description: secretForm })),
  trustProxy: Type.Boolean({
    default: false,
    description: 'true behind a proxy of your own, and else false',
  }),
  logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'one of fatal, error, warn, info, debug, trace and silent',
  }),
  messageRate: Type.Number({
    minimum: 0,
    default: 5,
    description: 'the messages a second that a user may send, or 0 for no limit',
  }),
  imageDir: Type.Optional(Type.String({ description: 'a folder' })),
  imageBytes: Type.Integer({
    minimum: 1_000,
    maximum: 1_000_000_000,
    default: 8_000_000,
    description: 'the bytes that one image may have, from 1000 to 1000000000',
  }),
  imageBucketUrl: Type.Optional(
    Type.String({
      pattern: '^https?://[^/?#]+(/[^?#]*)?$',
      description: 'like https://s3.eu-central-1.amazonaws.com/bucket',
    }),
  ),
  imageBucketRegion: Type.String({ default: 'us-east-1', description: 'the region of the bucket' }),
  imageBucketKeyId: Type.Optional(Type.String({ description: 'the id of an access key' })),
  imageBucketSecret: Type.Optional(Type.String({ description: 'the secret of that access key' })),
  debugPages: Type.Boolean({
    default: false,
    description: 'true to show developers what has failed, and else false',
  }),
})

type Settings = Static<typeof Settings>
type Environment = Readonly<Record<string, string | undefined>>

/** Settings whose values no message may show. */
const secrets: ReadonlySet<string> = new Set([
  'databaseUrl',
  'secretKeyBase',
  'imageBucketSecret',
] satisfies (keyof Settings)[])

type BucketSetting = Extract<keyof Settings, `imageBucket${string}`>

/** How the app is run: where it listens, where its data is, and how much it says. */
export type Config = Readonly<
  Omit<Settings, BucketSetting> & {
    secretKeyBase: string
    /** The folder of the images, which is used when there is no bucket. */
    imageDir: string
    imageBucket: Bucket | undefined
  }
>

/** The environment holds mistakes; the message has a line for each, which says what to do. */
export class ConfigError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConfigError'
  }
}

/**
 * Reads the environment; throws a `ConfigError`.
 * Outside production, a missing secret is made once and kept in the data folder.
 */
export function loadConfig(environment: Environment): Config {
  const { imageBucketUrl, imageBucketRegion, imageBucketKeyId, imageBucketSecret, ...settings } =
    readSettings(environment)
  const dataDir = resolve(settings.dataDir)
  const imageBucket = bucketOf({ imageBucketUrl, imageBucketKeyId, imageBucketSecret }, imageBucketRegion)
  if (imageBucket && settings.imageDir)
    throw new ConfigError(
      'IMAGE_DIR and IMAGE_BUCKET_URL are both set, but images are kept in one place: unset one of them.',
    )
  const imageDir = resolve(settings.imageDir ?? join(dataDir, 'images'))
  if (settings.debugPages && settings.nodeEnv === 'production')
    throw new ConfigError(
      'DEBUG_PAGES must not be true in production, where anybody could read the pages: unset it.',
    )
  const secretKeyBase = settings.secretKeyBase ?? keptSecret(settings.nodeEnv, dataDir)
  return Object.freeze({ ...settings, dataDir, imageDir, imageBucket, secretKeyBase })
}

/** The settings that make a bucket only together. */
type BucketKeys = Readonly<
  Record<'imageBucketUrl' | 'imageBucketKeyId' | 'imageBucketSecret', string | undefined>
>

function bucketOf(keys: BucketKeys, region: string): Bucket | undefined {
  const { imageBucketUrl: url, imageBucketKeyId: accessKeyId, imageBucketSecret: secretAccessKey } = keys
  if (url && accessKeyId && secretAccessKey) return { url, region, accessKeyId, secretAccessKey }
  const [set = [], missing = []] = [true, false].map((isSet) =>
    Object.entries(keys)
      .filter(([, value]) => (value !== undefined) === isSet)
      .map(([key]) => variableOf(key)),
  )
  if (set.length === 0) return undefined
  const [need, those] = set.length > 1 ? ['need', 'them'] : ['needs', 'that']
  const lines = missing.map(
    (name) => `${name} is missing, and ${set.join(' and ')} ${need} it: set it, or unset ${those}.`,
  )
  throw new ConfigError(lines.join('\n'))
}

function readSettings(environment: Environment): Settings {
  const given: Record<string, unknown> = {}
  const mistakes: string[] = []
  for (const [key, schema] of Object.entries<TSchema>(Settings.properties)) {
    const raw = environment[variableOf(key)]?.trim()
    if (!raw) continue
    given[key] = cast(raw, schema)
    if (!Value.Check(schema, given[key])) mistakes.push(mistake(key, raw, schema))
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'))
  const settings = Value.Default(Settings, given)
  Value.Assert(Settings, settings)
  return settings
}

/** Gives the text itself where it does not have the form of the schema's type. */
function cast(raw: string, schema: TSchema): unknown {
  if (Type.IsBoolean(schema)) return raw === 'true' || (raw === 'false' ? false : raw)
  if (Type.IsInteger(schema) || Type.IsNumber(schema)) return Number.isNaN(Number(raw)) ? raw : Number(raw)
  return raw
}

function mistake(
  key: string,
  raw: string,
  schema: TSchema & { description?: string; default?: unknown },
): string {
  const got = secrets.has(key) ? `${raw.length} other characters` : JSON.stringify(raw)
  const remedy =
    'default' in schema ? `correct it, or unset it for ${schema.default}` : 'correct it, or unset it'
  return `${variableOf(key)} must be ${schema.description}, but is ${got}: ${remedy}.`
}

function variableOf(key: string): string {
  return key.replaceAll(/[A-Z]/g, '_$&').toUpperCase()
}

/** Reads the secret of this installation, which is made when it is first asked for. */
function keptSecret(nodeEnv: Settings['nodeEnv'], dataDir: string): string {
  if (nodeEnv === 'production')
    throw new ConfigError(`SECRET_KEY_BASE is missing, and production needs it: set it to ${secretForm}.`)
  const path = join(dataDir, 'secret_key_base')
  const secret = readOrMake(path, dataDir)
  if (!Value.Check(Settings.properties.secretKeyBase, secret))
    throw new ConfigError(
      `The file ${path} holds no secret of 64 characters: remove it, and a new one is made.`,
    )
  return secret
}

function readOrMake(path: string, dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    const made = randomBytes(48).toString('hex')
    const isNew = writeNew(path, made)
    return isNew ? made : readFileSync(path, 'utf8').trim()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(
      `DATA_DIR must be a folder that can be written, but ${reason}: set it to another folder.`,
      {
        cause,
      },
    )
  }
}

/** Writes a file that only its owner may read; `false` when it is there already. */
function writeNew(path: string, content: string): boolean {
  try {
    writeFileSync(path, `${content}\n`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
