import { statSync } from 'node:fs'

/** The numbers of a system account. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** What `spawn` needs to run a program of PostgreSQL. */
export interface PostgresCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly account: Partial<Account>
}

const nobody: Account = { uid: 65534, gid: 65534 }

/** Names the account that root must run PostgreSQL as, since it refuses root; `undefined` where we are not root. */
export function postgresAccount(dataDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(dataDir, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

/** Builds the command that runs `program` as `account`; on Linux it gets SIGINT when this process dies. */
export function postgresCommand(
  program: string,
  args: readonly string[],
  account?: Account,
): PostgresCommand {
  if (process.platform !== 'linux') return { file: program, args, account: { ...account } }
  const privileges = account ? dropRoot(account) : []
  return {
    file: 'setpriv',
    args: ['--pdeathsig', 'INT', ...privileges, program, ...args],
    account: {},
  }
}

/**
 * The account keeps the right to pass folders that only root may enter, as the program and the data may lie in one.
 * Without the securebit, access(2) would not count that right.
 */
function dropRoot({ uid, gid }: Account): readonly string[] {
  return [
    '--securebits=+no_setuid_fixup',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ]
}
