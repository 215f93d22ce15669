import { Type } from 'typebox'
import { expect, test, vi } from 'vitest'
import {
  type Changeset,
  cast,
  checkAsync,
  constraint,
  length,
  save,
  textOf,
  unique,
  validate,
  validateAsync,
} from '../../../src/live/changeset.ts'

const Account = Type.Object({ name: Type.String(), team: Type.Optional(Type.String()) })
const account = (name: string, team = '') => cast(Account, { name, team })

const problems = ({ errors }: Changeset<unknown>) =>
  Object.fromEntries(errors.map(({ path, message }) => [path, textOf(message)]))

test('checks that wait run at once, and add their errors in order', async () => {
  const running: string[] = []
  const slow = (problem: string) => async (value: string) => {
    running.push(value)
    await Promise.resolve()
    return running.length === 2 ? problem : 'ran alone'
  }
  const checked = await validateAsync(
    account('ana', 'red'),
    checkAsync('team', slow('is full')),
    checkAsync('name', slow('is odd')),
  )
  expect(checked.errors.map(({ path }) => path)).toEqual(['team', 'name'])
  expect(problems(checked)).toEqual({ team: 'is full', name: 'is odd' })
})

test('nothing is asked about a field that is blank, or wrong already', async () => {
  const ask = vi.fn(async () => 'is taken')
  const wrong = validate(account('ana'), length('name', { min: 9 }))
  const checked = await validateAsync(wrong, checkAsync('name', ask), checkAsync('team', ask))
  expect(ask).not.toHaveBeenCalled()
  expect(checked.errors).toEqual(wrong.errors)
})

test('a check that fails to find out rejects', async () => {
  const broken = checkAsync<{ name: string }, 'name'>('name', () => Promise.reject(new Error('no database')))
  await expect(validateAsync(account('ana'), broken)).rejects.toThrow('no database')
})

test('what is right is written, and what is not is not', async () => {
  const write = vi.fn(async ({ name }: { name: string }) => ({ id: 1, name }))
  expect(await save(account('ana'), write)).toEqual({ ok: true, value: { id: 1, name: 'ana' } })
  const wrong = account('')
  expect(await save(wrong, write)).toEqual({ ok: false, changeset: wrong })
  expect(write).toHaveBeenCalledTimes(1)
})

/** An error as PostgreSQL's driver throws it. */
const databaseError = (code: string, constraint: string) =>
  Object.assign(new Error(code), { code, constraint })

const declared = validate(
  account('ana', 'red'),
  unique('name', 'accounts_name_key'),
  constraint('team', 'accounts_team_fkey', 'does not exist'),
)

test.each([
  ['23505', 'accounts_name_key', { name: 'has already been taken' }],
  ['23503', 'accounts_team_fkey', { team: 'does not exist' }],
])('a broken rule of the database, %s, is an error of its field', async (code, name, expected) => {
  const saved = await save(declared, () => Promise.reject(databaseError(code, name)))
  expect(saved.ok).toBe(false)
  expect(problems((saved as { changeset: Changeset<unknown> }).changeset)).toEqual(expected)
})

test.each([
  databaseError('23505', 'other_key'),
  databaseError('57P01', 'accounts_name_key'),
  new Error('gone'),
  'text',
  null,
])('every other error is thrown on: %s', async (error) => {
  await expect(save(declared, () => Promise.reject(error))).rejects.toBe(error)
})
