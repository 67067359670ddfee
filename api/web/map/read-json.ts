/** An object of an answer, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** The number that a value is, where it is finite. */
export const asNumber = (value: unknown): number | undefined =>
	typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** The list in a field of an answer; an empty one where there is none. */
export function listIn(value: unknown, field: string): readonly unknown[] {
	const list = isRecord(value) ? value[field] : undefined;
	return Array.isArray(list) ? list : [];
}
