/** What we use of the platform of Cloudflare Workers; its own package of types would redefine the standard ones. */
declare module 'cloudflare:workers' {
  /** An object of a class in a namespace: one for each id, alive in one place at a time. Its methods are called from afar. */
  export class DurableObject<Env> {
    protected readonly ctx: ObjectState
    protected readonly env: Env
    constructor(ctx: ObjectState, env: Env)
  }

  export interface ObjectState {
    /** Under which name it was asked for; undefined in alarms of objects that were made before alarms knew it. */
    readonly id: { readonly name?: string }
    readonly storage: ObjectStorage
    /** Ends the object; the next call makes it anew from what is stored. */
    abort(reason: string): void
  }

  export interface ObjectStorage {
    readonly sql: SqlStorage
    /** A few values beside the tables. */
    readonly kv: {
      get<T>(name: string): T | undefined
      put(name: string, value: unknown): void
    }
    transactionSync<T>(work: () => T): T
    /** When `alarm` is called next, in milliseconds since 1970; an object has one alarm. */
    setAlarm(atMs: number): Promise<void>
    getAlarm(): Promise<number | null>
    deleteAlarm(): Promise<void>
    deleteAll(): Promise<void>
  }

  export interface SqlStorage {
    exec(
      text: string,
      ...params: unknown[]
    ): { toArray(): Record<string, unknown>[]; raw(): Iterable<unknown[]> }
  }

  /** The objects of a class. `T`: the class, whose methods all answer later. */
  export interface Namespace<T> {
    idFromName(name: string): unknown
    get(id: unknown): Stub<T>
    /** The same objects, kept within a region. */
    jurisdiction(name: 'eu'): Namespace<T>
  }

  export type Stub<T> = {
    [N in keyof T as T[N] extends (...args: never[]) => unknown ? N : never]: T[N] extends (
      ...args: infer A
    ) => infer R
      ? (...args: A) => Promise<Awaited<R>>
      : never
  }
}
