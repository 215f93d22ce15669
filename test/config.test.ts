import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError, loadConfig } from '../src/config.ts'

const SECRET_KEY_BASE = 's'.repeat(64)

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oriel-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** The message of the error that the environment gives. */
function mistakeIn(environment: Record<string, string>): string {
  try {
    loadConfig({ SECRET_KEY_BASE, ...environment })
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as ConfigError).message
  }
  throw new Error('The environment was accepted.')
}

describe('the configuration', () => {
  test('has a default for everything but the secret', () => {
    expect(loadConfig({ SECRET_KEY_BASE })).toEqual({
      nodeEnv: 'development',
      port: 4000,
      host: '127.0.0.1',
      dataDir: resolve('.data'),
      trustProxy: false,
      logLevel: 'info',
      messageRate: 5,
      imageDir: resolve('.data/images'),
      imageBytes: 8_000_000,
      imageBucket: undefined,
      debugPages: false,
      secretKeyBase: SECRET_KEY_BASE,
    })
  })

  test('is read from the environment', () => {
    const environment = {
      NODE_ENV: 'production',
      PORT: '80',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://chatter@db/chatter',
      DATA_DIR: '/data',
      TRUST_PROXY: 'true',
      LOG_LEVEL: 'debug',
      MESSAGE_RATE: '0.5',
      IMAGE_BYTES: '1000000',
      IMAGE_BUCKET_URL: 'https://s3.example/bucket',
      IMAGE_BUCKET_REGION: 'eu-central-1',
      IMAGE_BUCKET_KEY_ID: 'AKIA',
      IMAGE_BUCKET_SECRET: 'secret',
      SECRET_KEY_BASE,
      UNRELATED: 'kept out',
    }
    expect(loadConfig(environment)).toEqual({
      nodeEnv: 'production',
      port: 80,
      host: '0.0.0.0',
      databaseUrl: 'postgres://chatter@db/chatter',
      dataDir: '/data',
      trustProxy: true,
      logLevel: 'debug',
      messageRate: 0.5,
      imageDir: '/data/images',
      imageBytes: 1_000_000,
      imageBucket: {
        url: 'https://s3.example/bucket',
        region: 'eu-central-1',
        accessKeyId: 'AKIA',
        secretAccessKey: 'secret',
      },
      debugPages: false,
      secretKeyBase: SECRET_KEY_BASE,
    })
  })

  test('takes an empty variable as one that is not set', () => {
    expect(loadConfig({ SECRET_KEY_BASE, PORT: '', DATABASE_URL: ' ' })).toEqual(
      loadConfig({ SECRET_KEY_BASE }),
    )
  })

  test('cannot be changed', () => {
    expect(Object.isFrozen(loadConfig({ SECRET_KEY_BASE }))).toBe(true)
  })
})

