/** Steps around the circle of colours: as many as are told apart at a glance. */
const HUES = 12;
/** Odd and without pattern, so that ids that differ in one letter differ in colour. */
const FACTOR = 31;

/** A hue from 0 to 1 that goes with a text: the same one wherever and whenever it is asked for. */
export function hueOf(text: string): number {
	let sum = 0;
	for (const i of $range(1, text.size())) sum = (sum * FACTOR + (string.byte(text, i)[0] ?? 0)) % 65_521;
	return (sum % HUES) / HUES;
}
