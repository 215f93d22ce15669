import type { KyselyPlugin, QueryId, RootOperationNode } from 'kysely'

/** Lets statements run and loses their answers, as connections that break after the commit. */
export interface LosingAnswers extends KyselyPlugin {
  /** Loses the answer to the next statement. */
  loseNext(): void
  /** Loses the answer to the next statement that inserts, and has something to do with a table. */
  loseInsertOf(table: string): void
}

/** Makes a plugin for a database whose answers may be lost. */
export function losingAnswers(): LosingAnswers {
  const nodes = new WeakMap<QueryId, RootOperationNode>()
  let loses: ((node: string) => boolean) | undefined
  return {
    loseNext() {
      loses = () => true
    },
    loseInsertOf(table) {
      loses = (node) => node.includes('"InsertQueryNode"') && node.includes(`"${table}"`)
    },
    transformQuery({ node, queryId }) {
      nodes.set(queryId, node)
      return node
    },
    async transformResult({ result, queryId }) {
      if (!loses?.(JSON.stringify(nodes.get(queryId)))) return result
      loses = undefined
      throw new Error('Connection terminated unexpectedly')
    },
  }
}