describe('a mistake', () => {
  test.each([
    ['PORT', 'http', 'PORT must be a port from 0 to 65535, but is "http": correct it, or unset it for 4000.'],
    [
      'PORT',
      '65536',
      'PORT must be a port from 0 to 65535, but is "65536": correct it, or unset it for 4000.',
    ],
    ['PORT', '80.5', 'PORT must be a port from 0 to 65535, but is "80.5": correct it, or unset it for 4000.'],
    ['NODE_ENV', 'prod', 'NODE_ENV must be one of development, production and test, but is "prod": '],
    [
      'TRUST_PROXY',
      'yes',
      'TRUST_PROXY must be true behind a proxy of your own, and else false, but is "yes": ',
    ],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace and silent, but is "loud": ',
    ],
    [
      'MESSAGE_RATE',
      '-1',
      'MESSAGE_RATE must be the messages a second that a user may send, or 0 for no limit, but is "-1"',
    ],
    ['MESSAGE_RATE', 'Infinity', 'MESSAGE_RATE must be the messages a second'],
    [
      'IMAGE_BYTES',
      '8 MB',
      'IMAGE_BYTES must be the bytes that one image may have, from 1000 to 1000000000, but is "8 MB": ',
    ],
    ['IMAGE_BYTES', '1', 'IMAGE_BYTES must be the bytes that one image may have'],
    [
      'IMAGE_BUCKET_URL',
      's3://bucket',
      'IMAGE_BUCKET_URL must be like https://s3.eu-central-1.amazonaws.com/bucket, but is "s3://bucket": ',
    ],
  ])('in %s=%s is named with what to do', (name, value, message) => {
    expect(mistakeIn({ [name]: value })).toContain(message)
  })

  test('in a variable that may hold a secret is named without its value', () => {
    const password = 'mysql://ana:password@db/chatter'
    expect(mistakeIn({ DATABASE_URL: password })).toBe(
      'DATABASE_URL must be like postgresql://user:password@host:5432/database, but is 31 other characters: correct it, or unset it.',
    )
    expect(mistakeIn({ SECRET_KEY_BASE: 'short and secret' })).toMatch(
      /^SECRET_KEY_BASE must be at least 64 random characters, .*, but is 16 other characters: correct it, or unset it\.$/,
    )
  })

  test('is a bucket of which a part is missing, or beside a folder', () => {
    const IMAGE_BUCKET_URL = 'https://s3.example/bucket'
    expect(mistakeIn({ IMAGE_BUCKET_URL, IMAGE_BUCKET_KEY_ID: 'AKIA' })).toBe(
      'IMAGE_BUCKET_SECRET is missing, and IMAGE_BUCKET_URL and IMAGE_BUCKET_KEY_ID need it: set it, or unset them.',
    )
    expect(mistakeIn({ IMAGE_BUCKET_SECRET: 'secret' }).split('\n')).toEqual([
      expect.stringContaining(
        'IMAGE_BUCKET_URL is missing, and IMAGE_BUCKET_SECRET needs it: set it, or unset that.',
      ),
      expect.stringContaining('IMAGE_BUCKET_KEY_ID is missing'),
    ])
    const IMAGE_BUCKET = { IMAGE_BUCKET_URL, IMAGE_BUCKET_KEY_ID: 'AKIA', IMAGE_BUCKET_SECRET: 'secret' }
    expect(mistakeIn({ ...IMAGE_BUCKET, IMAGE_DIR: '/images' })).toBe(
      'IMAGE_DIR and IMAGE_BUCKET_URL are both set, but images are kept in one place: unset one of them.',
    )
  })

  test('is to show errors to everybody', () => {
    const environment = { SECRET_KEY_BASE, DEBUG_PAGES: 'true' }
    expect(loadConfig(environment).debugPages).toBe(true)
    expect(mistakeIn({ ...environment, NODE_ENV: 'production' })).toContain('DEBUG_PAGES must not be true')
  })

  test('has a line of its own', () => {
    expect(mistakeIn({ PORT: 'http', LOG_LEVEL: 'loud' }).split('\n')).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('LOG_LEVEL'),
    ])
  })
})

describe('the secret', () => {
  test('must be given in production', () => {
    expect(() => loadConfig({ NODE_ENV: 'production' })).toThrow(
      /^SECRET_KEY_BASE is missing, and production needs it: set it to at least 64 random characters/,
    )
  })

  test('is made once outside production, and kept where only its owner can read it', () => {
    const DATA_DIR = join(temporaryFolder(), 'data')
    const { secretKeyBase } = loadConfig({ DATA_DIR })
    expect(secretKeyBase).toMatch(/^[0-9a-f]{96}$/)
    expect(loadConfig({ DATA_DIR }).secretKeyBase).toBe(secretKeyBase)
    expect(statSync(join(DATA_DIR, 'secret_key_base')).mode & 0o777).toBe(0o600)
    expect(loadConfig({ DATA_DIR: join(DATA_DIR, 'other') }).secretKeyBase).not.toBe(secretKeyBase)
  })

  test('is not written when the environment gives one', () => {
    const DATA_DIR = join(temporaryFolder(), 'data')
    loadConfig({ DATA_DIR, SECRET_KEY_BASE })
    expect(statSync(DATA_DIR, { throwIfNoEntry: false })).toBeUndefined()
  })

  test('that was kept but spoilt is not used', () => {
    const DATA_DIR = temporaryFolder()
    const path = join(DATA_DIR, 'secret_key_base')
    writeFileSync(path, 'spoilt')
    chmodSync(path, 0o600)
    expect(() => loadConfig({ DATA_DIR })).toThrow(
      `The file ${path} holds no secret of 64 characters: remove it, and a new one is made.`,
    )
    expect(readFileSync(path, 'utf8')).toBe('spoilt')
  })

  test('that cannot be kept is a mistake in DATA_DIR', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(() => loadConfig({ DATA_DIR: file })).toThrow(
      /^DATA_DIR must be a folder that can be written, but EEXIST.*: set it to another folder\.$/,
    )
  })
})
