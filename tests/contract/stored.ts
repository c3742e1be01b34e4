import { openDatabase, openStore, type Store } from '../../src/io/store/store.ts'

/** Where the store of a test lies: gives addresses of empty stores. */
export interface Storage {
  /** A data folder, or the address of a database. `folder` is there and empty. */
  fresh(folder: string): Promise<string>
}

export const inFolder: Storage = { fresh: (folder) => Promise.resolve(folder) }

export function openAt(address: string, now: () => number = Date.now): Promise<Store & AsyncDisposable> {
  return address.startsWith('postgres://') ? openDatabase(address, { now }) : openStore(address, { now })
}

/** In databases of one server. */
export function inDatabases(makeDatabase: (name: string) => string): Storage {
  let count = 0
  return {
    fresh: () => {
      count += 1
      return Promise.resolve(makeDatabase(`test_${count}`))
    },
  }
}
