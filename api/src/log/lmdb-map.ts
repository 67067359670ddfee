import { platform } from "node:process";

/** Bytes: more than any file here grows to. Beyond it the map grows as it would without. */
const MAP_BYTES = 2 ** 36;

/**
 * Has LMDB map its file once. A map that begins small is made anew as the file grows, and the pages of those before it
 * stay in this process's memory: with a log of 22 MB they came to 40 MB (`bench/encounters.bench.ts`). Addresses cost
 * nothing but on Windows, where the file would be made as large.
 */
export const MAPPED_ONCE: { readonly mapSize?: number } = platform === "win32" ? {} : { mapSize: MAP_BYTES };
