import type { Table } from '../table.ts'

/** Something to measure, on a PostgreSQL that runs outside of the measured process. */
export type Subject = (databaseUrl: string) => Promise<Table>
