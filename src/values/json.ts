declare const holds: unique symbol

/** A value as JSON, written by this service: what it holds is known. */
export type Json<Value> = string & { readonly [holds]: Value }

/** Writes a value as JSON. What has no place there, as undefined has none in a list, is lost. */
export const toJson = <Value>(value: Value): Json<Value> => JSON.stringify(value) as Json<Value>

/** The value that this service wrote. */
export const fromJson = <Value>(json: Json<Value>): Value => JSON.parse(json)

/** What a text of others says, of whatever shape. @throws SyntaxError where it is no JSON */
export const readJson = (text: string): unknown => JSON.parse(text)
